import { randomBytes } from 'node:crypto';
import type { Database } from '../database/connection.ts';
import { system } from '../database/actor.ts';
import { createAccount, type NewAccount } from './accounts.ts';
import { makeAuth, type Auth } from './auth.ts';
import { emailKey } from './model.ts';
import { signIn, type SignInResult } from './sign-in.ts';

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
