import { eq } from 'drizzle-orm';
import type { IsoDate } from '../calendar/dates.ts';
import type { Actor } from '../database/actor.ts';
import { seeingAll, type Database } from '../database/connection.ts';
import { loadActor } from '../identity/people/load-actor.ts';
import { accounts, toAccount } from '../identity/rows.ts';
import { user } from '../identity/schema.ts';

/**
 * Whoever an account belongs to, as he stands on a day, without a request of his: for letters and calendars, which show no more
 * than he would see himself. Null when the account is gone or disabled.
 */
export async function actorFor(db: Database, accountId: string, today: IsoDate): Promise<Actor | null> {
  const [row] = await accounts(seeingAll(db)).where(eq(user.id, accountId));
  const account = row ? toAccount(row) : null;
  return account?.enabled ? loadActor(db, account, null, today) : null;
}
