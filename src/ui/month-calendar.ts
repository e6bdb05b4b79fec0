import { addDays, dateOf, endOfMonth, isIsoDate, partsOf, weekday, type IsoDate } from '#kernel/calendar/dates.ts';
import { ENGLISH_MONTHS, type Language, type Text } from '#kernel/language.ts';
import type { Tone } from './charts.ts';

/** The grid of a month with what falls on its days, apart from its drawing. */

/** A month as in an address: `2025-03`. */
export type Month = string & { readonly __month: unique symbol };

/** What falls on a day. */
export interface CalendarItem {
  key: string;
  day: IsoDate;
  text: string;
  href: string;
  tone?: Tone;
  /** The state in a word, read aloud and shown in the list: "Quá hạn". */
  state?: string;
}

/** A day that is not as its weekday says: off (holiday, in lieu, exchanged) or a weekend worked in exchange. */
export interface CalendarNote {
  day: IsoDate;
  kind: 'off' | 'worked';
  name: string;
}

export interface CalendarDay {
  date: IsoDate;
  /** Of the month shown; days of its neighbours fill the weeks. */
  inside: boolean;
  today: boolean;
  working: boolean;
  note: string | null;
  items: CalendarItem[];
  /** How many more than `items` the day has. */
  more: number;
}

/** Years that a calendar is asked for; beyond them dates do not compare as text. */
const MONTH = /^(?:19|20|21)\d{2}-(0[1-9]|1[0-2])$/;
/** Monday to Sunday. */
export const WEEKDAYS: readonly { short: Text; long: Text }[] = [
  { short: { vi: 'T2', en: 'Mon' }, long: { vi: 'Thứ Hai', en: 'Monday' } },
  { short: { vi: 'T3', en: 'Tue' }, long: { vi: 'Thứ Ba', en: 'Tuesday' } },
  { short: { vi: 'T4', en: 'Wed' }, long: { vi: 'Thứ Tư', en: 'Wednesday' } },
  { short: { vi: 'T5', en: 'Thu' }, long: { vi: 'Thứ Năm', en: 'Thursday' } },
  { short: { vi: 'T6', en: 'Fri' }, long: { vi: 'Thứ Sáu', en: 'Friday' } },
  { short: { vi: 'T7', en: 'Sat' }, long: { vi: 'Thứ Bảy', en: 'Saturday' } },
  { short: { vi: 'CN', en: 'Sun' }, long: { vi: 'Chủ nhật', en: 'Sunday' } },
];

/** Reads a month of an address; what is none becomes the month of the given day. */
export function readMonth(text: string | null, today: IsoDate): Month {
  const month = text?.trim() ?? '';
  return (MONTH.test(month) && isIsoDate(`${month}-01`) ? month : today.slice(0, 7)) as Month;
}

/** So many months later (earlier when negative), held to the years 1 to 9999. */
export function monthAfter(month: Month, months: number): Month {
  const count = Math.min(9999 * 12 + 11, Math.max(12, numberOf(month) + months));
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}` as Month;
}

/** Tháng 3 năm 2025; March 2025. */
export function monthName(month: Month, language: Language): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return language === 'vi' ? `Tháng ${number} năm ${year}` : `${ENGLISH_MONTHS[number - 1]} ${year}`;
}

/** First and last day of the grid, so that a page asks only for what is shown. */
export function gridRange(month: Month): { from: IsoDate; to: IsoDate } {
  const year = Number(month.slice(0, 4));
  const first = dateOf(year, Number(month.slice(5)), 1)!;
  const last = endOfMonth(year, Number(month.slice(5)));
  return { from: addDays(first, 1 - weekday(first)), to: addDays(last, 7 - weekday(last)) };
}

/**
 * The weeks of a month, Monday first, four to six of them. Each day keeps at most `most` items in the order given and counts the rest;
 * one more than `most` is shown instead of "1 more".
 */
export function monthGrid(
  month: Month,
  items: readonly CalendarItem[],
  { today, notes = [], most = 3 }: { today: IsoDate; notes?: readonly CalendarNote[]; most?: number },
): CalendarDay[][] {
  const { from, to } = gridRange(month);
  const byDay = Map.groupBy(items, ({ day }) => day);
  const noteOf = new Map(notes.map((note) => [note.day, note]));
  const weeks: CalendarDay[][] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const [all, note] = [byDay.get(date) ?? [], noteOf.get(date)];
    const shown = all.length <= most + 1 ? all : all.slice(0, most);
    if (weekday(date) === 1) weeks.push([]);
    weeks.at(-1)!.push({
      date,
      inside: date.startsWith(month),
      today: date === today,
      working: note ? note.kind === 'worked' : weekday(date) <= 5,
      note: note?.name ?? null,
      items: shown,
      more: all.length - shown.length,
    });
  }
  return weeks;
}

/** The number of the day, with the month where a neighbour's days begin: 31, 1/4, 2. */
export function dayNumber(date: IsoDate, inside: boolean): string {
  const { month, day } = partsOf(date);
  return inside ? String(day) : `${day}/${month}`;
}

function numberOf(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}
