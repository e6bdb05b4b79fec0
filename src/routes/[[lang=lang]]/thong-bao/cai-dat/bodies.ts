import { sql } from 'drizzle-orm';
import type { Database } from '#kernel/database/connection.ts';

/** Bodies that exist today, by name, for a list to choose from. */
export async function bodiesOf(db: Database): Promise<{ value: string; label: string }[]> {
  return db.execute<{ value: string; label: string }>(
    sql`select organisation_key as value, name as label from organisation_version
      where valid @> (now() at time zone 'Asia/Ho_Chi_Minh')::date and level <> 'central'
      order by name collate "vi-x-icu", organisation_key`,
    'objects',
  );
}
