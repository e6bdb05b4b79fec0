import { addDays, daysBetween, endOfMonth, isoDate, partsOf, type IsoDate } from '#kernel/calendar/dates.ts';
import { ENGLISH_MONTHS, type Language } from '#kernel/language.ts';
import type { Tone } from './charts.ts';

/** Arithmetic of the timeline of tasks, in per cent of its width, apart from its drawing. */

/** Something dated on a row: a report that came in, an extension granted, any other fact. */
export interface GanttEvent {
  at: IsoDate;
  label: string;
  kind: 'report' | 'extension' | 'other';
}

/** One line of the timeline. Whether it is late is said by whoever made it; the picture derives nothing. */
export interface GanttRow {
  key: string;
  label: string;
  href?: string;
  /** Who answers for it, in few words. */
  who?: string;
  /** null: from a day that nobody named; only the due day is drawn. */
  start: IsoDate | null;
  /** null: without an end (continuous work), or not known. */
  due: IsoDate | null;
  doneOn?: IsoDate | null;
  /** What was promised first; drawn as a thin bar beneath when given. */
  first?: { start?: IsoDate | null; due: IsoDate };
  tone: Tone;
  /** The state in words: "Quá hạn 4 ngày". */
  state: string;
  /** From the due day to the day of completion, or to today, stands a late tail. */
  late?: boolean;
  events?: readonly GanttEvent[];
  /** Keys of rows that come before this one. */
  after?: readonly string[];
}

export interface GanttGroup {
  key: string;
  label: string;
  href?: string;
  rows: readonly GanttRow[];
  /** Unfolded; true when absent. */
  open?: boolean;
  /** How many rows it has on all pages together, when this page shows only some. */
  total?: number;
}

/** A part of the axis with its name. */
export interface Tick {
  label: string;
  start: number;
  width: number;
}

export interface Axis {
  from: IsoDate;
  /** Last day shown. */
  to: IsoDate;
  unit: 'month' | 'quarter' | 'year';
  ticks: Tick[];
  /** The years above months and quarters; none when the ticks are years. */
  years: Tick[];
}

const STEPS = { month: 1, quarter: 3, year: 12 } as const;
/** Longest course in months for each unit. */
const LONGEST: readonly (readonly [Axis['unit'], number])[] = [
  ['month', 18],
  ['quarter', 60],
];
const ROMAN = ['I', 'II', 'III', 'IV'];

/**
 * The header for a course: months up to a year and a half, quarters up to five years, then years, widened to whole units.
 * Turned-round dates are put right.
 */
export function axisOf(first: IsoDate, last: IsoDate, language: Language): Axis {
  const [a, b] = first <= last ? [partsOf(first), partsOf(last)] : [partsOf(last), partsOf(first)];
  const span = (b.year - a.year) * 12 + b.month - a.month + 1;
  const unit = LONGEST.find(([, months]) => span <= months)?.[0] ?? 'year';
  const step = STEPS[unit];
  const begin = a.year * 12 + Math.floor((a.month - 1) / step) * step;
  const end = b.year * 12 + Math.floor((b.month - 1) / step) * step + step;
  const from = firstDay(begin);
  const to = addDays(firstDay(end), -1);
  const days = daysBetween(from, to) + 1;
  const part = (month: number, months: number, label: string): Tick => {
    const [left, right] = [Math.max(month, begin), Math.min(month + months, end)];
    const start = (daysBetween(from, firstDay(left)) / days) * 100;
    return { label, start, width: (daysBetween(firstDay(left), firstDay(right)) / days) * 100 };
  };
  const ticks: Tick[] = [];
  for (let month = begin; month < end; month += step) ticks.push(part(month, step, nameOf(month, unit, language)));
  const years: Tick[] = [];
  if (unit !== 'year')
    for (let year = a.year; year * 12 < end; year += 1) years.push(part(year * 12, 12, String(year)));
  return { from, to, unit, ticks, years };
}

function firstDay(month: number): IsoDate {
  return isoDate(`${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`);
}

function nameOf(month: number, unit: Axis['unit'], language: Language): string {
  if (unit === 'year') return String(Math.floor(month / 12));
  if (unit === 'quarter') return `${language === 'vi' ? 'Quý ' : 'Q'}${ROMAN[(month % 12) / 3]}`;
  return language === 'vi' ? `T${(month % 12) + 1}` : ENGLISH_MONTHS[month % 12]!.slice(0, 3);
}

/** A stretch of the axis; `cut` where it goes on beyond an edge of the picture. */
export interface Span {
  start: number;
  width: number;
  cutLeft: boolean;
  cutRight: boolean;
}

/** Where the day begins, in per cent; not held to the picture's edges. */
export function placeOf(axis: Axis, day: IsoDate): number {
  return (daysBetween(axis.from, day) / (daysBetween(axis.from, axis.to) + 1)) * 100;
}

/** From the beginning of the first day to the end of the last, as far as the picture shows it; null when outside. */
export function spanOf(axis: Axis, first: IsoDate, last: IsoDate): Span | null {
  if (last < first || last < axis.from || first > axis.to) return null;
  const [cutLeft, cutRight] = [first < axis.from, last > axis.to];
  const start = cutLeft ? 0 : placeOf(axis, first);
  return { start, width: (cutRight ? 100 : placeOf(axis, addDays(last, 1))) - start, cutLeft, cutRight };
}

/** What one row draws. */
export interface Lane {
  bar: Span | null;
  /** The bar has no end of its own (continuous work). */
  endless: boolean;
  /** Only the due day is known: where its mark stands. */
  mark: number | null;
  tail: Span | null;
  promise: Span | null;
  events: (GanttEvent & { place: number })[];
  /** Everything of the row lies on this side of the picture. */
  outside: 'before' | 'after' | null;
}

/** Lays a row out on the axis as it stands on this day. */
export function laneOf(row: GanttRow, axis: Axis, today: IsoDate): Lane {
  const { start, due, first } = row;
  const last = due ?? (start === null ? null : axis.to);
  const end = row.doneOn ?? today;
  const tail = row.late && due !== null && end > due ? spanOf(axis, addDays(due, 1), end) : null;
  const inside = (day: IsoDate) => day >= axis.from && day <= axis.to;
  const bar = start !== null && last !== null ? spanOf(axis, start, last) : null;
  const promised = first?.start ?? start ?? first?.due;
  const lane: Lane = {
    bar,
    endless: bar !== null && due === null,
    mark: start === null && due !== null && inside(due) ? placeOf(axis, addDays(due, 1)) : null,
    tail,
    promise: first && promised ? spanOf(axis, promised < first.due ? promised : first.due, first.due) : null,
    events: (row.events ?? [])
      .filter(({ at }) => inside(at))
      .map((event) => ({ ...event, place: placeOf(axis, event.at) })),
    outside: null,
  };
  const dates = [start, due, row.doneOn ?? null].filter((day) => day !== null);
  if (lane.bar || lane.mark !== null || lane.tail || dates.length === 0) return lane;
  return { ...lane, outside: dates.every((day) => day < axis.from) ? 'before' : 'after' };
}

/** What an arrow between rows draws in one row: an upright at `x`, and in its last row the way to `to`. */
export interface ArrowPiece {
  x: number;
  half: 'upper' | 'lower' | 'whole';
  /** Where it meets the later row's bar: its beginning, or in a clash the part of it nearest to `x`. Only in that row. */
  to?: number;
  /** The later row begins before the earlier one is due. */
  clash: boolean;
}

/**
 * Cuts the arrows between rows of one group into pieces per row, so that rows may be of any height.
 * Arrows to rows that are not there, or that draw no bar, are left out; a row never points to itself.
 */
export function arrowsOf(rows: readonly GanttRow[], lanes: readonly Lane[]): ArrowPiece[][] {
  const pieces: ArrowPiece[][] = rows.map(() => []);
  const at = new Map(rows.map((row, index) => [row.key, index]));
  rows.forEach((row, to) => {
    for (const key of new Set(row.after)) {
      const from = at.get(key);
      const x = from === undefined ? null : endOf(lanes[from]!);
      const target = lanes[to]!.bar?.start ?? lanes[to]!.mark;
      if (from === undefined || from === to || x === null || target === null) continue;
      const [clash, down] = [target < x - 0.01, to > from];
      const meets = clash ? Math.min(x, endOf(lanes[to]!)!) : target;
      pieces[from]!.push({ x, half: down ? 'lower' : 'upper', clash });
      for (let row = Math.min(from, to) + 1; row < Math.max(from, to); row += 1)
        pieces[row]!.push({ x, half: 'whole', clash });
      pieces[to]!.push({ x, half: down ? 'upper' : 'lower', to: meets, clash });
    }
  });
  return pieces;
}

function endOf({ bar, mark }: Lane): number | null {
  return bar ? bar.start + bar.width : mark;
}

/** One page of a long timeline, its groups whole in their order, with where one is. */
export interface GanttPage {
  groups: GanttGroup[];
  page: number;
  last: number;
  /** First and last row of the page, counted from 1; 0 when there is none. */
  first: number;
  until: number;
  total: number;
}

/** Cuts groups into pages of at most so many rows. A page beyond the last is the last; below 1, the first. */
export function ganttPage(groups: readonly GanttGroup[], page: number, size = 100): GanttPage {
  const total = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const last = Math.max(1, Math.ceil(total / size));
  const current = Math.min(last, Math.max(1, Math.trunc(page) || 1));
  const [begin, end] = [(current - 1) * size, Math.min(total, current * size)];
  let before = 0;
  const shown = groups.flatMap((group): GanttGroup[] => {
    const rows = group.rows.slice(Math.max(0, begin - before), Math.max(0, end - before));
    before += group.rows.length;
    return rows.length === 0 ? [] : [{ ...group, rows, total: group.rows.length }];
  });
  return { groups: shown, page: current, last, first: total === 0 ? 0 : begin + 1, until: end, total };
}

/** The course that holds every row and today, for a picture without a frame of its own; the year of today when empty. */
export function courseOf(rows: readonly GanttRow[], today: IsoDate): { from: IsoDate; to: IsoDate } {
  const days = rows
    .flatMap((row) => [row.start, row.due, row.first?.due ?? null, row.doneOn ?? null])
    .filter((day) => day !== null);
  if (days.length === 0) {
    const { year } = partsOf(today);
    return { from: firstDay(year * 12), to: endOfMonth(year, 12) };
  }
  const sorted = [...days, today].sort();
  return { from: sorted[0]!, to: sorted.at(-1)! };
}
