import { createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { IsoDate } from '../../calendar/dates.ts';
import type { Actor } from '../../database/actor.ts';
import { seeingAll, type Database } from '../../database/connection.ts';
import { HOT } from '../../database/hot.ts';
import { PUT_OFF_SECONDS, SESSION_SECONDS, sessionCookieOf, type Auth } from '../auth.ts';
import { actorWith, holdingsOf, type Holdings } from '../people/load-actor.ts';
import { begunOf, type Session } from '../sign-in.ts';

interface Row extends Holdings {
  session: {
    id: string;
    createdAt: string;
    secondFactor: string | null;
    accountId: string;
    name: string;
    email: string;
    demonstration: boolean;
  } | null;
}

/**
 * The session of a rightly signed cookie and who acts in it, by one query: what nearly every request of somebody signed in needs.
 * Null for everything out of the ordinary (no such session, one whose end is to be put off, a cookie of another make): the sign-in
 * library then looks itself.
 */
export async function knownSession(
  db: Database,
  auth: Auth,
  cookie: string | null,
  { requestId, now, today }: { requestId: string; now: Date; today: IsoDate },
): Promise<{ session: Session; actor: Actor } | null> {
  const token = tokenIn(cookie, auth.options.secret);
  if (token === null) return null;
  const soonest = new Date(now.getTime() + (SESSION_SECONDS - PUT_OFF_SECONDS) * 1000);
  const [row] = await seeingAll(db).execute<Row & Record<string, unknown>>(
    sql`${HOT}with begun as (
        select session.id, session."createdAt", session.second_factor as "secondFactor", account.id as "accountId", account.name,
          account.email, account.demonstration, account.person_id, account.disabled_at
        from session join "user" account on account.id = session."userId"
        where session.token = ${token} and session."expiresAt" > ${soonest.toISOString()}::timestamptz
      ),
      me as (select "accountId" as id, person_id from begun where disabled_at is null),
      ${holdingsOf(today, sql`, (select row_to_json(begun) from begun) as session`)}`,
    'objects',
  );
  if (!row?.session) return null;
  const { id, accountId, name, email, createdAt, secondFactor, demonstration } = row.session;
  const account = { id: accountId, name, email };
  const begun = begunOf({ createdAt: new Date(createdAt), secondFactor }, { demonstration });
  return { session: { id, account, ...begun }, actor: actorWith(row, account, requestId) };
}

/** The token of a session cookie that carries our signature, else null. */
function tokenIn(cookie: string | null, secret: string): string | null {
  const value = sessionCookieOf(cookie);
  const dot = value?.lastIndexOf('.') ?? -1;
  if (!value || dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), 'base64');
  const right = createHmac('sha256', secret).update(token).digest();
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}
