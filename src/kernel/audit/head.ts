import { sql } from 'drizzle-orm';
import { seeingAll, type Database } from '../database/connection.ts';
import { HOT } from '../database/hot.ts';

/**
 * Number of the last entry of the record; 0 while there is none. Every change writes an entry with itself, so what was read under
 * this number is still true while the number is the same.
 */
export async function lastEntry(db: Database): Promise<number> {
  const rows = await seeingAll(db).execute<{ last: number }>(
    sql`${HOT}select coalesce(max(id), 0) as last from audit_entry`,
    'objects',
  );
  return Number(rows[0]!.last);
}
