import { sql } from 'drizzle-orm';
import { daysBetween, isoDate, partsOf, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import type { FilterValues } from '#kernel/lists/index.ts';
import type { Organised } from '../answering-sql.ts';
import { boardOf, headingOf, HEADINGS, totalsOf, type Heading } from '../running/overview.ts';
import { summedBy } from './headings.ts';
import { quarterOf, quarterOn, sameElapsed } from './trend.ts';

type Reader = Pick<Database, 'execute'>;
export type Counts = Readonly<Record<Heading, number>>;

/** One side of a comparison: its counts, for which day they hold, and the list of all of it. */
export interface Side {
  key: string;
  /** Null: the period has not begun on the day of the view. */
  counts: Counts | null;
  day: IsoDate;
  /** Filters of OBLIGATION_LIST; those of a heading come on top. */
  filters: FilterValues;
}

/** For what a comparison is made. */
export interface Comparing {
  asOf: IsoDate;
  today: IsoDate;
  /** Compare periods after as many days of each as have passed of the one under way. */
  sameTime: boolean;
  organised: Organised;
}

const dayFilter = (day: IsoDate, today: IsoDate): FilterValues => (day === today ? {} : { as_of: [day] });

/** Agencies of a plan side by side. */
export async function compareBodies(
  db: Reader,
  plan: { id: string; slug: string },
  keys: readonly string[],
  { asOf, today, organised }: Comparing,
): Promise<Side[]> {
  const sums = summedBy(
    await boardOf(db, plan.id, asOf, { today, organised }),
    ({ organisationKey }) => organisationKey,
  );
  return keys.map((key) => ({
    key,
    counts: sums.get(key) ?? totalsOf([]),
    day: asOf,
    filters: { plan: [plan.slug], [organised === 'now' ? 'organisation' : 'named']: [key], ...dayFilter(asOf, today) },
  }));
}

/** Quarters of a plan side by side: what falls due in each, as it stood at the quarter's end or after the same days of it. */
export async function compareQuarters(
  db: Reader,
  plan: { id: string; slug: string },
  keys: readonly string[],
  { asOf, today, sameTime }: Comparing,
): Promise<Side[]> {
  const quarters = keys.map((key) => ({ key, ...quarterOf(key) }));
  const elapsed = daysBetween(quarterOn(asOf).start, asOf);
  return Promise.all(
    quarters.map(async ({ key, start, end }) => {
      const last = end < asOf ? end : asOf;
      const day = sameTime ? sameElapsed({ start, end }, elapsed) : last;
      const counts = start > asOf ? null : await dueCounts(db, plan.id, { from: start, to: end }, day, today);
      return {
        key,
        counts,
        day,
        filters: { plan: [plan.slug], due_from: [start], due_to: [end], ...dayFilter(day, today) },
      };
    }),
  );
}

/** Whole plans side by side; of one year all its plans together when `keys` are years. */
export async function comparePlans(
  db: Reader,
  sides: readonly { key: string; year: number | null; plans: readonly { id: string; slug: string }[] }[],
  { asOf, today, sameTime }: Comparing,
): Promise<Side[]> {
  const elapsed = daysBetween(yearOf(partsOf(asOf).year).start, asOf);
  return Promise.all(
    sides.map(async ({ key, year, plans }) => {
      const period = year === null ? null : yearOf(year);
      const day = period && sameTime ? sameElapsed(period, elapsed) : asOf;
      const cells = await Promise.all(plans.map(({ id }) => boardOf(db, id, day, { today })));
      const counts = period && period.start > asOf ? null : totalsOf(cells.flat());
      return { key, counts, day, filters: { plan: plans.map(({ slug }) => slug), ...dayFilter(day, today) } };
    }),
  );
}

const yearOf = (year: number) => ({ start: isoDate(`${year}-01-01`), end: isoDate(`${year}-12-31`) });

/** What falls due between two days, by heading, as it stood on a day. */
async function dueCounts(
  db: Reader,
  planId: string,
  { from, to }: { from: IsoDate; to: IsoDate },
  asOf: IsoDate,
  today: IsoDate,
): Promise<Counts> {
  // A span tells all that is asked about a past day; the row of today has its day due in an index.
  const source =
    asOf >= today
      ? sql`obligation where plan_id = ${planId} and sort_day between ${from}::date and ${to}::date and opened_on <= ${asOf}::date`
      : sql`obligation_span where plan_id = ${planId} and to_day > ${asOf}::date and from_day <= ${asOf}::date
          and last_day between ${from}::date and ${to}::date`;
  const rows = await db.execute<{ heading: Heading; count: number }>(
    sql`select ${headingOf(asOf)} as heading, count(*)::int as count from ${source} group by 1`,
    'objects',
  );
  const found = new Map(rows.map(({ heading, count }) => [heading, count]));
  return Object.fromEntries(HEADINGS.map((heading) => [heading, found.get(heading) ?? 0])) as Record<Heading, number>;
}
