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

/** The bodies that exist on a day, for a choice: all, or those within somebody's reach; by name. */
export async function bodiesToChoose(
  db: Pick<Database, 'execute'>,
  reach: 'all' | ReadonlySet<string>,
  today: IsoDate,
): Promise<{ key: string; name: string }[]> {
  const within = reach === 'all' ? sql`` : sql`and organisation_key = any(${sql.param([...reach])}::text[])`;
  return db.execute<{ key: string; name: string }>(
    sql`select organisation_key as key, name from organisation_version where valid @> ${today}::date ${within}
      order by case level when 'province' then 0 when 'commune' then 1 else 2 end, name collate "vi-x-icu" limit 2000`,
    'objects',
  );
}
