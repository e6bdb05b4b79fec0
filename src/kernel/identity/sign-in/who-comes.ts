import { vietnamDate } from '../../calendar/dates.ts';
import type { Actor } from '../../database/actor.ts';
import type { Database } from '../../database/connection.ts';
import type { Auth } from '../auth.ts';
import { visitor } from '../model.ts';
import { loadActor } from '../people/load-actor.ts';
import { cookieOf, sessionOf, type Session } from '../sign-in.ts';
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
  const { session, setCookies } = await sessionOf(db, headers, auth);
  const nobody = { session: null, actor: visitor(requestId), unfinished: null, setCookies };
  if (!session) return nobody;
  const actor = await loadActor(db(), session.account, requestId, vietnamDate(now));
  const standing = standingOf(session, actor.roles, now);
  if (standing === 'whole') return { session, actor, unfinished: null, setCookies };
  if (standing === 'over') return nobody;
  return { ...nobody, unfinished: { missing: standing, session, actor } };
}

/** Who a sign-in has made come that has just given these cookies. */
export function comerAfter(db: Database, setCookies: readonly string[], requestId: string): Promise<Comer> {
  const headers = new Headers({ cookie: cookieOf(setCookies) });
  return whoComes(() => db, { headers, requestId, now: new Date() });
}
