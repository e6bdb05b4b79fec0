import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { seeingAll, seenBy } from '#kernel/database/connection.ts';
import { eyesOf } from '#kernel/database/eyes.ts';
import { system } from '#kernel/database/actor.ts';
import { inviteAccount, whoComes } from '#kernel/identity/index.ts';
import { anAccount, anAddress, PASSWORD, totpFor } from '#kernel/identity/testing.ts';
import { languageOf } from '#kernel/language.ts';
import { logger } from '#kernel/log.ts';
import { useDatabase } from '#test/database/fresh.ts';
import * as account from '../tai-khoan/+page.server.ts';
import * as signOutPage from '../dang-xuat/+page.server.ts';
import * as resetPage from '../dat-lai-mat-khau/+page.server.ts';
import * as invitedPage from '../moi/+page.server.ts';
import * as forgottenPage from '../quen-mat-khau/+page.server.ts';
import * as signInPage from './+page.server.ts';
import * as setUpPage from './thiet-lap/+page.server.ts';
import * as secondStepPage from './xac-thuc/+page.server.ts';

/** The pages' own code, called as the framework calls it. */

const fresh = useDatabase();
const SHARED = Symbol.for('cchc.database');
beforeAll(() => {
  logger.level = 'silent';
  vi.stubEnv('CCHC_SECRET', 'chỉ dùng khi kiểm thử 0123456789 abcdef');
  Object.assign(globalThis, { [SHARED]: fresh.db });
});
afterAll(() => {
  vi.unstubAllEnvs();
  Reflect.deleteProperty(globalThis, SHARED);
});

interface Visit {
  path?: string;
  form?: Record<string, string>;
  cookie?: string;
  address?: string;
}

/** A request as the hook hands it on, and what the page does to its answer. */
async function visit({ path = '/dang-nhap', form, cookie = '', address = anAddress() }: Visit) {
  const url = new URL(path, 'http://localhost:3000');
  const request = new Request(url, {
    method: form ? 'POST' : 'GET',
    headers: { cookie },
    body: form && new URLSearchParams(form),
  });
  const comer = await whoComes(() => seeingAll(fresh.db), {
    headers: request.headers,
    requestId: 'r1',
    now: new Date(),
  });
  const { actor, session, unfinished } = comer;
  const set: Record<string, { value: string; secure?: boolean; httpOnly?: boolean }> = {};
  const headers: Record<string, string> = {};
  const event = {
    url,
    request,
    getClientAddress: () => address,
    setHeaders: (more: Record<string, string>) => Object.assign(headers, more),
    cookies: {
      parse: (line: string) => {
        const [name, value] = line.split(';', 1)[0]!.split('=') as [string, string];
        return { name, value, httpOnly: line.includes('HttpOnly') };
      },
      set: (name: string, value: string, options: object) => Object.assign(set, { [name]: { value, ...options } }),
    },
    locals: {
      language: languageOf(url.pathname),
      requestId: 'r1',
      account: session?.account ?? null,
      session,
      unfinished,
      sessionId: session?.id ?? null,
      actor,
      db: seenBy(fresh.db, eyesOf(actor)),
    },
  };
  return { event: event as never, set, headers };
}

type Act = (event: never) => unknown;

/** What comes of an act: a page with data, or where it leads. */
async function outcome(act: Act, event: never) {
  try {
    const answer = (await act(event)) as { status?: number; data?: Record<string, unknown> };
    return { status: answer.status ?? 200, data: (answer.data ?? answer) as Record<string, unknown>, location: null };
  } catch (thrown) {
    const { status, location } = thrown as { status: number; location: string };
    if (!location) throw thrown;
    return { status, data: null, location };
  }
}

async function send(form: Record<string, string>, more: Visit = {}) {
  const { event, set, headers } = await visit({ form, ...more });
  return { ...(await outcome(signInPage.actions.default as Act, event)), set, headers };
}

async function cookieOf(email: string): Promise<string> {
  const { set } = await send({ email, password: PASSWORD });
  return Object.entries(set)
    .map(([name, { value }]) => `${name}=${value}`)
    .join('; ');
}

describe('trang đăng nhập', () => {
  it('vào được thì đến bàn làm việc; cookie chỉ máy chủ đọc', async () => {
    const { email } = await anAccount(fresh.db);
    const { status, location, set } = await send({ email, password: PASSWORD });
    expect({ status, location }).toEqual({ status: 303, location: '/van-phong' });
    expect(Object.keys(set)).toEqual(['cchc.session_token', 'cchc.device']);
    expect(set['cchc.session_token']).toMatchObject({ httpOnly: true, secure: false });
  });

  it.each([
    ['/dang-nhap', '/tai-khoan'],
    ['/dang-nhap?tiep=/van-phong/viec', '/tai-khoan'],
    ['/en/dang-nhap', '/en/tai-khoan'],
    ['/dang-nhap?tiep=/ke-hoach', '/ke-hoach'],
  ])('công dân vào từ %s thì đến %s, không phải trang của cán bộ', async (path, location) => {
    const { email } = await anAccount(fresh.db, { role: 'citizen' });
    expect((await send({ email, password: PASSWORD }, { path })).location).toBe(location);
    const again = await visit({ path, cookie: await cookieOf(email) });
    expect((await outcome(signInPage.load as Act, again.event)).location).toBe(location);
  });

  it.each([
    ['/ke-hoach?nam=2025', '/ke-hoach?nam=2025'],
    ['https://evil.example/', '/van-phong'],
    ['//evil.example', '/van-phong'],
    ['/\\evil.example', '/van-phong'],
    ['/dang-xuat', '/van-phong'],
  ])('quay lại %s thì đến %s', async (tiep, location) => {
    const { email } = await anAccount(fresh.db);
    const path = `/dang-nhap?${new URLSearchParams({ tiep })}`;
    expect((await send({ email, password: PASSWORD }, { path })).location).toBe(location);
    const again = await visit({ path, cookie: await cookieOf(email) });
    expect((await outcome(signInPage.load as Act, again.event)).location).toBe(location);
  });

  it('sai thì giữ thư điện tử đã gõ, không giữ mật khẩu, không nói tài khoản có hay không', async () => {
    const { email } = await anAccount(fresh.db);
    const wrong = await send({ email, password: 'không phải nó đâu' });
    const unknown = await send({ email: 'khong-co@x.vn', password: 'không phải nó đâu' });
    expect(wrong).toMatchObject({ status: 401, data: { email } });
    expect(unknown.data!.refused).toBe(wrong.data!.refused);
    expect(JSON.stringify([wrong, unknown])).not.toContain('không phải nó đâu');
    expect(wrong.set).toEqual({});
    const english = await send({ email, password: 'không phải nó đâu' }, { path: '/en/dang-nhap' });
    expect(english.data!.refused).toMatch(/^The e-mail address or the password is wrong/);
  });

  it.each([
    [{}, ['email', 'password']],
    [{ email: 'a@x.vn' }, ['password']],
    [{ email: 'không phải thư', password: 'x' }, ['email']],
  ] as [Record<string, string>, string[]][])('thiếu hoặc sai dạng %j: báo ở %j', async (form, fields) => {
    const { status, data } = await send(form);
    expect(status).toBe(422);
    expect(Object.keys(data!.errors as object)).toEqual(fields);
  });

  it('sai quá nhiều thì nói phải đợi bao lâu', async () => {
    const form = { email: 'doi@x.vn', password: 'không phải nó đâu' };
    for (let time = 1; time <= 5; time++) await send(form);
    const { status, data, headers } = await send(form);
    expect(status).toBe(429);
    expect(data!.refused).toContain('Đợi 15 phút');
    expect(Number(headers['retry-after'])).toBeGreaterThan(14 * 60);
    expect((await send(form, { path: '/en/dang-nhap' })).data!.refused).toContain('Wait 15 minutes');
  });
});

describe('trang đăng xuất', () => {
  it('mở trang không đăng xuất; gửi thì phiên kết thúc', async () => {
    const cookie = await cookieOf((await anAccount(fresh.db)).email);
    const get = await visit({ path: '/dang-xuat', cookie });
    expect((await outcome(signOutPage.load as Act, get.event)).status).toBe(200);
    expect((await visit({ cookie })).event).toMatchObject({ locals: { account: expect.anything() } });
    const post = await visit({ path: '/dang-xuat', cookie, form: {} });
    expect((await outcome(signOutPage.actions.default as Act, post.event)).location).toBe('/dang-nhap?da-dang-xuat=1');
    expect((await visit({ cookie })).event).toMatchObject({ locals: { account: null } });
  });
});

describe('trang tài khoản', () => {
  const NEXT = 'một câu hoàn toàn mới';

  it('khách được đưa đi đăng nhập và quay lại đúng trang, bằng đúng thứ tiếng', async () => {
    for (const [path, location] of [
      ['/tai-khoan?x=1', '/dang-nhap?tiep=%2Ftai-khoan%3Fx%3D1'],
      ['/en/tai-khoan', '/en/dang-nhap?tiep=%2Fen%2Ftai-khoan'],
      ['/tai-khoan?/mat-khau', '/dang-nhap?tiep=%2Ftai-khoan'],
    ]) {
      expect((await outcome(account.load as Act, (await visit({ path })).event)).location).toBe(location);
    }
    for (const act of Object.values(account.actions)) {
      const { event } = await visit({ path: '/tai-khoan', form: {} });
      expect((await outcome(act as Act, event)).location).toMatch(/^\/dang-nhap/);
    }
  });

  it('đổi mật khẩu qua biểu mẫu; câu trả lời không mang mật khẩu', async () => {
    const { email } = await anAccount(fresh.db);
    const cookie = await cookieOf(email);
    const change = async (form: Record<string, string>) => {
      const { event } = await visit({ path: '/tai-khoan?/mat-khau', cookie, form });
      return outcome(account.actions['mat-khau'] as Act, event);
    };
    const answers = [
      await change({ current: PASSWORD, next: NEXT, again: 'khác' }),
      await change({ current: 'không phải nó đâu', next: NEXT, again: NEXT }),
      await change({ current: PASSWORD, next: 'ngắn', again: 'ngắn' }),
      await change({}),
    ];
    expect(answers.map(({ data }) => Object.keys(data!.errors as object))).toEqual([
      ['again'],
      ['current'],
      ['next'],
      ['current', 'next', 'again'],
    ]);
    for (const secret of [PASSWORD, NEXT, 'không phải nó đâu']) expect(JSON.stringify(answers)).not.toContain(secret);
    expect((await change({ current: PASSWORD, next: NEXT, again: NEXT })).location).toBe('/tai-khoan?da=mat-khau');
    expect((await send({ email, password: NEXT })).status).toBe(303);
  });

  it('liệt kê phiên, đánh dấu phiên này, kết thúc các phiên khác', async () => {
    const { email } = await anAccount(fresh.db);
    const [here, there] = [await cookieOf(email), await cookieOf(email)];
    const page = async () =>
      (await outcome(account.load as Act, (await visit({ path: '/tai-khoan', cookie: here })).event)).data;
    expect(await page()).toMatchObject({ account: { email }, done: null });
    expect(((await page())!.sessions as { here: boolean }[]).map(({ here }) => here)).toEqual([false, true]);
    const { event } = await visit({ path: '/tai-khoan', cookie: here, form: {} });
    expect((await outcome(account.actions['dang-xuat-noi-khac'] as Act, event)).location).toBe('/tai-khoan?da=phien');
    expect((await page())!.sessions).toHaveLength(1);
    expect((await visit({ cookie: there })).event).toMatchObject({ locals: { account: null } });
  });

  it('kết thúc một phiên của mình; phiên của người khác thì không', async () => {
    const { email } = await anAccount(fresh.db);
    const stranger = await cookieOf((await anAccount(fresh.db)).email);
    const [here, there] = [await cookieOf(email), await cookieOf(email)];
    const idOf = async (cookie: string) => ((await visit({ cookie })).event as { locals: { sessionId: string } }).locals.sessionId; // prettier-ignore
    const end = async (id: string) => {
      const { event } = await visit({ path: '/tai-khoan', cookie: here, form: { id } });
      return (await outcome(account.actions['ket-thuc-phien'] as Act, event)).location;
    };
    for (const id of [await idOf(stranger), await idOf(there), 'khong-co']) {
      expect(await end(id)).toBe('/tai-khoan?da=mot-phien');
    }
    const standing = async (cookie: string) => (await idOf(cookie)) !== null;
    expect([await standing(stranger), await standing(there), await standing(here)]).toEqual([true, false, true]);
  });
});

describe('xác thực hai bước qua các trang', () => {
  const cookieAfter = (before: string, set: Record<string, { value: string }>) =>
    [before, ...Object.entries(set).map(([name, { value }]) => `${name}=${value}`)]
      .join('; ')
      .split('; ')
      .reduceRight((kept, pair) => {
        const [name] = pair.split('=', 1);
        return kept.some((each) => each.startsWith(`${name}=`)) ? kept : [pair, ...kept];
      }, [] as string[])
      .join('; ');
  const ask = async (module: { load?: unknown }, path: string, cookie: string) =>
    outcome(module.load as Act, (await visit({ path, cookie })).event);
  const give = async (module: { actions: object }, path: string, cookie: string, form: Record<string, string>) => {
    const { event, set } = await visit({ path, cookie, form });
    const answer = await outcome((module.actions as { default: Act }).default, event);
    return { ...answer, cookie: cookieAfter(cookie, set) };
  };

  it('quản trị mới: từ đăng nhập đến thiết lập, cất mã, làm việc; lần sau nhập mã', async () => {
    const { email } = await anAccount(fresh.db, { role: 'administrator' });
    const path = `/dang-nhap?${new URLSearchParams({ tiep: '/ke-hoach?nam=2025' })}`;
    const first = await send({ email, password: PASSWORD }, { path });
    const stepPath = '/dang-nhap/thiet-lap?tiep=%2Fke-hoach%3Fnam%3D2025';
    expect(first.location).toBe(stepPath);
    const half = cookieAfter('', first.set);
    // Everything else leads back to that step or refuses.
    expect((await ask(account, '/tai-khoan', half)).location).toBe('/dang-nhap?tiep=%2Ftai-khoan');
    expect((await ask(signInPage, path, half)).location).toBe(stepPath);
    expect((await ask(secondStepPage, '/dang-nhap/xac-thuc', half)).location).toBe('/dang-nhap/thiet-lap');
    for (const act of Object.values(account.actions)) {
      const { event } = await visit({ path: '/tai-khoan', cookie: half, form: {} });
      expect((await outcome(act as Act, event)).location).toMatch(/^\/dang-nhap/);
    }

    const page = (await ask(setUpPage, stepPath, half)).data!;
    const { sealed, key } = page.fresh as { sealed: string; key: string };
    expect(page).toMatchObject({ forced: true, wanted: 'nothing', next: '/ke-hoach?nam=2025' });
    const wrong = await give(setUpPage, stepPath, half, { sealed, code: '000000' });
    expect(wrong).toMatchObject({ status: 422, data: { kept: { sealed, key } } });
    const done = await give(setUpPage, stepPath, half, { sealed, code: totpFor(key, new Date()) });
    expect(done.data!.backupCodes).toHaveLength(8);
    expect((await ask(account, '/tai-khoan', done.cookie)).data).toMatchObject({
      factor: { forced: true, codesLeft: 8 },
    });

    const again = await send({ email, password: PASSWORD });
    expect(again.location).toBe('/dang-nhap/xac-thuc');
    const waiting = cookieAfter('', again.set);
    expect((await ask(secondStepPage, '/dang-nhap/xac-thuc', waiting)).data).toMatchObject({ email });
    const used = await give(secondStepPage, '/dang-nhap/xac-thuc', waiting, { code: totpFor(key, new Date(0)) });
    expect(used.status).toBe(401);
    const next = totpFor(key, new Date(Date.now() + 30_000));
    const inside = await give(secondStepPage, stepPath.replace('thiet-lap', 'xac-thuc'), waiting, { code: next });
    expect(inside.location).toBe('/ke-hoach?nam=2025');
    expect((await ask(account, '/tai-khoan', inside.cookie)).status).toBe(200);
    expect((await ask(account, '/tai-khoan', waiting)).location).toMatch(/^\/dang-nhap/);
  });

  it('bỏ dở thì đăng xuất được', async () => {
    const { email } = await anAccount(fresh.db, { role: 'administrator' });
    const half = cookieAfter('', (await send({ email, password: PASSWORD })).set);
    await give(signOutPage, '/dang-xuat', half, {});
    expect((await ask(setUpPage, '/dang-nhap/thiet-lap', half)).location).toMatch(/^\/dang-nhap\?/);
  });
});

describe('trang quên mật khẩu, đặt lại, nhận lời mời', () => {
  it('không có máy chủ thư thì nói vậy', async () => {
    const { event } = await visit({ path: '/quen-mat-khau' });
    expect((await outcome(forgottenPage.load as Act, event)).data).toMatchObject({ mail: false });
    const sent = await visit({ path: '/quen-mat-khau', form: { email: 'a@x.vn' } });
    expect((await outcome(forgottenPage.actions.default as Act, sent.event)).location).toBe('/quen-mat-khau');
    const bad = await visit({ path: '/en/quen-mat-khau', form: { email: 'không phải thư' } });
    expect(await outcome(forgottenPage.actions.default as Act, bad.event)).toMatchObject({ status: 422 });
  });

  it('liên kết hỏng: trang nói vì sao, gửi cũng không được gì', async () => {
    for (const [page, path] of [[invitedPage, '/moi'], [resetPage, '/en/dat-lai-mat-khau']] as const) {
      const { event } = await visit({ path: `${path}?ma=abc` });
      expect((await outcome(page.load as Act, event)).data).toMatchObject({ owner: null, fault: expect.any(String) });
      const form = { next: 'một câu hoàn toàn mới', again: 'một câu hoàn toàn mới' };
      const sent = await visit({ path: `${path}?ma=abc`, form });
      expect((await outcome(page.actions.default as Act, sent.event)).status).toBe(410);
    }
  }); // prettier-ignore

  it('lời mời: xem trang không dùng hết liên kết; đặt xong thì đến trang đăng nhập', async () => {
    const { id, email } = await anAccount(fresh.db);
    await fresh.db.execute(sql`delete from account where "userId" = ${id}`);
    const { path } = await inviteAccount(fresh.db, system('Kiểm thử'), email, { mail: false, days: 7 });
    const look = async () => (await outcome(invitedPage.load as Act, (await visit({ path: path! })).event)).data;
    expect(await look()).toMatchObject({ owner: { email }, fault: null });
    const choose = async (next: string, again: string) =>
      outcome(invitedPage.actions.default as Act, (await visit({ path: path!, form: { next, again } })).event);
    expect(await choose('ngắn', 'ngắn')).toMatchObject({ status: 422, data: { errors: { next: expect.any(String) } } });
    expect(await choose('một câu hoàn toàn mới', 'khác')).toMatchObject({
      data: { errors: { again: expect.any(String) } },
    });
    expect((await choose('một câu hoàn toàn mới', 'một câu hoàn toàn mới')).location).toBe('/dang-nhap?da=moi');
    expect(await look()).toMatchObject({ owner: null });
    expect((await send({ email, password: 'một câu hoàn toàn mới' })).status).toBe(303);
  });
});
