import type { IsoDate } from './dates.ts';
import { every, everyYearAfter } from './schedule-recurrences.ts';
import { type Item, readItems } from './schedule-items.ts';
import type { Recurrence, Schedule, SchedulePart } from './schedule-model.ts';
import { dueOf, type YearWritten } from './schedule-periods.ts';
import { yearlyRhythms } from './schedule-named-months.ts';
import { cleanText, readSource, type Source, written } from './schedule-text.ts';
import { YEARS } from './schedule-words.ts';

export { isLate, lastDayInTime } from './schedule-lateness.ts';

/**
 * Reads a schedule expression of a plan ("Tiến độ", "Thời hạn"): "Quý I/2025", "Trước ngày 20 của tháng cuối quý",
 * "Sau khi có hướng dẫn của Bộ". A year that is not written is `context.year`, the plan's; without it the due date
 * stays null and the precision is kept. Never fails: what cannot be read is a conditional part for a person to look at.
 */
export function parseSchedule(text: string, context: { year: number | null }): Schedule {
  const source = readSource(text);
  const items = withRhythmsJoined(source, withNamedMonths(source, readItems(source)));
  const drafts = withDates(source, items, sensible(context.year));
  const parts = drafts.map((draft, index) => partOf(source, draft, drafts[index - 1], drafts[index + 1]));
  const leading = leadingOf(parts);
  if (leading === undefined) {
    const nothing = conditional(cleanText(text), cleanText(text));
    return { ...nothing, text, parts: [nothing], understood: false };
  }
  const unread = cleanText(text.slice(source.length));
  const last = parts.at(-1) ?? leading;
  if (unread !== '') last.text = `${last.text} ${unread}`;
  const understood = drafts.some((draft) => draft.item.what !== 'impossible');
  if (!understood) {
    for (const part of parts) part.event = part.text;
    return { ...leading, text, event: cleanText(text), parts, understood };
  }
  return { ...leading, text, parts, understood };
}

/** What is said first governs, except that "theo chỉ đạo …, thường xuyên" is permanent work under a condition. */
function leadingOf(parts: SchedulePart[]): SchedulePart | undefined {
  const first = parts[0];
  if (first?.kind !== 'conditional') return first;
  return parts.find((part) => part.kind === 'continuous') ?? first;
}

function sensible(year: number | null): number | null {
  return year !== null && Number.isInteger(year) && year >= YEARS.first && year <= YEARS.last ? year : null;
}

const AND = /^ (?:\( [^()]{0,60} \) )?(?:(?:,|và|&|\+|;|, và|hoặc) )?(?:(?:vào|trong|cả|hết|đến) )*$/u;

/** Positions of neighbouring periods that are named in one breath ("Quý I, quý III/2025"). */
function groupsOf(source: Source, items: Item[]): Item[][] {
  const groups: Item[][] = [];
  for (const item of items) {
    const previous = groups.at(-1)?.at(-1);
    const joins =
      previous?.what === 'period' && item.what === 'period' && AND.test(source.words.slice(previous.end, item.start));
    if (joins) groups.at(-1)?.push(inherited(item, previous));
    else groups.push([item]);
  }
  return groups;
}

/** "Trước 15/6 và 15/12": the second date is as strict as the first. */
function inherited(item: Item & { what: 'period' }, previous: Item & { what: 'period' }): Item {
  const same = item.period.precision === previous.period.precision;
  return !item.ownBound && same ? { ...item, bound: previous.bound } : item;
}

/** Turns "Tháng 6, tháng 12", "ngày 15/12 hằng năm" and "hằng năm (quý IV)" into the yearly rhythms that they are. */
function withNamedMonths(source: Source, items: Item[]): Item[] {
  const groups = groupsOf(source, items);
  const result: Item[] = [];
  for (const group of groups) {
    const first = group[0];
    const last = group.at(-1);
    if (first === undefined || last === undefined) continue;
    const periods = group.filter((item) => item.what === 'period');
    const previous = result.at(-1);
    const dated = periods.some((item) => item.period.year !== null || item.period.precision === 'year');
    const yearlyBefore =
      previous?.what === 'rhythm' &&
      isBareYear(previous.recurrence) &&
      /^ (?:[,(:] )?(?:vào )?$/u.test(source.words.slice(previous.end, first.start));
    const yearlyAfter = everyYearAfter(source, last.end);
    const months =
      periods.length > 1 && periods.every((item) => item.period.precision === 'month' && item.bound === 'by');
    if (periods.length === 0 || dated || !(yearlyBefore || yearlyAfter !== null || months)) {
      result.push(...group);
      continue;
    }
    const start = yearlyBefore ? previous.start : first.start;
    if (yearlyBefore) result.pop();
    result.push(...yearlyRhythms(periods, start, yearlyAfter ?? last.end));
  }
  return result.filter((item, index) => index === 0 || item.start >= (result[index - 1]?.end ?? 0));
}

function isBareYear(recurrence: Recurrence | null): boolean {
  return recurrence?.every === 'year' && !recurrence.months && !recurrence.times && !recurrence.dayRule;
}

/** "Hằng quý, trước ngày 20 của tháng cuối quý" and "Hằng tháng (trước ngày 25)" are one statement each. */
function withRhythmsJoined(source: Source, items: Item[]): Item[] {
  const result: Item[] = [];
  items.forEach((item, index) => {
    const previous = result.at(-1);
    const before = previous?.what === 'rhythm' ? previous.recurrence : null;
    const near = previous !== undefined && !/ (?:và|;) /u.test(source.words.slice(previous.end, item.start));
    if (item.what === 'day-of-month') {
      if (previous?.what === 'rhythm' && near && before?.every === 'month' && before.dayRule === null)
        result[result.length - 1] = { ...previous, end: item.end, recurrence: { ...before, dayRule: item.dayRule } };
      else if (sharesMonthWith(source, item, items[index + 1]))
        result.push({ ...item, what: 'rhythm', recurrence: every('month', { dayRule: item.dayRule }) });
      return;
    }
    const more = item.what === 'rhythm' ? item.recurrence : null;
    const completes = before !== null && more !== null && before.every === more.every && before.dayRule === null;
    const named = previous?.what === 'rhythm' && PERIODICALLY.test(source.words.slice(previous.start, previous.end));
    if (near && named && more !== null) result[result.length - 1] = { ...item, start: previous.start };
    else if (
      previous?.what === 'rhythm' &&
      near &&
      completes &&
      more.dayRule !== null &&
      !before.months &&
      !before.times
    )
      result[result.length - 1] = { ...previous, end: item.end, recurrence: more };
    else result.push(item);
  });
  return result;
}

const PERIODICALLY = /^(?:theo )?định kỳ$/u;

/** "Ngày 15 và ngày 30 hằng tháng": the first day belongs to the same months. */
function sharesMonthWith(source: Source, item: Item, next: Item | undefined): boolean {
  const monthly = next?.what === 'rhythm' && next.recurrence?.every === 'month' && next.recurrence.dayRule !== null;
  return next !== undefined && monthly && AND.test(source.words.slice(item.end, next.start));
}

interface Draft {
  item: Item;
  due: IsoDate | null;
}

/** Gives every deadline its year: its own, that of the list it stands in, the one said last, or the plan's. */
function withDates(source: Source, items: Item[], planYear: number | null): Draft[] {
  const drafts: Draft[] = [];
  let said: number | null = null;
  for (const group of groupsOf(source, items)) {
    const periods = group.filter((item) => item.what === 'period');
    group.forEach((item) => {
      if (item.what !== 'period') return drafts.push({ item, due: null });
      const following = periods.slice(periods.indexOf(item)).map((later) => later.period.year);
      const writtenYear: YearWritten =
        item.period.year ?? following.find((year) => year !== null && 'year' in year) ?? null;
      const base = said ?? planYear;
      const year: number | null =
        writtenYear === null
          ? base
          : 'year' in writtenYear
            ? writtenYear.year
            : base === null
              ? null
              : base + writtenYear.offset;
      if (item.period.year !== null && 'year' in item.period.year) said = item.period.year.year;
      const due = year === null ? null : dueOf(item.period, year, item.bound);
      const impossible = year !== null && due === null;
      return drafts.push(impossible ? { item: { ...item, what: 'impossible' }, due } : { item, due });
    });
  }
  return drafts;
}

/** Words between two statements belong to the one on their side of the first separator; without one, to the second. */
function boundary(source: Source, end: number, nextStart: number): number {
  const between = source.words.slice(end, nextStart);
  const aside = /^ \([^()]*\)/u.exec(between)?.[0].length ?? 0;
  const cut = aside > 0 ? aside : between.search(/ [,;(]/u);
  return cut < 0 ? end : end + cut;
}

function partOf(
  source: Source,
  { item, due }: Draft,
  previous: Draft | undefined,
  next: Draft | undefined,
): SchedulePart {
  const start = previous === undefined ? 0 : boundary(source, previous.item.end, item.start);
  const end = next === undefined ? source.words.length : boundary(source, item.end, next.item.start);
  const text = written(source, start, end) || source.clean;
  const nothing = { text, due: null, bound: null, precision: null, recurrence: null, event: null };
  switch (item.what) {
    case 'period':
      return { ...nothing, kind: 'deadline', due, bound: item.bound, precision: item.period.precision };
    case 'rhythm':
      return { ...nothing, kind: 'recurring', recurrence: item.recurrence };
    case 'continuous':
      return { ...nothing, kind: 'continuous' };
    default:
      return conditional(text, written(source, item.start, item.end) || text);
  }
}

function conditional(text: string, event: string): SchedulePart {
  return {
    text,
    kind: 'conditional',
    due: null,
    bound: null,
    precision: null,
    recurrence: null,
    event: event === '' ? null : event,
  };
}
