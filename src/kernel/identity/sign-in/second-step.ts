import { generateRandomString } from 'better-auth/crypto';
import { eq } from 'drizzle-orm';
import type { Actor } from '../../database/actor.ts';
import { seeingAll, type Database } from '../../database/connection.ts';
import type { DrizzleTransaction } from '../../audit/record.ts';
import { logger } from '../../log.ts';
import { forgive, takeAttemptFrom } from '../attempts.ts';
import { authOf, headersFor, type Auth } from '../auth.ts';
import { session as sessions } from '../schema.ts';
import { mustBeSomebody } from '../own-account.ts';
import type { Session } from '../sign-in.ts';
import { deviceCookie, knownDevice } from './device-cookie.ts';
import { spendCode } from './proof.ts';

/** The second step of signing in: the code. */

export interface GivenCode {
  /** From the authenticator, or one of the backup codes. */
  typed: string;
  session: Session;
  address: string;
  cookie: string | null;
  requestId: string;
  now: Date;
}

/**
 * `used`: right, but somebody used this very code before; `unreadable`: the installation's secret was changed since; `over`: the
 * sign-in was ended meanwhile.
 */
export type SecondStepResult =
  | { outcome: 'signed-in'; setCookies: string[] }
  | { outcome: 'wrong' | 'used' | 'unreadable' | 'over' }
  | { outcome: 'wait'; seconds: number };

/** What the failures of an account's second step are counted under: not with those of the password, which a right one forgives. */
export const countedAs = (accountId: string) => `second ${accountId}`;

/**
 * Finishes a sign-in with a code. The session goes on under another token, so that the first one is worth nothing.
 * @throws Refusal `identity.not-signed-in`
 */
export async function giveCode(
  db: Database,
  actor: Actor,
  given: GivenCode,
  auth: Auth = authOf(db),
): Promise<SecondStepResult> {
  const all = seeingAll(db);
  const { typed, session, address, cookie, requestId, now } = given;
  const id = mustBeSomebody(actor);
  const { email } = session.account;
  if (session.account.id !== id) throw new Error('a code is given in one’s own session');
  const from = { address, device: knownDevice(auth, cookie, email, now) };
  const log = { request: requestId, account: id, address };
  const seconds = await takeAttemptFrom(all, countedAs(id), from);
  if (seconds !== null) {
    logger.warn({ ...log, wait: seconds }, 'second step: too many failures');
    return { outcome: 'wait', seconds };
  }
  const verdict = await spendCode(all, auth, { ...actor, id }, typed, now);
  if (verdict !== 'right' && verdict !== 'backup') {
    logger.warn({ ...log, verdict }, 'second step: refused');
    return { outcome: verdict };
  }
  const token = await passSession(all, session.id, now);
  if (token === null) return { outcome: 'over' };
  await forgive(all, countedAs(id), from);
  logger.info({ ...log, verdict }, 'second step');
  return { outcome: 'signed-in', setCookies: [...(await carry(auth, token)), deviceCookie(auth, cookie, email, now)] };
}

/** Marks a session as one whose code was given, under a new token. @returns the token; null when it ended meanwhile */
export async function passSession(
  db: Pick<Database | DrizzleTransaction, 'update'>,
  sessionId: string,
  now: Date,
): Promise<string | null> {
  const token = generateRandomString(32);
  const passed = await db
    .update(sessions)
    .set({ token, secondFactor: 'passed', updatedAt: now })
    .where(eq(sessions.id, sessionId))
    .returning({ id: sessions.id });
  return passed.length > 0 ? token : null;
}

/** Header lines that give the browser a session's token. */
export async function carry(auth: Auth, token: string): Promise<string[]> {
  const { headers } = await auth.api.carrySession({ body: { token }, headers: headersFor({}), returnHeaders: true });
  return headers.getSetCookie();
}
