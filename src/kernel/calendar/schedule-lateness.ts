import { addDays, type IsoDate } from './dates.ts';
import type { SchedulePart } from './schedule-model.ts';

type Dated = Pick<SchedulePart, 'due' | 'bound'>;

/**
 * Last day on which the work is still in time: the due date itself, or the day before it when the text says "trước".
 * Null when there is no date. A date that falls on a day off is not moved here; see `addCalendarDays` for time limits
 * counted from an event.
 */
export function lastDayInTime(part: Dated): IsoDate | null {
  if (part.due === null) return null;
  return part.bound === 'before' ? addDays(part.due, -1) : part.due;
}

/** Is work that is not done by the end of the day `asOf` late? Without a date never. */
export function isLate(part: Dated, asOf: IsoDate): boolean {
  const last = lastDayInTime(part);
  return last !== null && asOf > last;
}
