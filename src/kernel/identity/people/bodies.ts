import { sql } from 'drizzle-orm';
import type { IsoDate } from '../../calendar/dates.ts';
import type { Database } from '../../database/connection.ts';

/**
 * What is wrong with binding something to a body for some days; null when nothing is. A body that has ended takes nobody on.
 * @param until null: no end
 */
export async function problemWithBody(
  db: Pick<Database, 'execute'>,
  key: string,
  from: IsoDate,
  until: IsoDate | null,
): Promise<string | null> {
  const [row] = await db.execute<{ known: boolean; starts: boolean; end: IsoDate | null }>(
    sql`select count(*) > 0 as known, coalesce(bool_or(valid @> ${from}::date), false) as starts,
        case when bool_or(upper_inf(valid)) then null else max(upper(valid)) - 1 end as "end"
      from organisation_version where organisation_key = ${key}`,
    'objects',
  );
  if (!row?.known) return 'Không có cơ quan này.';
  if (!row.starts) return 'Cơ quan không hoạt động vào ngày bắt đầu.';
  if (row.end !== null && (until === null || until > row.end))
    return 'Cơ quan kết thúc trước đó. Chọn cơ quan tiếp nhận.';
  return null;
}
