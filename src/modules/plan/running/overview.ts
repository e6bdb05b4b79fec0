import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { HOT } from '#kernel/database/hot.ts';
import { nameOn } from './queries.ts';

type Reader = Pick<Database, 'execute'>;

/**
 * Under which an obligation is counted. Figures that reports ask for are sums of these; each opens the list of exactly what it
 * counts (`HEADING_FILTERS`).
 */
export const HEADINGS = [
  'done-in-time',
  'done-late',
  'review',
  'in-progress',
  'not-started',
  'late',
  'waiting',
  'suspended',
  'cancelled',
] as const;
export type Heading = (typeof HEADINGS)[number];

/** Filters of OBLIGATION_LIST that list what a heading counts. */
export const HEADING_FILTERS: Readonly<Record<Heading, { state: readonly string[]; time?: readonly string[] }>> = {
  'done-in-time': { state: ['done'], time: ['in-time', 'no-date'] },
  'done-late': { state: ['done'], time: ['late'] },
  review: { state: ['awaiting-confirmation'] },
  'in-progress': { state: ['in-progress'], time: ['in-time', 'no-date'] },
  'not-started': { state: ['not-started'], time: ['in-time', 'no-date'] },
  late: { state: ['not-started', 'in-progress'], time: ['late'] },
  waiting: { state: ['waiting'] },
  suspended: { state: ['suspended'] },
  cancelled: { state: ['cancelled', 'superseded'] },
};

export type HeadingCounts = Readonly<Record<Heading, number>>;

/** A cell of the board: how many obligations of a body in a group stand under each heading. */
export interface BoardCell extends HeadingCounts {
  organisationKey: string | null;
  groupId: string;
}

/** The heading of a row with state, last_day and submitted_on on a day. */
export const headingOf = (asOf: IsoDate): SQL => sql`case
  when state = 'done' then case when submitted_on > last_day then 'done-late' else 'done-in-time' end
  when state = 'awaiting-confirmation' then 'review'
  when state in ('cancelled', 'superseded') then 'cancelled'
  when state in ('not-started', 'in-progress') and last_day < ${asOf}::date then 'late'
  else state end`;

/** Standings of the tally, in the words of headings; open ones past their day are taken out when counted. */
const OF_STANDING: Readonly<Record<string, Heading>> = {
  done: 'done-in-time',
  'done-late': 'done-late',
  'awaiting-confirmation': 'review',
  'awaiting-confirmation-late': 'review',
  superseded: 'cancelled',
};

/**
 * The board of a plan on a day: counts per body and group. For today from the counts kept, less what is past its day, which an
 * index finds; for a past day from the spans that held then. The two agree (test).
 * @param organised `now`: work is counted with the body that holds it on that day
 */
export async function boardOf(
  db: Reader,
  planId: string,
  asOf: IsoDate,
  options: { today: IsoDate; organised?: 'then' | 'now' },
): Promise<BoardCell[]> {
  const rows = asOf >= options.today ? await countNow(db, planId, asOf) : await countThen(db, planId, asOf);
  const cells = new Map<string, BoardCell & Record<Heading, number>>();
  const holders = options.organised === 'now' ? await holdersOf(db, asOf) : new Map<string, string>();
  const counted = options.organised === 'now' ? [...rows, ...(await movedOf(db, planId, asOf, options.today))] : rows;
  for (const { organisationKey: named, groupId, heading, count } of counted) {
    const organisationKey = named === null ? null : (holders.get(named) ?? named);
    const key = `${organisationKey}|${groupId}`;
    const cell = cells.get(key) ?? { organisationKey, groupId, ...NOTHING };
    cell[heading] += count;
    cells.set(key, cell);
  }
  // What was all given away leaves an empty cell behind.
  return [...cells.values()].filter((cell) => HEADINGS.some((heading) => cell[heading] !== 0));
}

const NOTHING = Object.fromEntries(HEADINGS.map((heading) => [heading, 0])) as Record<Heading, number>;

interface Counted {
  organisationKey: string | null;
  groupId: string;
  heading: Heading;
  count: number;
}

async function countNow(db: Reader, planId: string, asOf: IsoDate): Promise<Counted[]> {
  const rows = await db.execute<Counted & { standing: string; late: boolean } & Record<string, unknown>>(
    sql`${HOT}select organisation_key as "organisationKey", group_id as "groupId", standing, false as late, count
      from obligation_tally where plan_id = ${planId} and count <> 0
      union all
      select organisation_key, group_id, state, true, count(*)::int from obligation
      where plan_id = ${planId} and state in ('not-started', 'in-progress') and last_day < ${asOf}::date
      group by organisation_key, group_id, state`,
    'objects',
  );
  return rows.flatMap(({ organisationKey, groupId, standing, late, count }): Counted[] => {
    const heading = OF_STANDING[standing] ?? (standing as Heading);
    const at = { organisationKey, groupId };
    if (!late) return [{ ...at, heading, count }];
    return [{ ...at, heading, count: -count }, { ...at, heading: 'late', count }]; // prettier-ignore
  });
}

async function countThen(db: Reader, planId: string, asOf: IsoDate): Promise<Counted[]> {
  return db.execute<Counted & Record<string, unknown>>(
    sql`select organisation_key as "organisationKey", group_id as "groupId", ${headingOf(asOf)} as heading, count(*)::int as count
      from obligation_span where plan_id = ${planId} and to_day > ${asOf}::date and from_day <= ${asOf}::date
      group by 1, 2, 3`,
    'objects',
  );
}

/** What decisions on reorganisations gave to other bodies than succession says: taken from the one, added to the other. */
async function movedOf(db: Reader, planId: string, asOf: IsoDate, today: IsoDate): Promise<Counted[]> {
  const standing =
    asOf >= today
      ? sql`obligation standing on standing.id = owed.id`
      : sql`obligation_span standing on standing.obligation_id = owed.id
          and standing.from_day <= ${asOf}::date and standing.to_day > ${asOf}::date`;
  const rows = await db.execute<Counted & { named: string; to: string } & Record<string, unknown>>(
    sql`${HOT}select named, "to", group_id as "groupId", ${headingOf(asOf)} as heading, count(*)::int as count from (
        select owed.organisation_key as named, decided.to_key as "to", owed.group_id, standing.state, standing.last_day, standing.submitted_on
        from (select distinct on (subject_id, organisation_key) subject_id, organisation_key, to_key from plan_handover_decided
            where effective_on <= ${asOf}::date order by subject_id, organisation_key, effective_on desc) decided
          join obligation owed on owed.product_id = split_part(decided.subject_id, ':', 1)::uuid
            and owed.ordinal = split_part(decided.subject_id, ':', 2)::int and owed.organisation_key = decided.organisation_key
          join ${standing}
        where owed.plan_id = ${planId}) moved
      group by 1, 2, 3, 4`,
    'objects',
  );
  return rows.flatMap(({ named, to, groupId, heading, count }) => [
    { organisationKey: named, groupId, heading, count: -count },
    { organisationKey: to, groupId, heading, count },
  ]);
}

async function holdersOf(db: Reader, day: IsoDate): Promise<Map<string, string>> {
  const rows = await db.execute<{ key: string; holder: string }>(
    sql`select organisation_key as key, holder_key as holder from organisation_holder where valid @> ${day}::date limit 20000`,
    'objects',
  );
  return new Map(rows.map(({ key, holder }) => [key, holder]));
}

/** Sums of cells. */
export function totalsOf(cells: readonly HeadingCounts[]): Record<Heading, number> {
  const sums = { ...NOTHING };
  for (const cell of cells) for (const heading of HEADINGS) sums[heading] += cell[heading];
  return sums;
}

/** The figures that every periodic report asks for. */
export interface ReportFigures {
  /** Obligations that count: all but the cancelled ones. */
  total: number;
  doneInTime: number;
  doneLate: number;
  /** Not done, past their day. */
  late: number;
  /** Not done, still in time or without a date; under review, waiting and suspended ones included. */
  open: number;
  /** Done of those that count, in percent with two decimals; null when nothing counts. */
  percentDone: number | null;
}

/** From headings to the report's figures: "31/75 = 41,33 %". */
export function reportFigures(sums: HeadingCounts): ReportFigures {
  const doneInTime = sums['done-in-time'];
  const doneLate = sums['done-late'];
  const open = sums.review + sums['in-progress'] + sums['not-started'] + sums.waiting + sums.suspended;
  const total = doneInTime + doneLate + sums.late + open;
  const percentDone = total === 0 ? null : Math.round(((doneInTime + doneLate) / total) * 10_000) / 100;
  return { total, doneInTime, doneLate, late: sums.late, open, percentDone };
}

/** Names of bodies on a day, by key. */
export async function namesOf(db: Reader, keys: readonly string[], day: IsoDate): Promise<Map<string, string>> {
  const rows = await db.execute<{ key: string; name: string | null }>(
    sql`${HOT}select key, ${nameOn(sql`key`, day)} as name from unnest(${sql.param(keys)}::text[]) as key`,
    'objects',
  );
  return new Map(rows.map(({ key, name }) => [key, name ?? key]));
}
