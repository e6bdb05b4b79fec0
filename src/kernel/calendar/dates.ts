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
  return match !== null && isDay(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** The day with these numbers (month 1–12), or null when the calendar has no such day. */
export function dateOf(year: number, month: number, day: number): IsoDate | null {
  if (![year, month, day].every(Number.isInteger) || !isDay(year, month, day)) return null;
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}` as IsoDate;
}

const padded = (number: number, length: number): string => String(number).padStart(length, '0');

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Without making a date of it: pages ask this of every date that they show. */
function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  return day <= DAYS_OF_MONTH[month - 1]! + (month === 2 && isLeap(year) ? 1 : 0);
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
