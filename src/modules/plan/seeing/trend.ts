import { sql } from 'drizzle-orm';
import { addDays, endOfMonth, isoDate, partsOf, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';

/** How a plan stood at the end of a month. */
export interface TrendPoint {
  /** `2025-03` */
  month: string;
  /** The day counted for: the month's last, or the day of the view. */
  day: IsoDate;
  total: number;
  done: number;
  late: number;
}

/** What changes on a day by which all later days differ from all earlier ones. */
interface Change {
  /** Index of the first month end that sees it. */
  at: number;
  total: number;
  done: number;
  late: number;
}

/** The month ends up to a day, latest last; the last one is that day. */
export function monthEnds(asOf: IsoDate, months: number): IsoDate[] {
  const { year, month } = partsOf(asOf);
  const ends = Array.from({ length: months - 1 }, (_, back) => {
    const count = year * 12 + (month - 1) - (months - 1 - back);
    return endOfMonth(Math.floor(count / 12), (count % 12) + 1);
  });
  return [...ends, asOf];
}

/**
 * The course of a plan by month: one pass over its spans. Each span adds itself at the first month end that it reaches and takes
 * itself away at the first after its end; an open one is late from the day after its last. The same figures as `boardOf` gives
 * for each of the days (test).
 */
export async function trendOf(
  db: Pick<Database, 'execute'>,
  planId: string,
  asOf: IsoDate,
  months = 12,
): Promise<TrendPoint[]> {
  const ends = monthEnds(asOf, months);
  const cuts = sql`${sql.param(ends)}::date[]`;
  const first = (day: ReturnType<typeof sql>) => sql`(width_bucket(${day} - 1, ${cuts}))`;
  const rows = await db.execute<Change & Record<string, unknown>>(
    sql`select at, sum(total)::int as total, sum(done)::int as done, sum(late)::int as late from (
        select ${first(sql`from_day`)} as at, 1 as total, (state = 'done')::int as done, 0 as late from obligation_span
          where plan_id = ${planId} and state not in ('cancelled', 'superseded') and from_day <= ${asOf}::date
        union all
        select ${first(sql`to_day`)}, -1, -(state = 'done')::int, 0 from obligation_span
          where plan_id = ${planId} and state not in ('cancelled', 'superseded') and to_day <= ${asOf}::date
        union all
        select ${first(sql`greatest(from_day, last_day + 1)`)}, 0, 0, 1 from obligation_span
          where plan_id = ${planId} and state in ('not-started', 'in-progress') and last_day < ${asOf}::date and from_day <= ${asOf}::date
            and to_day > last_day + 1
        union all
        select ${first(sql`to_day`)}, 0, 0, -1 from obligation_span
          where plan_id = ${planId} and state in ('not-started', 'in-progress') and to_day <= ${asOf}::date and to_day > last_day + 1
      ) changes group by at`,
    'objects',
  );
  const sum = { total: 0, done: 0, late: 0 };
  return ends.map((day, index) => {
    for (const change of rows.filter(({ at }) => at === index)) {
      sum.total += change.total;
      sum.done += change.done;
      sum.late += change.late;
    }
    return { month: day.slice(0, 7), day, ...sum };
  });
}

/** The day in another period that has as much of it behind as a day has in its own; held to the period's end. */
export function sameElapsed({ start, end }: { start: IsoDate; end: IsoDate }, elapsed: number): IsoDate {
  const day = addDays(start, elapsed);
  return day > end ? end : day;
}

/** First and last day of a quarter, `2025-Q1`. @throws RangeError */
export function quarterOf(text: string): { start: IsoDate; end: IsoDate } {
  const [, year, number] = /^(\d{4})-Q([1-4])$/.exec(text) ?? [];
  if (!year || !number) throw new RangeError(`no quarter: ${text}`);
  const month = Number(number) * 3;
  return { start: isoDate(`${year}-${String(month - 2).padStart(2, '0')}-01`), end: endOfMonth(Number(year), month) };
}
