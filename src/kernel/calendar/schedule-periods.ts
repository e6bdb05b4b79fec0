import { dateOf, endOfMonth, type IsoDate } from './dates.ts';
import type { Bound, Precision } from './schedule-model.ts';
import { after, matchAt, phrase, type Source } from './schedule-text.ts';
import { NUMBER, numberOf, YEARS } from './schedule-words.ts';

/** The year as written: in figures, as "năm sau", or not at all. */
export type YearWritten = { year: number } | { offset: number } | null;

/** Month (1–12) and day; day 0 is the month's last. */
export type MonthDay = readonly [month: number, day: number];

/** A stretch of the calendar as an expression names it. */
export interface Period {
  precision: Precision;
  year: YearWritten;
  /** Years from the first to the last ("giai đoạn 2025-2030": 5). */
  lasting: number;
  from: MonthDay;
  to: MonthDay;
}

export interface Atom {
  end: number;
  /** Null: it has the shape of a date, but the calendar has no such day, month or quarter. */
  period: Period | null;
  /** What a following bare number continues: "quý I, II", "tháng 6, 12", "năm 2025, 2026". */
  counts: Counted | null;
}

export type Counted = 'month' | 'quarter' | 'year';

type Groups = Record<string, string | undefined>;
interface Rule {
  pattern: RegExp;
  /** A period; null when impossible; undefined when this is something else after all. */
  read: (groups: Groups, source: Source, start: number) => Period | null | undefined;
  counts?: Counted;
}

const RELATIVE: Record<string, number> = { nay: 0, này: 0, sau: 1, tới: 1, 'tiếp theo': 1, 'kế tiếp': 1, trước: -1 };
const WORD = `\\d{4}|${Object.keys(RELATIVE).join('|')}`;
/** "/2025", "-2025", " 2025", " năm 2025", ", năm 2025", " của năm sau". */
export const YEAR = `(?:(?: ,)?(?: của)?(?: [/.-])? năm (?<word>${WORD})(?! học)|(?: [/.-])? (?<digits>\\d{4}))?`;
const YEAR_WORD = `(?:(?: của)? năm (?<word>${WORD}))?`;
const YEAR_TAIL = `(?: (?<word>${WORD}))?`;
const SHORT_YEAR = ' / (?<digits>\\d{2})';
const MONTH = `(?<m>${NUMBER}|năm(?= năm| /))(?! lần)`;
const QUARTER = '(?<q>[ivx]+|\\d{1,2}|nhất|một|hai|ba|tư|bốn)(?! lần)';

/** In order: the longer reading first. */
const RULES: Rule[] = [
  {
    pattern: phrase('(?:ngày )?(?<d>\\d{1,2}) [/.-] (?<m>\\d{1,2}) [/.-] (?<digits>\\d{4}|\\d{2}(?! [/.-] \\d))'),
    read: readDay,
  },
  { pattern: phrase('(?<digits>\\d{4}) - (?<m>\\d{2}) - (?<d>\\d{2})'), read: readDay },
  {
    pattern: phrase(`(?:ngày )?(?:mùng )?(?<d>\\d{1,2}) (?:của )?(?:tháng|t) (?<m>\\d{1,2})(?! lần)${YEAR}`),
    read: readDay,
  },
  { pattern: phrase(`ngày (?<d>\\d{1,2}) [/.-] (?<m>\\d{1,2})${YEAR_WORD}`), read: readDay },
  {
    pattern: phrase(`(?<d>\\d{1,2}) / (?<m>\\d{1,2})${YEAR_WORD}`),
    read: readBareDay,
  },
  {
    pattern: phrase(`(?<n>${NUMBER}) tháng (?<point>đầu|cuối)(?:(?: của)? năm)?${YEAR_TAIL}`),
    read: readMonthsOfYear,
  },
  {
    pattern: phrase(`nửa (?:năm )?(?<point>đầu|cuối)(?: của)?(?: năm)?(?! tháng)${YEAR_TAIL}(?! học)`),
    read: (groups) => readMonthsOfYear({ ...groups, n: '6' }),
  },
  {
    pattern: phrase(`(?:(?<n>${NUMBER}) ngày|(?<half>nửa)) (?<point>đầu|cuối)(?: của)? tháng ${MONTH}${YEAR}`),
    read: (groups) => {
      const day = groups.point === 'cuối' ? 0 : groups.half === undefined ? numberOf(groups.n) : 15;
      return within(groups, 'day', day === null ? null : [numberOf(groups.m) ?? 0, day]);
    },
  },
  { pattern: phrase(`(?<point>đầu|giữa|cuối) tháng ${MONTH}${YEAR}`), read: readPointOfMonth },
  { pattern: phrase(`tuần cuối(?: cùng)?(?: của)? tháng ${MONTH}${YEAR}`), read: readMonth },
  // No article says which day the beginning or the middle of a quarter is, or how the weeks of a month are counted.
  { pattern: phrase(`(?:đầu|giữa|nửa đầu) (?:quý|q)(?: \\.)? ${QUARTER}${YEAR}`), read: () => null },
  {
    pattern: phrase(
      `(?:tuần (?:đầu|thứ )?(?:tiên )?(?:${NUMBER})?|thượng tuần|trung tuần) ?(?:của )?tháng ${MONTH}${YEAR}`,
    ),
    read: () => null,
  },
  { pattern: phrase(`(?:tháng|t(?: \\.)?) ${MONTH}${SHORT_YEAR}`), read: readMonth },
  { pattern: phrase(`(?:tháng|t(?: \\.)?) ${MONTH}${YEAR}`), read: readMonth, counts: 'month' },
  { pattern: phrase('(?<m>\\d{1,2}) [/.-] (?<digits>\\d{4})'), read: readMonth },
  {
    pattern: phrase(`(?:cuối )?(?:quý|q)(?: \\.)? ${QUARTER}${YEAR}(?! [ivx]+(?: |$))`),
    read: readQuarter,
    counts: 'quarter',
  },
  { pattern: phrase(`q(?<q>i{1,3}|iv)${YEAR}`), read: readQuarter, counts: 'quarter' },
  {
    pattern: phrase(`quý (?<point>đầu|cuối)(?: của)? năm${YEAR_TAIL}`),
    read: (groups) => readQuarter({ ...groups, q: groups.point === 'đầu' ? '1' : '4' }),
  },
  {
    pattern: phrase(`tháng (?<point>đầu|cuối)(?: của)? năm${YEAR_TAIL}`),
    read: (groups) => readMonth({ ...groups, m: groups.point === 'đầu' ? '1' : '12' }),
  },
  {
    pattern: phrase(
      '(?:giai đoạn |thời kỳ |nhiệm kỳ )?(?:từ )?(?:các )?(?:năm )?(?<digits>\\d{4}) (?:-|đến|tới)(?: hết)?(?: năm)? (?<last>\\d{4})',
    ),
    read: readYears,
  },
  { pattern: phrase(`(?<point>đầu|giữa|cuối) năm${YEAR_TAIL}`), read: readPointOfYear },
  {
    pattern: phrase(`(?:các )?năm (?:ngân sách |tài chính |kế hoạch )?(?<word>${WORD})`),
    read: readNamedYear,
    counts: 'year',
  },
  { pattern: phrase('(?:trong|cả|hết|suốt|trọn|vào) năm(?! \\d{4})'), read: readYear },
  { pattern: phrase('(?<digits>\\d{4})(?= [,;.()]|$)'), read: readBareYear },
];

/** A single date or period that starts exactly here; null when there is none. */
export function readAtom(source: Source, start: number): Atom | null {
  for (const rule of RULES) {
    const match = matchAt(source, rule.pattern, start);
    if (match === null) continue;
    const period = rule.read(match.groups ?? {}, source, start);
    if (period === undefined) continue;
    const end = start + match[0].length;
    const lunar = matchAt(source, LUNAR, after(source, end));
    if (lunar !== null) return { end: lunar.index + lunar[0].length, period: null, counts: null };
    return { end, period, counts: period === null ? null : (rule.counts ?? null) };
  }
  return null;
}

const LUNAR = phrase('\\(? ?(?:theo )?(?:âm lịch|al)(?: \\))?');

/** The period with this number, for the bare numbers of a list ("quý I, II"). Null when impossible. */
export function countedPeriod(counted: Counted, number: string, groups: Groups): Period | null {
  if (counted === 'month') return readMonth({ ...groups, m: number });
  if (counted === 'quarter') return readQuarter({ ...groups, q: number });
  return readYear({ word: number });
}

/**
 * The date that the period stands for in the given year: its last day; after "trước" its first, since work due
 * "trước tháng 6" has to be done before June begins. Null when that year has no such day.
 */
export function dueOf(period: Period, year: number, bound: Bound): IsoDate | null {
  const [month, day] = bound === 'before' && period.precision !== 'day' ? period.from : period.to;
  const inYear = bound === 'before' ? year : year + period.lasting;
  return day === 0 ? endOfMonth(inYear, month) : dateOf(inYear, month, day);
}

function yearOf(groups: Groups): YearWritten | undefined {
  const text = groups.word ?? groups.digits;
  if (text === undefined) return null;
  const offset = RELATIVE[text];
  if (offset !== undefined) return { offset };
  const year = text.length === 2 ? 2000 + Number(text) : Number(text);
  return year >= YEARS.first && year <= YEARS.last ? { year } : undefined;
}

function stretch(groups: Groups, precision: Precision, from: MonthDay, to: MonthDay): Period | null {
  const year = yearOf(groups);
  return year === undefined ? null : { precision, year, lasting: 0, from, to };
}

function within(groups: Groups, precision: Precision, day: MonthDay | null): Period | null {
  if (day === null || day[0] < 1 || day[0] > 12) return null;
  const year = yearOf(groups);
  // Without a year 29/02 may exist; with one the calendar decides.
  const sample = year !== null && year !== undefined && 'year' in year ? year.year : 2024;
  return day[1] !== 0 && dateOf(sample, ...day) === null ? null : stretch(groups, precision, day, day);
}

function readDay(groups: Groups): Period | null {
  return within(groups, 'day', [Number(groups.m), Number(groups.d) || 32]);
}

const AFTER_BOUND = /(?:^| )(?:trước|hết|nhất|hơn|vào|xong) $/u;
const ENDS_THERE = phrase('[,;.:()+&-]|và|đến|tới|hằng|mỗi');

/** "30/6" alone or after "trước"; but "2/3 số đơn vị" and "31/75" are fractions, not dates and not failed dates. */
function readBareDay(groups: Groups, source: Source, start: number): Period | null | undefined {
  const end = start + (groups.d?.length ?? 0) + (groups.m?.length ?? 0) + 3;
  const ends = end >= source.words.length || matchAt(source, ENDS_THERE, after(source, end)) !== null;
  if (groups.word !== undefined) return readDay(groups);
  return ends || AFTER_BOUND.test(source.words.slice(0, start)) ? (readDay(groups) ?? undefined) : undefined;
}

function readMonth(groups: Groups): Period | null {
  const month = groups.m === 'năm' ? 5 : (numberOf(groups.m) ?? 0);
  return month >= 1 && month <= 12 ? stretch(groups, 'month', [month, 1], [month, 0]) : null;
}

function readQuarter(groups: Groups): Period | null {
  const roman = ['i', 'ii', 'iii', 'iv'].indexOf(groups.q ?? '') + 1;
  const quarter = roman > 0 ? roman : groups.q === 'nhất' ? 1 : (numberOf(groups.q) ?? 0);
  return quarter >= 1 && quarter <= 4 ? stretch(groups, 'quarter', [quarter * 3 - 2, 1], [quarter * 3, 0]) : null;
}

/** "6 tháng đầu năm", "9 tháng đầu năm", "3 tháng cuối năm": as exact as the calendar period that ends with it. */
function readMonthsOfYear(groups: Groups): Period | null {
  const count = numberOf(groups.n) ?? 0;
  if (count < 1 || count > 12) return null;
  const precision = count === 12 ? 'year' : count === 6 ? 'half-year' : count % 3 === 0 ? 'quarter' : 'month';
  return groups.point === 'đầu'
    ? stretch(groups, precision, [1, 1], [count, 0])
    : stretch(groups, precision, [13 - count, 1], [12, 0]);
}

/** BLDS 2015 Đ.146 k.3: beginning, middle and end of a month are its 1st, 15th and last day. */
function readPointOfMonth(groups: Groups): Period | null {
  const day = { đầu: 1, giữa: 15, cuối: 0 }[groups.point ?? ''];
  return day === undefined ? null : within(groups, 'day', [numberOf(groups.m) ?? 0, day]);
}

/** BLDS 2015 Đ.146 k.3: beginning, middle and end of a year are 1 January, 30 June and 31 December. */
function readPointOfYear(groups: Groups): Period | null {
  const day = ({ đầu: [1, 1], giữa: [6, 0], cuối: [12, 0] } as Record<string, MonthDay>)[groups.point ?? ''];
  return within(groups, 'day', day ?? null);
}

function readYear(groups: Groups): Period | null {
  return stretch(groups, 'year', [1, 1], [12, 0]);
}

const BELONGS_TO = /(?:kế hoạch|báo cáo|chỉ số|chương trình|công tác|dự toán|ngân sách|kết quả|cchc|index|tổng kết) $/u;

/** "Kế hoạch năm 2024", "Chỉ số năm 2024": the year of a thing, not of the work. */
function readNamedYear(groups: Groups, source: Source, start: number): Period | null | undefined {
  return BELONGS_TO.test(source.words.slice(0, start)) ? undefined : readYear(groups);
}

function readYears(groups: Groups): Period | null {
  const period = readYear(groups);
  const lasting = Number(groups.last) - Number(groups.digits);
  return period === null || lasting < 0 || lasting > 50 ? null : { ...period, lasting };
}

/** A bare "2025" is a year only where nothing but a time word stands before it. */
function readBareYear(groups: Groups, source: Source, start: number): Period | undefined {
  const before = source.words.slice(0, start);
  if (!/(?:^|[,;:.(-] |(?:trước|trong|hết|đến|cuối|nhất|là) )$/u.test(before)) return undefined;
  return readYear(groups) ?? undefined;
}
