import { sql, type SQL } from 'drizzle-orm';
import { addDays, endOfMonth, isoDate, partsOf, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';

type Reader = Pick<Database, 'execute'>;

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

/** Spans that begin and end at the same month ends, and become late at the same one. */
interface Stretch {
  kind: 'done' | 'open' | 'else';
  /** Index of the first month end that sees them, the first that no longer does, and the first that sees them late. */
  begins: number;
  ends: number;
  late: number | null;
  count: number;
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
 * The course of a plan by month, in one pass over its spans: each counts from the first month end that it reaches to the last before
 * its end; an open one is late from the day after its last. The same figures as `boardOf` gives for each of the days (test).
 */
export async function trendOf(db: Reader, planId: string, asOf: IsoDate, months = 12): Promise<TrendPoint[]> {
  const ends = monthEnds(asOf, months);
  // How many month ends lie before a day is the index of the first that sees it.
  const before = (day: SQL) => sql`width_bucket(${day} - 1, ${sql.param(ends)}::date[])`;
  const rows = await db.execute<Stretch & Record<string, unknown>>(
    sql`select case when state = 'done' then 'done' when state in ('not-started', 'in-progress') then 'open' else 'else' end as kind,
        ${before(sql`from_day`)} as begins, case when to_day > ${asOf}::date then ${months} else ${before(sql`to_day`)} end as ends,
        case when state in ('not-started', 'in-progress') and last_day < ${asOf}::date then ${before(sql`(last_day + 1)`)} end as late,
        count(*)::int as count
      from obligation_span
      where plan_id = ${planId} and from_day <= ${asOf}::date and state not in ('cancelled', 'superseded')
      group by 1, 2, 3, 4`,
    'objects',
  );
  return ends.map((day, at) => {
    const seen = rows.filter(({ begins, ends: until }) => begins <= at && at < until);
    const sum = (which: (row: Stretch) => boolean) => seen.filter(which).reduce((all, { count }) => all + count, 0);
    return {
      month: day.slice(0, 7),
      day,
      total: sum(() => true),
      done: sum(({ kind }) => kind === 'done'),
      late: sum(({ late }) => late !== null && late <= at),
    };
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

/** The quarter in which a day lies. */
export function quarterOn(day: IsoDate): { start: IsoDate; end: IsoDate } {
  const { year, month } = partsOf(day);
  return quarterOf(`${year}-Q${Math.ceil(month / 3)}`);
}
