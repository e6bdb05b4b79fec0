import { sql } from 'drizzle-orm';
import type { IsoDate } from '../calendar/dates.ts';
import type { Database } from '../database/connection.ts';

/** A body that ended with nobody to take its work over: a person decides where what was open goes. */
export interface EndedBody {
  key: string;
  name: string;
  /** First day on which it was no more. */
  day: IsoDate;
}

/** Bodies that ended without a successor, by day, the province's own order within one; at most `limit`, the latest. */
export async function endsWithoutSuccessor(db: Pick<Database, 'execute'>, limit = 500): Promise<EndedBody[]> {
  const rows = await db.execute<EndedBody & Record<string, unknown>>(
    sql`select ended.organisation_key as key, ended.name, upper(ended.valid)::text as day from organisation_version ended
      where not upper_inf(ended.valid)
        and not exists (select from organisation_version later where later.organisation_key = ended.organisation_key and later.valid >> ended.valid)
        and not exists (select from organisation_succession step where step.predecessor_key = ended.organisation_key)
      order by upper(ended.valid) desc, ended.name collate "vi-x-icu" desc, ended.organisation_key limit ${limit}`,
    'objects',
  );
  return rows.reverse();
}
