import { addDays, endOfMonth, isoDate, partsOf, type IsoDate } from '#kernel/calendar/dates.ts';
import { lastDayInTime } from '#kernel/calendar/schedule-lateness.ts';
import { occurrences } from '#kernel/calendar/occurrences.ts';
import type { Recurrence, Schedule } from '#kernel/calendar/schedule-model.ts';
import type { Role } from '../import/model.ts';

/** One time at which something is due, of a product's schedule. */
export interface Slot {
  /** "Quý I/2025"; null when the product is due once. */
  label: string | null;
  lastDay: IsoDate | null;
  /** What it waits for before its clock starts; null: it runs. */
  trigger: string | null;
}

/** Who answers for a product, as the plan named or meant. */
export interface Answerable {
  organisationKey: string;
  role: Role;
  /** The collective through which it answers; null: named itself. */
  viaCollectiveKey: string | null;
  ordinal: number;
}

const MONTHS = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const;
const ROMAN = ['I', 'II', 'III', 'IV'] as const;

/**
 * The times at which a product is due in its year. A rhythm of a month or longer has one per period, a list of deadlines one
 * each; daily and weekly work is one obligation to which any number of reports is made.
 */
export function slotsOf(schedule: Schedule, year: number, isWorkingDay: (day: IsoDate) => boolean): Slot[] {
  if (schedule.kind === 'conditional')
    return [{ label: null, lastDay: null, trigger: schedule.event ?? schedule.text }];
  const { recurrence } = schedule;
  if (schedule.kind === 'recurring' && recurrence && recurrence.every in MONTHS) {
    const slots = periodic(recurrence, year, isWorkingDay);
    if (slots.length > 0) return slots;
  }
  const dated = schedule.parts.filter((part) => part.kind === 'deadline' && part.due !== null);
  if (schedule.kind === 'deadline' && dated.length > 1)
    return dated.map((part) => ({ label: part.text, lastDay: lastDayInTime(part), trigger: null }));
  return [{ label: null, lastDay: lastDayInTime(schedule), trigger: null }];
}

function periodic(recurrence: Recurrence, year: number, isWorkingDay: (day: IsoDate) => boolean): Slot[] {
  const late = recurrence.dayRule?.on === 'day' && recurrence.dayRule.month === 'next';
  // What is due "on the 5th of the next month" of December belongs to this year, and January's to the one before.
  const from = isoDate(late ? `${year}-02-01` : `${year}-01-01`);
  const to = late ? endOfMonth(year + 1, 1) : endOfMonth(year, 12);
  const bound = recurrence.dayRule?.bound ?? 'by';
  return occurrences(recurrence, from, to, isWorkingDay).map((due) => ({
    label: periodLabel(recurrence, late ? addDays(isoDate(`${due.slice(0, 8)}01`), -1) : due),
    lastDay: bound === 'before' ? addDays(due, -1) : due,
    trigger: null,
  }));
}

function periodLabel({ every, months }: Recurrence, due: IsoDate): string {
  const { year, month } = partsOf(due);
  if (months !== null || every === 'month') return `Tháng ${month}/${year}`;
  if (every === 'quarter') return `Quý ${ROMAN[Math.ceil(month / 3) - 1]}/${year}`;
  if (every === 'half-year') return month <= 6 ? `6 tháng đầu năm ${year}` : `6 tháng cuối năm ${year}`;
  return `Năm ${year}`;
}

const DOING: readonly Role[] = ['lead', 'carrying-out'];

/**
 * The bodies that must do it, each once: those that lead or carry out; where nobody does, those that advise, compile or issue.
 * An empty list means that a person has to say who ("các cơ quan liên quan").
 */
export function doersOf(answerables: readonly Answerable[]): Answerable[] {
  const doing = answerables.filter(({ role }) => DOING.includes(role));
  const candidates =
    doing.length > 0 ? doing : answerables.filter(({ role }) => ['advising', 'compiling', 'issuing'].includes(role));
  const rank = ({ role, viaCollectiveKey }: Answerable) =>
    (role === 'lead' ? 0 : 2) + (viaCollectiveKey === null ? 0 : 1);
  const byBody = new Map<string, Answerable>();
  for (const each of [...candidates].sort((a, b) => rank(a) - rank(b) || a.ordinal - b.ordinal)) {
    if (!byBody.has(each.organisationKey)) byBody.set(each.organisationKey, each);
  }
  return [...byBody.values()];
}
