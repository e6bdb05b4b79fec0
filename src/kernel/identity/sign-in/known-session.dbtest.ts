import { eq } from 'drizzle-orm';
import pg from 'pg';
import { expect, it, vi } from 'vitest';
import { useDatabase } from '#test/database/fresh.ts';
import { vietnamDate } from '../../calendar/dates.ts';
import { loadActor } from '../people/index.ts';
import { session } from '../schema.ts';
import { sessionOf } from '../sign-in.ts';
import { anAccount, comerWith, signedIn, testAuth, withSecondFactor } from '../testing.ts';
import { knownSession } from './known-session.ts';

const fresh = useDatabase();
const now = new Date();
const about = { requestId: 'r1', now, today: vietnamDate(now) };
const auth = () => testAuth(fresh.db);
const known = (headers: Headers) => knownSession(fresh.db, auth(), headers.get('cookie'), about);

/** The same asked of the sign-in library and of the account. */
async function asked(headers: Headers) {
  const found = await sessionOf(() => fresh.db, headers, auth);
  const account = found.session!.account;
  return { session: found.session, actor: await loadActor(fresh.db, account, 'r1', about.today) };
}

it('phiên thường: một câu hỏi cho biết phiên và người', async () => {
  const headers = await signedIn(fresh.db, auth(), (await anAccount(fresh.db)).email);
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  const comer = await comerWith(fresh.db, auth(), headers);
  expect(spy).toHaveBeenCalledTimes(1);
  spy.mockRestore();
  expect(comer.session).not.toBeNull();
});

it.each(['reader', 'officer', 'plan-owner', 'administrator', 'citizen'] as const)(
  'vai trò %s: trả lời đúng như thư viện đăng nhập, cả khi đã có mã thứ hai',
  async (role) => {
    const { email } = await anAccount(fresh.db, { role });
    const before = await signedIn(fresh.db, auth(), email);
    expect(await known(before)).toEqual(await asked(before));
    const { headers } = await withSecondFactor(fresh.db, auth(), email);
    expect(await known(headers)).toEqual(await asked(headers));
  },
);

it.each([
  ['đến lúc gia hạn', 10 * 3600],
  ['hết hạn', -1],
])('phiên %s thì để thư viện lo', async (_, seconds) => {
  const { id, email } = await anAccount(fresh.db);
  const headers = await signedIn(fresh.db, auth(), email);
  const expiresAt = new Date(now.getTime() + seconds * 1000);
  await fresh.db.update(session).set({ expiresAt }).where(eq(session.userId, id));
  expect(await known(headers)).toBeNull();
});

it.each(['', 'a.b', '%', '%E0%A4%A', '.', `${'x'.repeat(32)}.${'A'.repeat(43)}=`])(
  'cookie không do ta ký (%s) thì không hỏi gì',
  async (value) => {
    const never = vi.spyOn(pg.Client.prototype, 'query');
    expect(await known(new Headers({ cookie: `cchc.session_token=${value}` }))).toBeNull();
    expect(never).not.toHaveBeenCalled();
    never.mockRestore();
  },
);
