import { randomBytes } from 'node:crypto';
import type { Database } from '../database/connection.ts';
import { system } from '../database/actor.ts';
import { createAccount, type NewAccount } from './accounts.ts';
import { makeAuth, type Auth } from './auth.ts';
import { emailKey } from './model.ts';
import { signIn, type SignInResult } from './sign-in.ts';
import { prepareSecondFactor, setUpSecondFactor, whoComes, type Comer } from './sign-in/index.ts';
import { codeAt, stepAt } from './sign-in/totp.ts';

/** What tests of this room start from. */

export const PASSWORD = 'mưa rào tháng bảy';
export const OPERATOR = system('Kiểm thử');

/** An account with a name of its own, so that no test meets another's failures. */
export async function anAccount(db: Database, given: Partial<NewAccount> = {}) {
  const email = given.email ?? `${randomBytes(5).toString('hex')}@x.vn`;
  const input: NewAccount = { email, name: 'Lê Hà', role: 'officer', password: PASSWORD, ...given };
  const { id, created } = await createAccount(db, OPERATOR, input);
  return { ...input, email: emailKey(email), id, created };
}

/** The library with a secret of the test's. */
export function testAuth(db: Database, origin: string | null = null): Auth {
  return makeAuth(db, { secret: 'x7#'.repeat(8) + 'chỉ dùng khi kiểm thử', origin });
}

/** An address nobody else in the tests calls from. */
export function anAddress(): string {
  return [10, ...randomBytes(3)].join('.');
}

/** Headers of a browser that keeps the cookies of a sign-in. */
export function browserAfter(result: SignInResult): Headers {
  if (result.outcome !== 'signed-in') throw new Error(`not signed in: ${result.outcome}`);
  return new Headers({ cookie: result.setCookies.map((line) => line.split(';', 1)[0]).join('; ') });
}

/** Signs in and gives the browser's headers. */
export async function signedIn(db: Database, auth: Auth, email: string, password = PASSWORD): Promise<Headers> {
  return browserAfter(await signIn(db, { email, password, address: anAddress() }, auth));
}

/** What an authenticator with this key shows at an instant. @param secret as shown on the page, with or without spaces */
export function totpFor(secret: string, at: Date): string {
  return codeAt(secret.replaceAll(' ', ''), stepAt(at));
}

/** Who comes with a browser's headers. */
export function comerWith(db: Database, auth: Auth, headers: Headers, now = new Date()): Promise<Comer> {
  return whoComes(
    () => db,
    { headers, requestId: 'r1', now },
    () => auth,
  );
}

/** Signs in, sets up a second factor in that session, and gives its key, its codes and the browser's headers. */
export async function withSecondFactor(db: Database, auth: Auth, email: string, now = new Date()) {
  const { session, actor, unfinished } = await comerWith(db, auth, await signedIn(db, auth, email));
  const who = unfinished ?? { session: session!, actor };
  const { sealed, key } = prepareSecondFactor(auth, who.session.account, now);
  const input = { sealed, typed: totpFor(key, now), proof: '', session: who.session, now };
  const result = await setUpSecondFactor(db, who.actor, input, auth);
  if (result.outcome !== 'set-up') throw new Error(`not set up: ${result.outcome}`);
  const headers = new Headers({ cookie: result.setCookies.map((line) => line.split(';', 1)[0]).join('; ') });
  return { key, backupCodes: result.backupCodes, headers };
}
