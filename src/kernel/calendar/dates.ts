/**
 * Calendar dates without time or zone. A date is a string `YYYY-MM-DD`, so that it compares, sorts and travels as written;
 * the arithmetic below works in UTC and therefore never meets daylight saving.
 */
export type IsoDate = string & { readonly __isoDate: unique symbol };

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY = 86_400_000;

/** Is this text a real calendar day, written `YYYY-MM-DD`? */
export function isIsoDate(text: string): text is IsoDate {
  const match = PATTERN.exec(text);
  return match !== null && dateOf(Number(match[1]), Number(match[2]), Number(match[3])) === text;
}

/** The day with these numbers (month 1–12), or null when the calendar has no such day. */
export function dateOf(year: number, month: number, day: number): IsoDate | null {
  if (!Number.isInteger(year) || year < 1 || year > 9999) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return toIso(date);
}

/** The same, for text that is known to be a date. @throws RangeError otherwise. */
export function isoDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw new RangeError(`not a calendar date: ${text}`);
  return text;
}

/** The day so many days later (earlier when negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  return toIso(new Date(Date.parse(date) + days * DAY));
}

/** Days from the first date to the second; negative when the second is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** Last day of the month (1–12). */
export function endOfMonth(year: number, month: number): IsoDate {
  return toIso(new Date(Date.UTC(year, month, 0)));
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(date: IsoDate): number {
  return new Date(date).getUTCDay() || 7;
}

/** Year, month (1–12) and day of a date. */
export function partsOf(date: IsoDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** Today in Việt Nam (UTC+7, no daylight saving) at the given instant. */
export function vietnamDate(instant: Date): IsoDate {
  return toIso(new Date(instant.getTime() + 7 * 3_600_000));
}

/** As people write it: 31/12/2024. */
export function toVietnamese(date: IsoDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

function toIso(date: Date): IsoDate {
  return date.toISOString().slice(0, 10) as IsoDate;
}
