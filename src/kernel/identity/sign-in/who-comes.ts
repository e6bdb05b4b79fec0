import { vietnamDate } from '../../calendar/dates.ts';
import type { Actor } from '../../database/actor.ts';
import type { Database } from '../../database/connection.ts';
import { requestLogger } from '../../log.ts';
import { authOf, hasSessionCookie, type Auth } from '../auth.ts';
import { visitor } from '../model.ts';
import { loadActor } from '../people/load-actor.ts';
import { cookieOf, sessionOf, type LostSession, type Session } from '../sign-in.ts';
import { knownSession } from './known-session.ts';
import { standingOf, type Missing } from './standing.ts';

/** A sign-in that lacks its last step. Whoever has it is a visitor until then. */
export interface Unfinished {
  missing: Missing;
  session: Session;
  /** Who it will be, for that step alone. */
  actor: Actor;
}

/** Who comes with a request: a visitor when nobody is signed in, or not wholly. */
export interface Comer {
  session: Session | null;
  actor: Actor;
  unfinished: Unfinished | null;
  /** A session cookie came along that proves nothing; it is taken away. */
  lost: LostSession | null;
  /** Must go out with the answer. */
  setCookies: string[];
}

/**
 * Who comes with a request. An administrator without a second factor, and whoever still owes the code of his, counts as a visitor
 * whose sign-in is unfinished; after fifteen minutes as nobody.
 */
export async function whoComes(
  db: () => Database,
  { headers, requestId, now }: { headers: Headers; requestId: string; now: Date },
  auth?: (db: Database) => Auth,
): Promise<Comer> {
  const { session, actor, lost, setCookies } = await sessionAndActor(db, headers, { requestId, now }, auth);
  const nobody = { session: null, actor: visitor(requestId), unfinished: null, lost, setCookies };
  if (lost) requestLogger(requestId)[lost === 'forged' ? 'warn' : 'info']({ fault: lost }, 'session: refused');
  if (!session) return nobody;
  const standing = standingOf(session, actor.roles, now);
  if (standing === 'whole') return { session, actor, unfinished: null, lost, setCookies };
  if (standing === 'over') return nobody;
  return { ...nobody, unfinished: { missing: standing, session, actor } };
}

type Found = { lost: LostSession | null; setCookies: string[] } & (
  { session: Session; actor: Actor } | { session: null; actor: null }
);

async function sessionAndActor(
  db: () => Database,
  headers: Headers,
  { requestId, now }: { requestId: string; now: Date },
  auth: (db: Database) => Auth = authOf,
): Promise<Found> {
  if (!hasSessionCookie(headers)) return { session: null, actor: null, lost: null, setCookies: [] };
  const today = vietnamDate(now);
  const known = await knownSession(db(), auth(db()), headers.get('cookie'), { requestId, now, today });
  if (known) return { ...known, lost: null, setCookies: [] };
  const { session, lost, setCookies } = await sessionOf(db, headers, auth);
  if (!session) return { session, actor: null, lost, setCookies };
  return { session, actor: await loadActor(db(), session.account, requestId, today), lost, setCookies };
}

/** Who a sign-in has made come that has just given these cookies. */
export function comerAfter(db: Database, setCookies: readonly string[], requestId: string): Promise<Comer> {
  const headers = new Headers({ cookie: cookieOf(setCookies) });
  return whoComes(() => db, { headers, requestId, now: new Date() });
}
