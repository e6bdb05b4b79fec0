import { addDays, type IsoDate, partsOf, weekday } from './dates.ts';
import { lawDays } from './law-days.ts';

export const SPECIAL_DAY_KINDS = ['holiday', 'in-lieu', 'swapped-off', 'worked'] as const;
/** Holiday · nghỉ bù · nghỉ hoán đổi · a Saturday or Sunday worked in exchange. */
export type SpecialDayKind = (typeof SPECIAL_DAY_KINDS)[number];

export interface CalendarDocument {
  number: string;
  /** Null where the day of signing was not seen in the document itself. */
  date: IsoDate | null;
  title: string;
  source: string;
}

export interface SpecialDay {
  date: IsoDate;
  kind: SpecialDayKind;
  event: { vi: string; en: string };
  document: CalendarDocument | null;
}

export interface CalendarYear {
  year: number;
  /** A person has compared the year with its notices; until then a date that reaches it is provisional. */
  complete: boolean;
  documents: CalendarDocument[];
  /** Proposals not yet decided: days that may still change, in a year otherwise complete. */
  open: { dates: IsoDate[]; note: string }[];
}

/** A dated table of special days. Saturdays and Sundays are off without being in it (QĐ 188/1999/QĐ-TTg Đ.1). */
export interface WorkingCalendar {
  /** The day up to which the announcements are known. */
  asOf: IsoDate;
  years: ReadonlyMap<number, CalendarYear>;
  days: ReadonlyMap<IsoDate, SpecialDay>;
}

/** A counted date. `provisional`: days on the way are not decided yet, so that it can still move. */
export interface DueDay {
  date: IsoDate;
  provisional: boolean;
}

/** What is special about the day: from the table; in a year that is not complete also what the law alone fixes. */
export function specialDayOn(calendar: WorkingCalendar, date: IsoDate): SpecialDay | null {
  const listed = calendar.days.get(date);
  if (listed !== undefined) return listed;
  const { year } = partsOf(date);
  if (calendar.years.get(year)?.complete === true) return null;
  return lawDaysOf(year).get(date) ?? null;
}

/** Not a Saturday or Sunday unless worked in exchange, and no day off. */
export function isWorkingDay(calendar: WorkingCalendar, date: IsoDate): boolean {
  const special = specialDayOn(calendar, date);
  return special === null ? weekday(date) <= 5 : special.kind === 'worked';
}

/** Could a later announcement make a working day of this day, or a day off of it? */
export function isUndecided(calendar: WorkingCalendar, date: IsoDate): boolean {
  const year = calendar.years.get(partsOf(date).year);
  return year?.complete !== true || year.open.some((question) => question.dates.includes(date));
}

const LONGEST = 3660;

/**
 * "N ngày làm việc": the N-th working day after the day of the event, which is not counted (BLDS 2015 Đ.147 k.2).
 * @throws RangeError unless `days` is a whole number from 1 to 3660.
 */
export function addWorkingDays(calendar: WorkingCalendar, from: IsoDate, days: number): DueDay {
  checkLength(days);
  let date = from;
  let provisional = false;
  for (let left = days; left > 0;) {
    date = addDays(date, 1);
    provisional ||= isUndecided(calendar, date);
    if (isWorkingDay(calendar, date)) left -= 1;
  }
  return { date, provisional };
}

/**
 * "N ngày": all days count, the day of the event does not; a last day that is off moves to the next working day
 * (BLDS 2015 Đ.147 k.2, Đ.148 k.5). Only that last stretch can still move.
 * @throws RangeError unless `days` is a whole number from 1 to 3660.
 */
export function addCalendarDays(calendar: WorkingCalendar, from: IsoDate, days: number): DueDay {
  checkLength(days);
  let date = addDays(from, days);
  let provisional = isUndecided(calendar, date);
  while (!isWorkingDay(calendar, date)) {
    date = addDays(date, 1);
    provisional ||= isUndecided(calendar, date);
  }
  return { date, provisional };
}

/** Working days after the first day up to and including the last; none when the last is not later. */
export function workingDaysBetween(
  calendar: WorkingCalendar,
  from: IsoDate,
  to: IsoDate,
): { days: number; provisional: boolean } {
  let days = 0;
  let provisional = false;
  for (let date = from; date < to;) {
    date = addDays(date, 1);
    provisional ||= isUndecided(calendar, date);
    if (isWorkingDay(calendar, date)) days += 1;
  }
  return { days, provisional };
}

function checkLength(days: number): void {
  if (!Number.isInteger(days) || days < 1 || days > LONGEST)
    throw new RangeError(`a time limit is a whole number of days from 1 to ${LONGEST}, not ${days}`);
}

const computed = new Map<number, Map<IsoDate, SpecialDay>>();

function lawDaysOf(year: number): Map<IsoDate, SpecialDay> {
  let days = computed.get(year);
  if (days === undefined) {
    days = new Map(lawDays(year).map((day) => [day.date, day]));
    computed.set(year, days);
  }
  return days;
}
