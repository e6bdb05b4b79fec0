import { isAPIError } from 'better-auth/api';
import { and, eq, isNull } from 'drizzle-orm';
import { seeingAll, type Database } from '../database/connection.ts';
import { logger } from '../log.ts';
import { forgive, takeAttemptFrom } from './attempts.ts';
import { authOf, hasSessionCookie, headersFor, type Auth } from './auth.ts';
import { emailKey, type SignedIn } from './model.ts';
import { passwordForm } from './password-rule.ts';
import { PASSWORD_WAY } from './rows.ts';
import { credential, user } from './schema.ts';
import { deviceCookie, knownDevice } from './sign-in/device-cookie.ts';
import { hasSecondFactor } from './sign-in/second-factor-rows.ts';
import type { Begun } from './sign-in/standing.ts';

/** What a person gives to sign in, and from where. */
export interface SignInRequest {
  email: string;
  password: string;
  /** The visitor's network address. */
  address: string;
  /** Cookies of the request: a browser that knows the account is not locked out by strangers. */
  cookie?: string | null;
  userAgent?: string | null;
  requestId?: string;
}

/**
 * `wrong` says neither which of the two was wrong nor whether the account exists or is disabled;
 * `wait`: too many failures, for this account or from this address;
 * `signed-in`: `whoComes` says what is still missing before anything can be done.
 */
export type SignInResult =
  { outcome: 'signed-in'; setCookies: string[] } | { outcome: 'wrong' } | { outcome: 'wait'; seconds: number };

/** Signs a person in. The cookies must go out with the answer. Never tells the password to a log. */
export async function signIn(
  asked: Database,
  request: SignInRequest,
  auth: Auth = authOf(asked),
): Promise<SignInResult> {
  const db = seeingAll(asked);
  const { address, cookie, requestId, userAgent } = request;
  const email = emailKey(request.email);
  const now = new Date();
  const from = { address, device: knownDevice(auth, cookie, email, now) };
  const wait = await takeAttemptFrom(db, email, from);
  if (wait !== null) {
    logger.warn({ request: requestId, address, wait }, 'sign-in: too many failures');
    return { outcome: 'wait', seconds: wait };
  }
  try {
    const before = await passwordHash(db, email);
    const { headers, response } = await auth.api.signInEmail({
      body: { email, password: passwordForm(request.password) },
      headers: headersFor({ address, userAgent }),
      returnHeaders: true,
    });
    // Somebody disabled the account, or changed its password, while we were at it: their act saw no session to end.
    if (before === null || (await passwordHash(db, email, { settled: true })) !== before) {
      await auth.api.signOut({ headers: headersFor({ cookie: cookieOf(headers.getSetCookie()) }) });
      return { outcome: 'wrong' };
    }
    await forgive(db, email, from);
    logger.info({ request: requestId, account: response.user.id, address }, 'sign-in');
    // Whoever owes a code as well is known here only once he has given it.
    const known = (await hasSecondFactor(db, response.user.id)) ? [] : [deviceCookie(auth, cookie, email, now)];
    return { outcome: 'signed-in', setCookies: [...headers.getSetCookie(), ...known] };
  } catch (error) {
    if (!isAPIError(error) || error.statusCode >= 500) throw error;
    logger.info({ request: requestId, address }, 'sign-in: refused');
    return { outcome: 'wrong' };
  }
}

/** Null without a password, or when the account is disabled. `settled`: waits for an act under way that changes it. */
async function passwordHash(db: Database, email: string, { settled = false } = {}): Promise<string | null> {
  const query = db
    .select({ hash: credential.password })
    .from(credential)
    .innerJoin(user, eq(user.id, credential.userId))
    .where(and(eq(user.email, email), isNull(user.disabledAt), eq(credential.providerId, PASSWORD_WAY)))
    .$dynamic();
  const [row] = await (settled ? query.for('share') : query);
  return row?.hash ?? null;
}

/** What a browser would send back of these `Set-Cookie` lines. */
export function cookieOf(setCookies: readonly string[]): string {
  return setCookies.map((line) => line.split(';', 1)[0]).join('; ');
}

/** A session that has not ended. Whether it may be used already, `standingOf` decides. */
export interface Session extends Begun {
  id: string;
  account: SignedIn;
}

/** Why a session cookie proves nothing: it is not signed by us, or its session is over or was revoked. */
export type LostSession = 'forged' | 'ended';

export interface FoundSession {
  session: Session | null;
  /** Null: there is a session, or no cookie was sent. */
  lost: LostSession | null;
  setCookies: string[];
}

/**
 * The session that a request's cookie proves, or null. Without the cookie, or with one that is not signed by us, nothing is
 * asked of the database. `setCookies` must go out with the answer: they put off the end of a session in use, or take away a
 * cookie that is worth nothing.
 */
export async function sessionOf(
  db: () => Database,
  headers: Headers,
  auth: (db: Database) => Auth = authOf,
): Promise<FoundSession> {
  if (!hasSessionCookie(headers)) return { session: null, lost: null, setCookies: [] };
  const doors = auth(db()).api;
  const cookie = headersFor({ cookie: headers.get('cookie') });
  try {
    const found = await doors.getSession({ headers: cookie, returnHeaders: true });
    const setCookies = found.headers.getSetCookie();
    if (!found.response) {
      // The library takes a signed cookie away and leaves one that it cannot read; we take both.
      if (setCookies.length > 0) return { session: null, lost: 'ended', setCookies };
      const away = await doors.signOut({ headers: cookie, returnHeaders: true });
      return { session: null, lost: 'forged', setCookies: away.headers.getSetCookie() };
    }
    const { session, user } = found.response;
    const { id, name, email } = user;
    const account = { id, name, email };
    return { session: { id: session.id, account, ...begunOf(session, user) }, lost: null, setCookies };
  } catch (error) {
    // Revoked by another request in this very moment.
    if (isAPIError(error) && error.statusCode < 500) return { session: null, lost: 'ended', setCookies: [] };
    throw error;
  }
}

/** How far a session has come. What cannot be read counts as not yet given. */
export function begunOf(
  session: { createdAt: Date; secondFactor?: string | null },
  user: { demonstration?: boolean | null },
): Begun {
  const { createdAt: startedAt, secondFactor = null } = session;
  return {
    startedAt,
    secondFactor: secondFactor === null || secondFactor === 'passed' ? secondFactor : 'needed',
    demonstration: user.demonstration === true,
  };
}

/** Ends the session of a request, in the database too. @returns cookies that must go out with the answer */
export async function signOut(db: Database, headers: Headers, auth: Auth = authOf(db)): Promise<string[]> {
  const answer = await auth.api.signOut({
    headers: headersFor({ cookie: headers.get('cookie') }),
    returnHeaders: true,
  });
  return answer.headers.getSetCookie();
}
