import { type IsoDate, partsOf } from './dates.ts';
import { newMoonDay, sunLongitudeAtMidnight, toDate, toDayNumber } from './sky.ts';

/** A day of the Vietnamese lunar calendar. `leap`: it lies in the second of two months of the same number. */
export interface LunarDate {
  year: number;
  month: number;
  day: number;
  leap: boolean;
}

/** Years for which the computation was checked against known dates. */
export const LUNAR_YEARS = { first: 1900, last: 2100 };

interface LunarMonth {
  start: number;
  month: number;
  leap: boolean;
  /** Lunar year, which begins with month 1. */
  year: number;
}

/**
 * The solar day of a lunar day, by the sky over Việt Nam (UTC+7), not by the Chinese tables (UTC+8): Tết 1985 and 2007
 * differ. Null when that month has no such day, or the year no such leap month.
 * @throws RangeError outside 1900–2100.
 */
export function lunarToSolar(date: LunarDate): IsoDate | null {
  checkYear(date.year);
  const months = [...monthsToWinter(date.year), ...monthsToWinter(date.year + 1)];
  const index = months.findIndex(
    (month) => month.year === date.year && month.month === date.month && month.leap === date.leap,
  );
  const month = months[index];
  if (month === undefined || !Number.isInteger(date.day) || date.day < 1) return null;
  const length = (months[index + 1]?.start ?? nextNewMoon(month.start)) - month.start;
  return date.day > length ? null : toDate(month.start + date.day - 1);
}

/** The lunar day of a solar day. @throws RangeError outside 1900–2100. */
export function solarToLunar(date: IsoDate): LunarDate {
  const { year } = partsOf(date);
  checkYear(year);
  const day = toDayNumber(date);
  const months = [...monthsToWinter(year), ...monthsToWinter(year + 1)];
  const month = months.findLast((candidate) => candidate.start <= day);
  if (month === undefined) throw new RangeError(`no lunar month holds ${date}`);
  return { year: month.year, month: month.month, day: day - month.start + 1, leap: month.leap };
}

/** Mùng 1 Tết. */
export function lunarNewYear(year: number): IsoDate {
  const date = lunarToSolar({ year, month: 1, day: 1, leap: false });
  if (date === null) throw new RangeError(`no lunar year ${year}`);
  return date;
}

/** Giỗ Tổ Hùng Vương, 10/3 lunar. */
export function hungKingsDay(year: number): IsoDate {
  const date = lunarToSolar({ year, month: 3, day: 10, leap: false });
  if (date === null) throw new RangeError(`no lunar year ${year}`);
  return date;
}

function checkYear(year: number): void {
  if (!Number.isInteger(year) || year < LUNAR_YEARS.first || year > LUNAR_YEARS.last)
    throw new RangeError(`the lunar calendar is kept for ${LUNAR_YEARS.first}–${LUNAR_YEARS.last}, not ${year}`);
}

const known = new Map<number, LunarMonth[]>();

/**
 * The months from month 11 (which holds the winter solstice) of the year before up to month 10 of this year. Thirteen
 * moons between two solstices make a leap year; the leap month is the first in which the sun enters no principal term.
 */
function monthsToWinter(year: number): LunarMonth[] {
  const before = known.get(year);
  if (before !== undefined) return before;
  const first = monthOfSolstice(year - 1);
  const end = monthOfSolstice(year);
  const starts = [first];
  for (let start = nextNewMoon(first); start < end; start = nextNewMoon(start)) starts.push(start);
  const leapAt = starts.length === 13 ? starts.findIndex((start, index) => index > 0 && hasNoTerm(start)) : -1;
  const months = starts.map((start, index) => {
    const count = leapAt >= 0 && index >= leapAt ? index - 1 : index;
    const month = ((count + 10) % 12) + 1;
    return { start, month, leap: index === leapAt, year: month >= 11 && index < 3 ? year - 1 : year };
  });
  known.set(year, months);
  return months;
}

/** Start of the month in which the sun reaches 270°. */
function monthOfSolstice(year: number): number {
  let start = newMoonDay(toDayNumber(`${year}-12-31` as IsoDate));
  // The sun has passed 270° before this month began: the solstice lies in the month before.
  if (termAt(start) >= 9 && termAt(start) < 11) start = newMoonDay(start - 1);
  return start;
}

/** Which twelfth of its way the sun stands in when the day begins: 9 is the one that opens with the winter solstice. */
function termAt(day: number): number {
  return Math.floor(sunLongitudeAtMidnight(day) / 30);
}

function hasNoTerm(start: number): boolean {
  return termAt(start) === termAt(nextNewMoon(start));
}

function nextNewMoon(start: number): number {
  return newMoonDay(start + 31);
}
