import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect } from '#kernel/database/connection.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { logger } from '../log.ts';
import { disableAccount, setPassword, setRole } from './accounts.ts';
import { makeAuth, type Auth } from './auth.ts';
import { deviceCookie } from './sign-in/device-cookie.ts';
import { credential, rateLimit, session } from './schema.ts';
import { sessionOf, signIn, signOut, type SignInRequest } from './sign-in.ts';
import { anAccount, anAddress, browserAfter, comerWith, OPERATOR, PASSWORD, signedIn, testAuth } from './testing.ts';

const fresh = useDatabase();
let auth: Auth;
beforeAll(() => {
  logger.level = 'silent';
  auth = testAuth(fresh.db);
});
afterEach(() => vi.restoreAllMocks());

const attempt = (request: Partial<SignInRequest> & { email: string }) =>
  signIn(fresh.db, { password: PASSWORD, address: anAddress(), ...request }, auth);
const whoIs = async (headers: Headers) => (await comerWith(fresh.db, auth, headers)).session?.account ?? null;

describe('đăng nhập', () => {
  it('đúng mật khẩu thì có phiên, và phiên biết tài khoản', async () => {
    const { id, email } = await anAccount(fresh.db, { name: 'Trần Thị Hòa', role: 'plan-owner' });
    const headers = browserAfter(await attempt({ email: ` ${email.toUpperCase()} `, userAgent: 'Firefox/140' }));
    expect(await whoIs(headers)).toEqual({ id, email, name: 'Trần Thị Hòa' });
    const [kept] = await fresh.db.select().from(session).where(eq(session.userId, id));
    expect(kept).toMatchObject({ userAgent: 'Firefox/140', ipAddress: expect.stringMatching(/^10\./) });
  });

  it('mật khẩu gõ bằng bộ gõ khác vẫn là nó', async () => {
    const { email } = await anAccount(fresh.db);
    expect(await attempt({ email, password: PASSWORD.normalize('NFD') })).toMatchObject({ outcome: 'signed-in' });
  });

  it('sai mật khẩu, không có tài khoản, tài khoản bị khóa: cùng một câu trả lời', async () => {
    const { email } = await anAccount(fresh.db);
    const { email: closed } = await anAccount(fresh.db);
    await disableAccount(fresh.db, OPERATOR, closed);
    const tries = [{ email, password: 'không phải nó đâu' }, { email: 'ai-do@x.vn' }, { email: closed }];
    for (const request of [...tries, { email, password: 'x'.repeat(500) }, { email: 'không phải thư' }]) {
      expect(await attempt(request)).toEqual({ outcome: 'wrong' });
    }
  });

  it('cookie không đọc được từ script, không đi theo trang khác; chỉ qua https khi địa chỉ là https', async () => {
    const { email } = await anAccount(fresh.db);
    const lineFor = async (origin: string | null) => {
      const result = await signIn(
        fresh.db,
        { email, password: PASSWORD, address: anAddress() },
        testAuth(fresh.db, origin),
      );
      return result.outcome === 'signed-in' ? result.setCookies.join('\n') : '';
    };
    const [plain, secure] = [await lineFor(null), await lineFor('https://cchc.example')];
    for (const line of [plain, secure]) expect(line).toMatch(/HttpOnly.*SameSite=Lax/);
    expect(plain).toMatch(/^cchc\.session_token=[^;]+; Max-Age=43200/);
    expect(plain).not.toContain('Secure');
    expect(secure).toMatch(/^__Secure-cchc\.session_token=.*; Secure/);
  });

  it('tài khoản bị khóa đúng lúc đang đăng nhập thì không còn phiên nào', async () => {
    const { id, email } = await anAccount(fresh.db);
    const late: Auth = Object.create(auth, {
      api: {
        value: Object.create(auth.api, {
          // The account is closed when its password was already found right, by an act that saw no session to end.
          signInEmail: {
            value: async (request: Parameters<typeof auth.api.signInEmail>[0]) => {
              const answer = await auth.api.signInEmail(request);
              await fresh.db.update(credential).set({ password: null }).where(eq(credential.userId, id));
              return answer;
            },
          },
        }),
      },
    });
    const request = { email, password: PASSWORD, address: anAddress() };
    expect(await signIn(fresh.db, request, late)).toEqual({ outcome: 'wrong' });
    expect(await fresh.db.select().from(session).where(eq(session.userId, id))).toEqual([]);
  });
});

describe('giới hạn số lần sai', () => {
  const wrong = 'không phải nó đâu';

  it('năm lần sai thì phải đợi, nói rõ bao lâu, dù lần sau đúng và gửi từ nơi khác', async () => {
    const { email } = await anAccount(fresh.db);
    for (let time = 1; time <= 5; time++) expect((await attempt({ email, password: wrong })).outcome).toBe('wrong');
    const refused = await attempt({ email });
    expect(refused).toEqual({ outcome: 'wait', seconds: expect.any(Number) });
    const { seconds } = refused as { seconds: number };
    expect(seconds).toBeGreaterThan(14 * 60);
    expect(seconds).toBeLessThanOrEqual(15 * 60);
  });

  it('tên không có tài khoản cũng bị đếm như vậy', async () => {
    const outcomes = [];
    for (let time = 1; time <= 6; time++) outcomes.push((await attempt({ email: 'ma@x.vn', password: wrong })).outcome);
    expect(outcomes).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'wait']);
  });

  it('hết mười lăm phút thì thử lại được', async () => {
    const { email } = await anAccount(fresh.db);
    for (let time = 1; time <= 6; time++) await attempt({ email, password: wrong });
    await fresh.db.update(rateLimit).set({ lastRequest: sql`${rateLimit.lastRequest} - 15 * 60000` });
    expect((await attempt({ email })).outcome).toBe('signed-in');
  });

  it('đăng nhập được thì đếm lại từ đầu, và dọn những gì đã quá hạn', async () => {
    const { email } = await anAccount(fresh.db);
    const address = anAddress();
    for (let round = 0; round < 2; round++) {
      for (let time = 1; time <= 4; time++) await attempt({ email, password: wrong, address });
      expect((await attempt({ email, address })).outcome).toBe('signed-in');
    }
    await fresh.db.update(rateLimit).set({ lastRequest: 1 });
    await attempt({ email });
    expect((await fresh.db.select().from(rateLimit)).filter(({ lastRequest }) => lastRequest === 1)).toEqual([]);
  });

  it('một nơi thử nhiều tên: hai mươi lần sai thì nơi đó phải đợi, nơi khác thì không', async () => {
    const { email } = await anAccount(fresh.db);
    const address = anAddress();
    const tries = Array.from({ length: 20 }, (_, index) => attempt({ email: `thử ${index}`, address }));
    expect((await Promise.all(tries)).every(({ outcome }) => outcome === 'wrong')).toBe(true);
    expect((await attempt({ email, address })).outcome).toBe('wait');
    expect((await attempt({ email })).outcome).toBe('signed-in');
  });

  it('hai máy chủ, hai mươi lần thử cùng lúc: chỉ năm lần được xét', async () => {
    const { email } = await anAccount(fresh.db);
    const other = connect(fresh.url, { size: 4 });
    try {
      const otherAuth = testAuth(other);
      const tries = Array.from({ length: 20 }, (_, index) => {
        const request = { email, password: wrong, address: anAddress() };
        return index % 2 ? attempt(request) : signIn(other, request, otherAuth);
      });
      const outcomes = (await Promise.all(tries)).map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(5);
      expect(outcomes.filter((outcome) => outcome === 'wait')).toHaveLength(15);
    } finally {
      await other.$client.end();
    }
  });

  it('quản trị đặt lại mật khẩu thì vào được ngay; bảng đếm không giữ tên', async () => {
    const { email } = await anAccount(fresh.db);
    for (let time = 1; time <= 6; time++) await attempt({ email, password: wrong });
    expect(JSON.stringify(await fresh.db.select().from(rateLimit))).not.toContain(email);
    await setPassword(fresh.db, OPERATOR, email, 'một câu hoàn toàn mới');
    expect((await attempt({ email, password: 'một câu hoàn toàn mới' })).outcome).toBe('signed-in');
  });
});

describe('trình duyệt đã từng đăng nhập', () => {
  const wrong = 'không phải nó đâu';
  const strangersLockOut = async (email: string) => {
    for (let time = 1; time <= 6; time++) await attempt({ email, password: wrong });
    expect((await attempt({ email })).outcome).toBe('wait');
  };
  const knownTo = async (email: string) => (await signedIn(fresh.db, auth, email)).get('cookie')!;

  it('không bị người lạ thử sai làm khóa, kể cả khi cùng địa chỉ mạng', async () => {
    const { email } = await anAccount(fresh.db);
    const cookie = await knownTo(email);
    await strangersLockOut(email);
    const address = anAddress();
    for (let time = 1; time <= 21; time++)
      await attempt({ email: `n${time}@x.vn`, password: 'x'.repeat(500), address });
    expect((await attempt({ email: 'a@x.vn', address })).outcome).toBe('wait');
    expect((await attempt({ email, cookie, address })).outcome).toBe('signed-in');
    // The strangers still wait.
    expect((await attempt({ email })).outcome).toBe('wait');
  });

  it('tự sai năm lần thì cũng phải đợi; nơi khác thì không; quản trị đặt lại mật khẩu thì hết', async () => {
    const { email } = await anAccount(fresh.db);
    const cookie = await knownTo(email);
    for (let time = 1; time <= 5; time++) {
      expect((await attempt({ email, cookie, password: wrong })).outcome).toBe('wrong');
    }
    expect((await attempt({ email, cookie })).outcome).toBe('wait');
    expect((await attempt({ email })).outcome).toBe('signed-in');
    await setPassword(fresh.db, OPERATOR, email, 'một câu hoàn toàn mới');
    expect((await attempt({ email, cookie, password: 'một câu hoàn toàn mới' })).outcome).toBe('signed-in');
  });

  it('dấu của tài khoản khác, dấu giả, dấu cũ thì không được tính', async () => {
    const { email } = await anAccount(fresh.db);
    const other = await knownTo((await anAccount(fresh.db)).email);
    const mark = /cchc\.device=([^;]+)/.exec(await knownTo(email))![1]!;
    const [nonce, since, proof] = mark.split('.') as [string, string, string];
    const old = new Date(Date.now() - 181 * 86_400_000);
    const expired = deviceCookie(auth, null, email, old).split(';', 1)[0]!;
    await strangersLockOut(email);
    const forged = [
      `${nonce}.${since}.${proof.slice(0, -1)}`,
      `${nonce}x.${since}.${proof}`,
      `${nonce}.zzzzzz.${proof}`,
    ];
    for (const cookie of [other, expired, ...forged.map((value) => `cchc.device=${value}`), 'cchc.device=']) {
      expect((await attempt({ email, cookie })).outcome, cookie).toBe('wait');
    }
    expect((await attempt({ email, cookie: `cchc.device=${mark}` })).outcome).toBe('signed-in');
  });

  it('nhiều đồng nghiệp dùng chung một trình duyệt thì ai cũng có dấu', async () => {
    const [one, two] = [await anAccount(fresh.db), await anAccount(fresh.db)];
    const first = await knownTo(one.email);
    const both = browserAfter(await attempt({ email: two.email, cookie: first })).get('cookie')!;
    await strangersLockOut(one.email);
    await strangersLockOut(two.email);
    for (const { email } of [one, two]) expect((await attempt({ email, cookie: both })).outcome).toBe('signed-in');
  });
});

describe('phiên', () => {
  it('không có cookie của ta thì không hỏi cơ sở dữ liệu', async () => {
    const never = (): never => {
      throw new Error('asked the database');
    };
    for (const cookie of [null, '', 'theme=dark', 'not-cchc.session_token=abc']) {
      const headers = new Headers(cookie === null ? {} : { cookie });
      expect(await sessionOf(never, headers)).toEqual({ session: null, lost: null, setCookies: [] });
    }
  });

  it('cookie giả hoặc bị sửa bị từ chối mà không đến được bảng phiên', async () => {
    const headers = await signedIn(fresh.db, auth, (await anAccount(fresh.db)).email);
    const [name, value] = headers.get('cookie')!.split('; ')[0]!.split('=') as [string, string];
    const token = decodeURIComponent(value).split('.')[0]!;
    const forged = `${token}.${await foreignSignature()}`;
    let asked = 0;
    const listen = () => void asked++;
    fresh.db.$client.on('acquire', listen);
    const heard: unknown[] = [];
    vi.spyOn(logger, 'child').mockReturnValue({ warn: (...words: unknown[]) => void heard.push(words) } as never);
    const tries = [token, `${token}.`, `${token}.AAAA`, 'a.b', '%', value.slice(0, -8), `x${value}`, forged];
    for (const bad of tries) {
      const comer = await comerWith(fresh.db, auth, new Headers({ cookie: `${name}=${bad}` }));
      expect(comer, bad).toMatchObject({ session: null, unfinished: null, lost: 'forged', actor: { id: null } });
      // It is taken away, so that it is told once.
      expect(comer.setCookies.join()).toMatch(/cchc\.session_token=;.*Max-Age=0/);
    }
    expect(asked).toBe(0);
    // Each try is in the log, without the cookie.
    expect(heard).toEqual(tries.map(() => [{ fault: 'forged' }, 'session: refused']));
    vi.restoreAllMocks();
    expect(await whoIs(headers)).not.toBeNull();
    expect(asked).toBeGreaterThan(0);
    fresh.db.$client.off('acquire', listen);
  });

  it('hết hạn thì bị từ chối và cookie bị lấy lại', async () => {
    const { id, email } = await anAccount(fresh.db);
    const headers = await signedIn(fresh.db, auth, email);
    await fresh.db
      .update(session)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(session.userId, id));
    const {
      session: found,
      lost,
      setCookies,
    } = await sessionOf(
      () => fresh.db,
      headers,
      () => auth,
    );
    expect([found, lost]).toEqual([null, 'ended']);
    expect(setCookies.join()).toMatch(/cchc\.session_token=;.*Max-Age=0/);
  });

  it('còn dùng thì được gia hạn, mỗi giờ một lần', async () => {
    const { id, email } = await anAccount(fresh.db);
    const headers = await signedIn(fresh.db, auth, email);
    expect(
      (
        await sessionOf(
          () => fresh.db,
          headers,
          () => auth,
        )
      ).setCookies,
    ).toEqual([]);
    const soon = new Date(Date.now() + 10 * 3600_000);
    await fresh.db.update(session).set({ expiresAt: soon }).where(eq(session.userId, id));
    const { setCookies } = await sessionOf(
      () => fresh.db,
      headers,
      () => auth,
    );
    expect(setCookies.join()).toContain('Max-Age=43200');
    const [kept] = await fresh.db.select().from(session).where(eq(session.userId, id));
    expect(kept!.expiresAt.getTime()).toBeGreaterThan(soon.getTime());
  });

  it('đăng xuất rồi thì cookie cũ vô giá trị, phiên khác vẫn còn', async () => {
    const { email } = await anAccount(fresh.db);
    const [one, two] = [await signedIn(fresh.db, auth, email), await signedIn(fresh.db, auth, email)];
    expect((await signOut(fresh.db, one, auth)).join()).toMatch(/cchc\.session_token=;.*Max-Age=0/);
    expect(await whoIs(one)).toBeNull();
    expect(await whoIs(two)).not.toBeNull();
  });

  it.each([
    ['bị khóa', (email: string) => disableAccount(fresh.db, OPERATOR, email)],
    ['bị đặt lại mật khẩu', (email: string) => setPassword(fresh.db, OPERATOR, email, 'một câu hoàn toàn mới')],
  ])('tài khoản %s thì mọi phiên kết thúc ngay', async (_, act) => {
    const { email } = await anAccount(fresh.db);
    const headers = await signedIn(fresh.db, auth, email);
    await act(email);
    expect(await whoIs(headers)).toBeNull();
  });

  it('đổi vai trò có hiệu lực từ yêu cầu sau', async () => {
    const { email } = await anAccount(fresh.db, { role: 'plan-owner' });
    const headers = await signedIn(fresh.db, auth, email);
    const roles = async () => (await comerWith(fresh.db, auth, headers)).actor.roles;
    expect(await roles()).toContain('plan-owner');
    await setRole(fresh.db, OPERATOR, email, 'reader');
    expect(await roles()).toEqual(expect.not.arrayContaining(['plan-owner']));
  });
});

it('không câu trả lời, nhật ký hay bảng nào chứa mật khẩu', async () => {
  const heard: unknown[] = [];
  for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const) {
    vi.spyOn(logger, level).mockImplementation((...words: unknown[]) => void heard.push(words));
  }
  for (const way of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, way).mockImplementation((...words) => void heard.push(words));
  }
  const password = fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzđêơ0123456789'),
    minLength: 14,
    maxLength: 40,
  });
  const different = password.filter((text) => new Set(text).size > 7);
  await fc.assert(
    fc.asyncProperty(different, different, async (right, wrong) => {
      fc.pre(right !== wrong);
      const { email } = await anAccount(fresh.db, { password: right });
      const answers = [await attempt({ email, password: wrong }), await attempt({ email, password: right })];
      // People do type the password where the name belongs.
      answers.push(await attempt({ email: right, password: right }));
      expect(answers.map(({ outcome }) => outcome)).toEqual(['wrong', 'signed-in', 'wrong']);
      const stored = await fresh.db.execute(
        sql`select (select json_agg(a)::text from account a) || (select json_agg(e)::text from audit_entry e)
          || (select json_agg(u)::text from "user" u) || (select json_agg(r)::text from rate_limit r) as all`,
      );
      const everything = JSON.stringify([heard, answers, stored]);
      expect(everything).toContain(email);
      for (const secret of [right, wrong]) expect(everything).not.toContain(secret);
    }),
    { numRuns: 4 },
  );
  expect(heard.length).toBeGreaterThan(0);
});

/** What a server with another secret signs with. */
async function foreignSignature(): Promise<string> {
  const other = makeAuth(fresh.db, { secret: 'một bí mật khác hẳn, cũng đủ dài 0123456789', origin: null });
  const cookie = (await signedIn(fresh.db, other, (await anAccount(fresh.db)).email)).get('cookie')!;
  return cookie.split('; ')[0]!.split('=')[1]!.split('.').slice(1).join('.');
}
