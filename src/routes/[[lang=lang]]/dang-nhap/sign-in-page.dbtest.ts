import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { actorOf, sessionOf } from '#kernel/identity/index.ts';
import { anAccount, anAddress, PASSWORD } from '#kernel/identity/testing.ts';
import { languageOf } from '#kernel/language.ts';
import { logger } from '#kernel/log.ts';
import { useDatabase } from '#test/database/fresh.ts';
import * as account from '../tai-khoan/+page.server.ts';
import * as signOutPage from '../dang-xuat/+page.server.ts';
import * as signInPage from './+page.server.ts';

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
  const { session } = await sessionOf(() => fresh.db, request.headers);
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
      sessionId: session?.id ?? null,
      actor: session ? actorOf(session.account, { positions: [], delegations: [], grants: [] }, 'r1') : null,
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
    expect(Object.keys(set)).toEqual(['cchc.session_token']);
    expect(set['cchc.session_token']).toMatchObject({ httpOnly: true, secure: false });
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
    expect(await page()).toMatchObject({ account: { email }, role: 'Cán bộ theo dõi', done: null });
    expect(((await page())!.sessions as { here: boolean }[]).map(({ here }) => here)).toEqual([false, true]);
    const { event } = await visit({ path: '/tai-khoan', cookie: here, form: {} });
    expect((await outcome(account.actions['dang-xuat-noi-khac'] as Act, event)).location).toBe('/tai-khoan?da=phien');
    expect((await page())!.sessions).toHaveLength(1);
    expect((await visit({ cookie: there })).event).toMatchObject({ locals: { account: null } });
  });
});
