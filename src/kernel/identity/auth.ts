import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { seeingAll, type Database } from '../database/connection.ts';
import { newId } from '../database/uuid.ts';
import { logger } from '../log.ts';
import { sessionSecret, settings } from '../settings.ts';
import { PASSWORD_MAXIMUM, PASSWORD_MINIMUM } from './password-rule.ts';
import { hasSecondFactor } from './sign-in/second-factor-rows.ts';
import { sessionCookies } from './sign-in/session-cookies.ts';

/** Seconds without use after which a session ends: a working day. */
export const SESSION_SECONDS = 12 * 3600;
/** Seconds of use after which the end is put off again; not at every request, to spare the database. */
export const PUT_OFF_SECONDS = 3600;

const COOKIE_PREFIX = 'cchc';
/** Where we tell the library the visitor's address; it sees no header that came from outside but the cookie. */
const ADDRESS_HEADER = 'x-cchc-address';

export interface AuthOptions {
  /** Signs the cookies. */
  secret: string;
  /** Public address; with https, cookies never travel without encryption. */
  origin: string | null;
}

/** The sign-in library over our database. Its own HTTP routes are not mounted: pages and API call `sign-in.ts`. */
export type Auth = ReturnType<typeof makeAuth>;

const made = new WeakMap<Database, Auth>();

/** The sign-in library for a database, made at the first call from the settings. @throws Refusal without a secret */
export function authOf(asked: Database): Auth {
  const db = seeingAll(asked);
  let auth = made.get(db);
  if (!auth) {
    const read = settings();
    auth = makeAuth(db, { secret: sessionSecret(read), origin: read.origin });
    made.set(db, auth);
  }
  return auth;
}

/** Makes the sign-in library anew; `authOf` keeps one per database. */
export function makeAuth(db: Database, options: AuthOptions) {
  return betterAuth({ ...libraryOptions(db, options), plugins: [sessionCookies] });
}

/** What every use of the library shares: our tables, our cookies, our rules for sessions. */
export function libraryOptions(asked: Database, { secret, origin }: AuthOptions) {
  const db = seeingAll(asked);
  return {
    appName: 'cchc',
    database: db.$client,
    secret,
    baseURL: origin ?? 'http://localhost',
    telemetry: { enabled: false },
    // The library counts requests per address and only on its own routes; `attempts.ts` counts failures, everywhere.
    rateLimit: { enabled: false, storage: 'database', modelName: 'rate_limit' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MINIMUM,
      maxPasswordLength: PASSWORD_MAXIMUM,
    },
    user: { additionalFields: { demonstration: { type: 'boolean', required: false, input: false } } },
    session: {
      expiresIn: SESSION_SECONDS,
      updateAge: PUT_OFF_SECONDS,
      cookieCache: { enabled: false },
      additionalFields: {
        secondFactor: { type: 'string', required: false, input: false, fieldName: 'second_factor' },
      },
    },
    databaseHooks: {
      session: {
        create: {
          // However somebody came in: whoever has a second factor must give it.
          before: async (session) => ({
            data: { ...session, secondFactor: (await hasSecondFactor(db, session.userId)) ? 'needed' : null },
          }),
        },
      },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: origin?.startsWith('https:') ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER], ipv6Subnet: 128 },
      database: { generateId: () => newId() },
    },
    // Its errors are ours to see; its warnings name what people typed wrongly, which is nobody's business.
    logger: {
      level: 'error',
      log: (_level, message, ...rest) =>
        logger.error({ error: rest.find((item) => item instanceof Error) }, `sign-in library: ${message}`),
    },
  } satisfies BetterAuthOptions;
}

/** The cookie that carries a session, whatever prefix encryption gives it. */
const SESSION_COOKIE = new RegExp(`(?:^|;\\s*)(?:__Secure-)?${COOKIE_PREFIX}\\.session_token=([^;]*)`);

/** What that cookie holds, signature and all; null without it, or when it cannot be read. @param cookie the request's header */
export function sessionCookieOf(cookie: string | null): string | null {
  const written = SESSION_COOKIE.exec(cookie ?? '')?.[1];
  try {
    return written ? decodeURIComponent(written) : null;
  } catch {
    return null;
  }
}

/** Can the request have a session at all? Told by the cookie's presence, without a query. */
export function hasSessionCookie(headers: Headers): boolean {
  return SESSION_COOKIE.test(headers.get('cookie') ?? '');
}

/** What the library may see of a request. */
export function headersFor(about: { cookie?: string | null; address?: string; userAgent?: string | null }): Headers {
  const headers = new Headers();
  if (about.cookie) headers.set('cookie', about.cookie);
  if (about.address) headers.set(ADDRESS_HEADER, about.address);
  if (about.userAgent) headers.set('user-agent', about.userAgent.slice(0, 400));
  return headers;
}
