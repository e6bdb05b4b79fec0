import { addDays, endOfMonth, type IsoDate, isoDate, partsOf, weekday } from './dates.ts';
import type { Recurrence } from './schedule-model.ts';

/**
 * The due dates of a rhythm from the first day to the last, both included, in order. Where the text names no day, work
 * is due by the end of each period (Sunday, last day of the month …); "02 lần/năm" is due, all of it, by the end of the
 * year. For a day rule "trước …" the date is the one written, and the work must be done the day before.
 * `isWorkingDay` is asked only for "ngày làm việc cuối cùng".
 */
export function occurrences(
  recurrence: Recurrence,
  from: IsoDate,
  to: IsoDate,
  isWorkingDay: (date: IsoDate) => boolean,
): IsoDate[] {
  if (from > to) return [];
  if (recurrence.every === 'day') return daysFrom(from, to, 1);
  if (recurrence.every === 'week') return inWeeks(recurrence, from, to, isWorkingDay);
  const due: IsoDate[] = [];
  const first = partsOf(from).year;
  const last = partsOf(to).year;
  // A day "of the next month" belongs to a period of the year before.
  for (let year = Math.max(first - 1, 1); year <= last; year += 1) {
    for (const [firstMonth, lastMonth] of periodsOf(recurrence)) {
      const date = dueIn(recurrence, year, firstMonth, lastMonth, isWorkingDay);
      if (date !== null && date >= from && date <= to) due.push(date);
    }
  }
  return due.sort();
}

const MONTHS_IN = { month: 1, quarter: 3, 'half-year': 6, year: 12 };

function periodsOf(recurrence: Recurrence): [first: number, last: number][] {
  if (recurrence.months !== null) return recurrence.months.map((month) => [month, month]);
  const length = MONTHS_IN[recurrence.every as keyof typeof MONTHS_IN];
  return Array.from({ length: 12 / length }, (_, index) => [index * length + 1, (index + 1) * length]);
}

function dueIn(
  { dayRule }: Recurrence,
  year: number,
  firstMonth: number,
  lastMonth: number,
  isWorkingDay: (date: IsoDate) => boolean,
): IsoDate | null {
  const end = endOfMonth(year, lastMonth);
  if (dayRule?.on === 'last-working-day') return lastWorkingDay(end, isWorkingDay);
  if (dayRule?.on !== 'day') return end;
  if (dayRule.month === 'next') {
    return lastMonth === 12 ? dayOf(year + 1, 1, dayRule.day) : dayOf(year, lastMonth + 1, dayRule.day);
  }
  return dayOf(year, dayRule.month === 'first-of-period' ? firstMonth : lastMonth, dayRule.day);
}

/** BLDS 2015 Đ.148 k.3: a month without that day has it on its last day. */
function dayOf(year: number, month: number, day: number): IsoDate {
  const end = endOfMonth(year, month);
  return partsOf(end).day <= day ? end : isoDate(`${end.slice(0, 8)}${String(day).padStart(2, '0')}`);
}

function inWeeks(
  { dayRule }: Recurrence,
  from: IsoDate,
  to: IsoDate,
  isWorkingDay: (date: IsoDate) => boolean,
): IsoDate[] {
  const day = dayRule?.on === 'weekday' ? dayRule.weekday : 7;
  const first = addDays(from, (day - weekday(from) + 7) % 7);
  if (dayRule?.on !== 'last-working-day') return daysFrom(first, to, 7);
  return daysFrom(first, addDays(to, 6), 7).flatMap((sunday) => {
    const date = lastWorkingDay(sunday, isWorkingDay, 6);
    return date !== null && date >= from && date <= to ? [date] : [];
  });
}

/** Null when the whole period is off (the Tết week). */
function lastWorkingDay(end: IsoDate, isWorkingDay: (date: IsoDate) => boolean, back = 27): IsoDate | null {
  for (let days = 0; days <= back; days += 1) {
    const date = addDays(end, -days);
    if (isWorkingDay(date)) return date;
  }
  return null;
}

function daysFrom(first: IsoDate, to: IsoDate, step: number): IsoDate[] {
  const days: IsoDate[] = [];
  for (let date = first; date <= to; date = addDays(date, step)) days.push(date);
  return days;
}
