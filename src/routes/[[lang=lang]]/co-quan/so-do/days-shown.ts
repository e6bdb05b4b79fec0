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

/** Days on which work changed hands or bodies ended with nobody to take over, in order; how much happened on each. */
export function withEnds(
  changes: readonly { day: IsoDate; count: number }[],
  ends: readonly { day: IsoDate }[],
): { day: IsoDate; count: number }[] {
  const counts = new Map(changes.map(({ day, count }) => [day, count]));
  for (const { day } of ends) counts.set(day, (counts.get(day) ?? 0) + 1);
  return [...counts].map(([day, count]) => ({ day, count })).sort((a, b) => (a.day < b.day ? -1 : 1));
}
