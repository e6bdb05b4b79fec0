import { isIsoDate, type IsoDate } from '#kernel/calendar/dates.ts';

/** Successions on one page at most, unless a single day has more. */
const ROWS = 200;

/** The days whose successions the page shows: the one asked for, else the latest that fit, at least one. */
export function daysShown(days: readonly { day: IsoDate; count: number }[], wanted: string | null): IsoDate[] {
  if (wanted !== null && isIsoDate(wanted) && days.some(({ day }) => day === wanted)) return [wanted];
  const shown: IsoDate[] = [];
  let rows = 0;
  for (const { day, count } of days.toReversed()) {
    rows += count;
    if (shown.length > 0 && rows > ROWS) break;
    shown.unshift(day);
  }
  return shown;
}
