import { z } from 'zod';
import data from '../../../../data/reports/periods.json' with { type: 'json' };
import { dateOf, daysBetween, toVietnamese, type IsoDate } from '#kernel/calendar/dates.ts';

/** A paper that a rule comes from. `checked`: compared with the signed paper. */
const SOURCE = z.strictObject({
  number: z.string().min(1),
  date: z.string().nullable(),
  issuer: z.string().min(1),
  checked: z.boolean(),
  note: z.string().optional(),
});
export type RuleSource = z.infer<typeof SOURCE>;
export const RULE_SOURCE = SOURCE;

const day = z.strictObject({
  year: z.int().min(-1).max(0),
  month: z.int().min(1).max(12),
  day: z.int().min(1).max(31),
});
const TABLES = z.strictObject({
  tables: z
    .array(
      z.strictObject({
        /** First year whose reports follow this table; null: as far back as anybody asks. */
        from: z.int().nullable(),
        source: SOURCE,
        due: z.strictObject({ day: z.int().min(1).max(28), of: z.literal('last-month') }),
        periods: z.array(
          z.strictObject({
            kind: z.string().regex(/^[a-z0-9-]+$/),
            name: z.string().min(1),
            title: z.string().includes('{year}'),
            from: day,
            to: day,
          }),
        ),
      }),
    )
    .min(1),
});
const { tables } = TABLES.parse(data);

/** A report's own stretch of time; windows of different reports overlap. */
export interface Window {
  /** Of the table, or `free`. */
  kind: string;
  /** "quý I năm 2025"; "từ ngày 01/02/2025 đến ngày 28/02/2025". */
  label: string;
  from: IsoDate;
  /** Closing day, included. */
  to: IsoDate;
  /** By when the report is to be sent; null for free periods. */
  due: IsoDate | null;
  /** The paper that fixes the window; null for free periods. */
  source: RuleSource | null;
}

export const FREE = 'free';

/** The longest free period, in days: a term of five years. */
const LONGEST_DAYS = 366 * 5;

function tableOf(year: number): (typeof tables)[number] {
  return [...tables].sort((a, b) => (b.from ?? 0) - (a.from ?? 0)).find(({ from }) => from === null || from <= year) ?? tables[0]!; // prettier-ignore
}

/** The kinds of periodic reports of a year, as the table in force then names them. */
export function reportKinds(year: number): { kind: string; name: string }[] {
  return tableOf(year).periods.map(({ kind, name }) => ({ kind, name }));
}

/** The name of a kind on screen. */
export function kindName(kind: string): string {
  if (kind === FREE) return 'Tự chọn';
  return tables.flatMap(({ periods }) => periods).find((each) => each.kind === kind)?.name ?? kind;
}

/** All kinds that any table knows, with their names, and the free one last. */
export const ALL_KINDS: readonly { kind: string; name: string }[] = [
  ...new Map(tables.flatMap(({ periods }) => periods).map(({ kind, name }) => [kind, { kind, name }])).values(),
  { kind: FREE, name: kindName(FREE) },
];

/** The window of a periodic report of a year; null for a kind that the table in force then does not know. */
export function windowOf(kind: string, year: number): Window | null {
  if (!Number.isInteger(year) || year < 1946 || year > 9998) return null;
  const { periods, due, source } = tableOf(year);
  const period = periods.find((each) => each.kind === kind);
  if (!period) return null;
  const at = (each: z.infer<typeof day>): IsoDate => dateOf(year + each.year, each.month, each.day)!;
  return {
    kind,
    label: period.title.replace('{year}', String(year)),
    from: at(period.from),
    to: at(period.to),
    due: dateOf(year + period.to.year, period.to.month, due.day),
    source,
  };
}

/** A window of anybody's choice; null when it ends before it begins or is longer than a plan's term. */
export function freeWindow(from: IsoDate, to: IsoDate): Window | null {
  const days = daysBetween(from, to);
  if (days < 0 || days > LONGEST_DAYS) return null;
  const label = from === to ? `ngày ${toVietnamese(to)}` : `từ ngày ${toVietnamese(from)} đến ngày ${toVietnamese(to)}`;
  return { kind: FREE, label, from, to, due: null, source: null };
}

/** The periodic report that is due next, or was last: what an officer most likely wants to make on a day. */
export function likelyKind(today: IsoDate): { kind: string; year: number } {
  const year = Number(today.slice(0, 4));
  const closed = [year - 1, year]
    .flatMap((each) => reportKinds(each).map(({ kind }) => ({ kind, year: each, to: windowOf(kind, each)!.to })))
    .filter(({ to }) => to <= today);
  const last = closed.reduce((latest, each) => (each.to >= latest.to ? each : latest), closed[0]!);
  return { kind: last.kind, year: last.year };
}
