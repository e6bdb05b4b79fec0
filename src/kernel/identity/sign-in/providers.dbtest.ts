import { randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { useDatabase } from '#test/database/fresh.ts';
import { logger } from '../../log.ts';
import { disableAccount } from '../accounts.ts';
import { credential, session, user } from '../schema.ts';
import {
  anAccount,
  anAddress,
  comerWith,
  OPERATOR,
  signedIn,
  testAuth,
  totpFor,
  withSecondFactor,
} from '../testing.ts';
import { giveCode, goToProvider, linkedProviders, returnFromProvider, unlinkProvider, type Intent } from './index.ts';
import { makeProviderLibrary, returnAddress } from './provider-library.ts';
import type { Provider } from './provider-settings.ts';
import type { ProviderWorld } from './providers.ts';
import { startProvider, throughProvider, type ProviderPerson, type TestProvider } from './testing/openid-provider.ts';

/** A real OpenID provider on this machine, asked over the network. */

const ORIGIN = 'http://127.0.0.1:3000';
const SECRET = 'x7#'.repeat(8) + 'chỉ dùng khi kiểm thử';
const fresh = useDatabase();
const people: Record<string, ProviderPerson> = {};
let server: TestProvider;
let trusting: ProviderWorld;
let careful: ProviderWorld;

beforeAll(async () => {
  logger.level = 'silent';
  people['ai-do'] = {};
  server = await startProvider(
    people,
    ['vneid', 'khac'].map((key) => returnAddress(ORIGIN, key)),
  );
  const { issuer, clientId, clientSecret } = server;
  const common = { issuer, clientId, clientSecret, authentication: 'basic' as const };
  trusting = world([{ ...common, key: 'vneid', name: 'VNeID', linkByEmail: true }]);
  careful = world([{ ...common, key: 'vneid', name: 'VNeID', linkByEmail: false }]);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => server?.stop());

function world(providers: Provider[]): ProviderWorld {
  const library = makeProviderLibrary(fresh.db, { secret: SECRET, origin: ORIGIN }, providers);
  return { providers, library, auth: testAuth(fresh.db, ORIGIN) };
}

const cookieOf = (lines: readonly string[]) => lines.map((line) => line.split(';', 1)[0]).join('; ');
const INTENT: Intent = { provider: 'vneid', purpose: 'sign-in', accountId: null, next: '/ke-hoach', language: 'vi' };
const SIGNED_IN = { outcome: 'signed-in', intent: INTENT };
const refused = (fault: string) => expect.objectContaining({ outcome: { fault } });

/** A person at the provider whom nobody else in the tests is. */
function aPerson(person: ProviderPerson = {}): string {
  const subject = randomBytes(6).toString('hex');
  people[subject] = person;
  return subject;
}

interface Way {
  intent?: Partial<Intent>;
  accountId?: string | null;
  /** Changes the address that the browser goes to. */
  going?: (address: URL) => void;
  /** Changes what the browser brings back. */
  coming?: (query: URLSearchParams) => void;
  at?: ProviderWorld;
}

/** Goes to the provider as somebody, and comes back; what came back can be sent again. */
async function round(subject: string, { intent, accountId = null, going, coming, at = trusting }: Way = {}) {
  server.person = subject;
  const gone = await goToProvider(fresh.db, { ...INTENT, ...intent }, null, at);
  const address = new URL(gone!.address);
  going?.(address);
  const { searchParams: query, pathname } = await throughProvider(address.href);
  expect(pathname).toBe('/dang-nhap/oidc/vneid');
  coming?.(query);
  const back = { key: 'vneid', query, cookie: cookieOf(gone!.setCookies), accountId, address: anAddress() };
  const send = (more: Partial<typeof back> = {}) =>
    returnFromProvider(fresh.db, { ...back, userAgent: null, requestId: 'r1', now: new Date(), ...more }, at);
  return { query, send };
}

const comer = (lines: readonly string[]) =>
  comerWith(fresh.db, trusting.auth, new Headers({ cookie: cookieOf(lines) }));
const linksOf = (id: string) =>
  fresh.db.execute<{ issuer: string; subject: string }>(sql`select "providerId" as issuer, "accountId" as subject from account where "userId" = ${id} and "providerId" <> 'credential'`, 'objects'); // prettier-ignore

describe('đăng nhập qua nhà cung cấp', () => {
  it('tài khoản có thư điện tử được nhà cung cấp xác nhận: vào, được liên kết, có ghi và có thư báo', async () => {
    const { id, email } = await anAccount(fresh.db);
    const subject = aPerson({ email: email.toUpperCase(), email_verified: true });
    const back = await (await round(subject)).send();
    expect(back).toMatchObject(SIGNED_IN);
    expect((await comer(back.setCookies)).session?.account.id).toBe(id);
    expect(await linksOf(id)).toEqual([{ issuer: server.issuer, subject }]);
    const kept = await fresh.db.execute(
      sql`select (select json_agg(action) from audit_entry where subject_id = ${id}) acts,
        (select json_agg(payload->>'subject') from notice_outbox where address = ${email}) letters,
        (select count(*)::int from account where "accessToken" is not null or "idToken" is not null or "refreshToken" is not null) tokens`,
      'objects',
    );
    expect(kept).toEqual([
      { acts: expect.arrayContaining(['link-provider']), letters: ['Đã liên kết một cách đăng nhập khác'], tokens: 0 },
    ]);
  });

  it('đã liên kết thì nhận ra theo mã định danh, dù thư ở nhà cung cấp đã đổi hay không còn', async () => {
    const { id, email } = await anAccount(fresh.db);
    const subject = aPerson({ email, email_verified: true });
    await (await round(subject)).send();
    people[subject] = { email: 'khac@x.vn', email_verified: false };
    const back = await (await round(subject, { at: careful })).send();
    expect((await comer(back.setCookies)).session?.account.id).toBe(id);
  });

  it.each([
    ['không có tài khoản nào như vậy', { email: 'khong-co@x.vn', email_verified: true }],
    ['không có thư điện tử', {}],
  ])('%s: từ chối, không lập tài khoản', async (_, person) => {
    const before = await fresh.db.$count(user);
    expect(await (await round(aPerson(person))).send()).toEqual(refused('unknown-person'));
    expect(await fresh.db.$count(user)).toBe(before);
  });

  it('thư chưa được xác nhận, hoặc nhà cung cấp không được tin về thư: không mở tài khoản của ai', async () => {
    const { id, email } = await anAccount(fresh.db);
    expect(await (await round(aPerson({ email, email_verified: false }))).send()).toEqual(refused('unknown-person'));
    const verified = aPerson({ email, email_verified: true });
    expect(await (await round(verified, { at: careful })).send()).toEqual(refused('unknown-person'));
    expect(await linksOf(id)).toEqual([]);
    expect(await fresh.db.select().from(session).where(eq(session.userId, id))).toEqual([]);
  });

  it('địa chỉ thư được trao cho người khác ở nhà cung cấp: người mới không vào được tài khoản cũ', async () => {
    const { email } = await anAccount(fresh.db);
    await (await round(aPerson({ email, email_verified: true }))).send();
    const heir = aPerson({ email, email_verified: true });
    expect(await (await round(heir)).send()).toEqual(refused('unknown-person'));
  });

  it('tài khoản bị khóa thì không vào được, đã liên kết hay chưa', async () => {
    const { id, email } = await anAccount(fresh.db);
    const subject = aPerson({ email, email_verified: true });
    await (await round(subject)).send();
    await disableAccount(fresh.db, OPERATOR, email);
    expect(await (await round(subject)).send()).toEqual(refused('closed'));
    const other = await anAccount(fresh.db);
    await disableAccount(fresh.db, OPERATOR, other.email);
    const stranger = aPerson({ email: other.email, email_verified: true });
    expect(await (await round(stranger)).send()).toEqual(refused('closed'));
    expect(await linksOf(other.id)).toEqual([]);
    expect(await fresh.db.select().from(session).where(eq(session.userId, id))).toEqual([]);
  });

  it('xác thực hai bước vẫn phải qua; quản trị vẫn phải thiết lập', async () => {
    const { email } = await anAccount(fresh.db);
    const { key } = await withSecondFactor(fresh.db, trusting.auth, email);
    const { setCookies } = await (await round(aPerson({ email, email_verified: true }))).send();
    expect(setCookies.join()).not.toContain('cchc.device=');
    const { unfinished } = await comer(setCookies);
    expect(unfinished?.missing).toBe('code');
    const now = new Date(Date.now() + 30_000);
    const given = { typed: totpFor(key, now), session: unfinished!.session, address: anAddress(), cookie: null };
    const result = await giveCode(fresh.db, unfinished!.actor, { ...given, requestId: 'r', now }, trusting.auth);
    expect(result.outcome).toBe('signed-in');
    const boss = await anAccount(fresh.db, { role: 'administrator' });
    const back = await (await round(aPerson({ email: boss.email, email_verified: true }))).send();
    expect((await comer(back.setCookies)).unfinished?.missing).toBe('set-up');
  });
});

describe('câu trả lời giả, cũ, hoặc dùng lại', () => {
  const aKnown = async () => aPerson({ email: (await anAccount(fresh.db)).email, email_verified: true });
  const sessions = () => fresh.db.$count(session);

  it('dùng lại câu trả lời: state chỉ dùng một lần', async () => {
    const { send } = await round(await aKnown());
    expect(await send()).toMatchObject(SIGNED_IN);
    const before = await sessions();
    expect(await send()).toEqual(refused('state'));
    expect(await sessions()).toBe(before);
  });

  it('mã đã dùng, với state mới: nhà cung cấp từ chối', async () => {
    const known = await aKnown();
    const first = await round(known);
    expect(await first.send()).toMatchObject(SIGNED_IN);
    const second = await round(known, { coming: (query) => query.set('code', first.query.get('code')!) });
    expect(await second.send()).toEqual(refused('identity'));
  });

  it('mã của người khác gài vào phiên của nạn nhân: PKCE chặn', async () => {
    const attacker = await round(await aKnown());
    const victim = await round(await aKnown(), { coming: (query) => query.set('code', attacker.query.get('code')!) });
    expect(await victim.send()).toEqual(refused('identity'));
  });

  it.each([
    ['từ trình duyệt khác', { cookie: '' }],
    ['cookie giả', { cookie: 'cchc.state=AAAA' }],
  ])('%s: từ chối', async (_, more) => {
    const { send } = await round(await aKnown());
    expect(await send(more)).toEqual(refused('state'));
  });

  it.each([
    ['state bịa', (query: URLSearchParams) => query.set('state', 'a'.repeat(32))],
    ['không có state', (query: URLSearchParams) => query.delete('state')],
  ])('%s: từ chối', async (_, coming) => {
    expect(await (await round(await aKnown(), { coming })).send()).toEqual(refused('state'));
  });

  it('state quá mười phút: từ chối', async () => {
    const { send } = await round(await aKnown());
    await fresh.db.execute(sql`update verification set value = jsonb_set(value::jsonb, '{expiresAt}', '1')::text`);
    expect(await send()).toEqual(refused('state'));
  });

  it('nonce khác với lúc đi: từ chối', async () => {
    const going = (address: URL) => address.searchParams.set('nonce', 'x'.repeat(32));
    expect(await (await round(await aKnown(), { going })).send()).toEqual(refused('identity'));
  });

  it('nhà phát hành khác trong câu trả lời: từ chối', async () => {
    const coming = (query: URLSearchParams) => query.set('iss', 'https://evil.example');
    expect(await (await round(await aKnown(), { coming })).send()).toEqual(refused('identity'));
  });

  it('state của nhà cung cấp này không dùng được ở nhà cung cấp khác', async () => {
    const [vneid] = trusting.providers;
    const two = world([
      { ...vneid!, linkByEmail: true },
      { ...vneid!, key: 'khac', name: 'Khác' },
    ]);
    const { send } = await round(await aKnown(), { at: two });
    expect(await send({ key: 'khac' })).toEqual(refused('state'));
  });

  it('nhà cung cấp tự giới thiệu là người khác, hoặc không trả lời: không đi đâu cả', async () => {
    const { port } = new URL(server.issuer);
    const [vneid] = trusting.providers;
    for (const issuer of [`http://localhost:${port}`, 'http://127.0.0.1:1']) {
      expect(await goToProvider(fresh.db, INTENT, null, world([{ ...vneid!, issuer }]))).toBeNull();
    }
    await expect(goToProvider(fresh.db, { ...INTENT, provider: 'la' }, null, trusting)).rejects.toMatchObject({
      status: 404,
    });
  });

  it('người dùng từ chối ở nhà cung cấp: quay lại được trang đang xem', async () => {
    const coming = (query: URLSearchParams) => (query.delete('code'), query.set('error', 'access_denied'));
    expect(await (await round(await aKnown(), { coming })).send()).toMatchObject({
      outcome: { fault: 'declined' },
      intent: { next: '/ke-hoach' },
    });
  });

  it('lần từ chối nào cũng vào nhật ký máy, không kèm mã hay state', async () => {
    const heard: unknown[] = [];
    for (const level of ['info', 'warn', 'error'] as const) {
      vi.spyOn(logger, level).mockImplementation((...words: unknown[]) => void heard.push(words));
    }
    const { query, send } = await round(await aKnown());
    expect((await send()).outcome).toBe('signed-in');
    const state = () => fresh.db.execute(sql`select (select count(*)::int from session) sessions, (select count(*)::int from account) ways,
      (select count(*)::int from audit_entry) entries`, 'objects'); // prettier-ignore
    const before = await state();
    expect(await send()).toEqual(refused('state'));
    expect(await state()).toEqual(before);
    const told = JSON.stringify(heard);
    expect(told).toContain('"fault":"state"},"provider: refused"');
    for (const name of ['code', 'state']) expect(told).not.toContain(query.get(name));
  });
});

describe('liên kết ở trang tài khoản', () => {
  const linking = (accountId: string) => ({ intent: { purpose: 'link' as const, accountId }, accountId });

  it('liên kết rồi đăng nhập bằng nó; bỏ liên kết thì thôi', async () => {
    const { id, email } = await anAccount(fresh.db);
    const subject = aPerson();
    const { actor } = await comerWith(fresh.db, trusting.auth, await signedIn(fresh.db, trusting.auth, email));
    expect((await (await round(subject, linking(id))).send()).outcome).toBe('linked');
    expect((await (await round(subject)).send()).outcome).toBe('signed-in');
    const [link] = await linkedProviders(fresh.db, actor);
    expect(link?.issuer).toBe(server.issuer);
    const other = await anAccount(fresh.db);
    const stranger = await comerWith(fresh.db, trusting.auth, await signedIn(fresh.db, trusting.auth, other.email));
    await expect(unlinkProvider(fresh.db, stranger.actor, link!.id)).rejects.toMatchObject({
      code: 'identity.no-link',
    });
    await unlinkProvider(fresh.db, actor, link!.id);
    expect(await (await round(subject)).send()).toEqual(refused('unknown-person'));
  });

  it('định danh của người khác: không chuyển sang tài khoản này', async () => {
    const [one, two] = [await anAccount(fresh.db), await anAccount(fresh.db)];
    const subject = aPerson();
    await (await round(subject, linking(one.id))).send();
    expect(await (await round(subject, linking(two.id))).send()).toEqual(refused('taken'));
    expect(await linksOf(two.id)).toEqual([]);
  });

  it('hai người cùng liên kết một định danh cùng lúc: một người được', async () => {
    const [one, two] = [await anAccount(fresh.db), await anAccount(fresh.db)];
    const subject = aPerson();
    const ways = [await round(subject, linking(one.id)), await round(subject, linking(two.id))];
    const outcomes = (await Promise.all(ways.map(({ send }) => send()))).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(expect.arrayContaining(['linked', { fault: 'taken' }]));
  });

  it('quay về mà phiên đã là của người khác hoặc đã hết: không liên kết', async () => {
    const [one, two] = [await anAccount(fresh.db), await anAccount(fresh.db)];
    for (const accountId of [two.id, null]) {
      const { send } = await round(aPerson(), linking(one.id));
      expect(await send({ accountId })).toEqual(refused('other-session'));
    }
    expect([await linksOf(one.id), await linksOf(two.id)]).toEqual([[], []]);
  });

  it('cách đăng nhập duy nhất thì không bỏ được', async () => {
    const { id, email } = await anAccount(fresh.db);
    const { actor } = await comerWith(fresh.db, trusting.auth, await signedIn(fresh.db, trusting.auth, email));
    await (await round(aPerson(), linking(id))).send();
    await fresh.db.delete(credential).where(sql`"userId" = ${id} and "providerId" = 'credential'`);
    const [link] = await linkedProviders(fresh.db, actor);
    await expect(unlinkProvider(fresh.db, actor, link!.id)).rejects.toMatchObject({ code: 'identity.last-way' });
  });
});
