import { isoDate } from './dates.ts';
import { parseSchedule } from './schedule.ts';
import type { Precision, Recurrence, SchedulePart } from './schedule-model.ts';

/** Words for the tables of the schedule tests: what an expression is expected to say, without its text. */
export type Said = Omit<SchedulePart, 'text'>;
export type Case = [text: string, ...said: Said[]];

const nothing = { due: null, bound: null, precision: null, recurrence: null, event: null };

export const by = (due: string | null, precision: Precision = 'day'): Said => ({
  ...nothing,
  kind: 'deadline',
  due: due === null ? null : isoDate(due),
  bound: 'by',
  precision,
});

export const before = (due: string | null, precision: Precision = 'day'): Said => ({
  ...by(due, precision),
  bound: 'before',
});

export const each = (unit: Recurrence['every'], more: Partial<Recurrence> = {}): Said => ({
  ...nothing,
  kind: 'recurring',
  recurrence: { every: unit, times: null, months: null, dayRule: null, ...more },
});

export const periodically: Said = { ...nothing, kind: 'recurring' };
export const continuous: Said = { ...nothing, kind: 'continuous' };
export const waits = (event: string): Said => ({ ...nothing, kind: 'conditional', event });

/** What the parser made of it, in the same form. */
export function saidBy(text: string, year: number | null = 2025): Said[] {
  return parseSchedule(text, { year }).parts.map(({ text: _, ...said }) => said);
}
