import {
  addDays,
  dateOf,
  daysBetween,
  endOfMonth,
  isIsoDate,
  partsOf,
  toVietnamese,
  type IsoDate,
} from '../calendar/dates.ts';
import { ENGLISH_MONTHS, type Language } from '../language.ts';

/** Stretches of time that figures are counted over, shortest first. */
export const PERIOD_KINDS = ['day', 'month', 'quarter', 'half-year', 'year'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** One stretch of the calendar; `start` is its first day. */
export interface Period {
  readonly kind: PeriodKind;
  readonly start: IsoDate;
}

const MONTHS: Readonly<Record<Exclude<PeriodKind, 'day'>, number>> = { month: 1, quarter: 3, 'half-year': 6, year: 12 };

/** The period of a kind that a day lies in. */
export function periodOf(kind: PeriodKind, day: IsoDate): Period {
  if (kind === 'day') return { kind, start: day };
  const { year, month } = partsOf(day);
  const months = MONTHS[kind];
  return { kind, start: dateOf(year, Math.floor((month - 1) / months) * months + 1, 1)! };
}

/** The whole calendar year. */
export function yearOf(year: number): Period {
  return { kind: 'year', start: dateOf(year, 1, 1)! };
}

/** Last day of a period. */
export function endOf({ kind, start }: Period): IsoDate {
  if (kind === 'day') return start;
  const { year, month } = partsOf(start);
  return endOfMonth(year, month + MONTHS[kind] - 1);
}

/** The period after (`steps` 1) or before (−1) a period. */
export function periodAfter(period: Period, steps = 1): Period {
  let found = period;
  for (let left = Math.abs(steps); left > 0; left -= 1) {
    found = periodOf(
      found.kind,
      addDays(...((steps > 0 ? [endOf(found), 1] : [found.start, -1]) as [IsoDate, number])),
    );
  }
  return found;
}

/** The same period one year before; 29 February becomes the 28th. */
export function yearBefore({ kind, start }: Period): Period {
  const { year, month, day } = partsOf(start);
  return { kind, start: dateOf(year - 1, month, day) ?? dateOf(year - 1, month, 28)! };
}

/** All periods of a kind that begin within a longer one, in order. */
export function periodsIn(kind: PeriodKind, whole: Period): Period[] {
  const last = endOf(whole);
  const found: Period[] = [];
  for (let each = periodOf(kind, whole.start); each.start <= last; each = periodAfter(each)) {
    if (each.start >= whole.start) found.push(each);
  }
  return found;
}

/** How much of a period has passed at the end of a day: 0 before it, 1 from its last day on. */
export function elapsedShare(period: Period, day: IsoDate): number {
  const days = daysBetween(period.start, endOf(period)) + 1;
  return Math.min(1, Math.max(0, (daysBetween(period.start, day) + 1) / days));
}

/** Short stable name, also in addresses: `2025`, `2025-H1`, `2025-Q3`, `2025-07`, `2025-07-15`. */
export function periodKey({ kind, start }: Period): string {
  const { year, month } = partsOf(start);
  if (kind === 'year') return start.slice(0, 4);
  if (kind === 'half-year') return `${start.slice(0, 4)}-H${month < 7 ? 1 : 2}`;
  if (kind === 'quarter') return `${start.slice(0, 4)}-Q${Math.floor((month - 1) / 3) + 1}`;
  return kind === 'month' ? start.slice(0, 7) : dateOf(year, month, partsOf(start).day)!;
}

/** Reads what `periodKey` wrote; null for anything else. */
export function readPeriod(text: string): Period | null {
  if (isIsoDate(text)) return { kind: 'day', start: text };
  const match = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})))?$/.exec(text);
  if (!match) return null;
  const [, year, half, quarter, month] = match;
  const first = half ? Number(half) * 6 - 5 : quarter ? Number(quarter) * 3 - 2 : Number(month ?? 1);
  const start = dateOf(Number(year), first, 1);
  const kind = half ? 'half-year' : quarter ? 'quarter' : month ? 'month' : 'year';
  return start && { kind, start };
}

const ROMAN = ['I', 'II', 'III', 'IV'];
const HALVES = { vi: ['6 tháng đầu năm', '6 tháng cuối năm'], en: ['first half', 'second half'] };

/** A period in words: "Quý III/2025", "Q3 2025". */
export function periodText(period: Period, language: Language): string {
  const { kind, start } = period;
  const { year, month, day } = partsOf(start);
  const vietnamese = language === 'vi';
  if (kind === 'year') return vietnamese ? `Năm ${year}` : String(year);
  if (kind === 'half-year') return `${HALVES[language][month < 7 ? 0 : 1]} ${year}`;
  if (kind === 'quarter') {
    const quarter = Math.floor((month - 1) / 3);
    return vietnamese ? `Quý ${ROMAN[quarter]}/${year}` : `Q${quarter + 1} ${year}`;
  }
  if (kind === 'month') return vietnamese ? `Tháng ${month}/${year}` : `${ENGLISH_MONTHS[month - 1]} ${year}`;
  return vietnamese ? toVietnamese(start) : `${day} ${ENGLISH_MONTHS[month - 1]} ${year}`;
}
