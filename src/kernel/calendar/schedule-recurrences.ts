import type { Bound, DayRule, Recurrence } from './schedule-model.ts';
import { after, matchAt, phrase, type Source } from './schedule-text.ts';
import { NUMBER, numberOf, UNIT, UNIT_NAME, UNITS, WEEKDAYS } from './schedule-words.ts';

/** A rhythm that starts exactly here. `recurrence` is null where the text says that it recurs, but not how often. */
export interface Rhythm {
  end: number;
  recurrence: Recurrence | null;
}

type Groups = Record<string, string | undefined>;
interface Rule {
  pattern: RegExp;
  read: (groups: Groups) => Recurrence | null;
}

const EACH = '(?:hằng|mỗi|từng|các)';
const BEFORE = '(?:(?:chậm nhất |muộn nhất )?(?:là )?(?<before>trước) |vào |chậm nhất (?:là )?|muộn nhất (?:là )?)?';
const LAST = 'cuối(?: cùng)?(?: của)?';
const NEXT = 'sau|tiếp theo|kế tiếp|kế|liền kề(?: sau)?';
const ONCE = '(?:một|1|01) ';

/** In order: the longer reading first. */
const RULES: Rule[] = [
  {
    // "trước ngày 20 của tháng cuối quý", "ngày 05 tháng đầu quý sau", "ngày 15 tháng cuối năm"
    pattern: phrase(
      `${BEFORE}ngày (?<d>\\d{1,2})(?: của)?(?: ${EACH})? tháng (?<place>đầu|cuối)(?: tiên| cùng)?(?: của)?(?: ${EACH})? (?<unit>quý|năm|kỳ(?: báo cáo)?|6 tháng)(?! \\d| [ivx]+(?: |$))(?: (?<next>${NEXT}))?`,
    ),
    read: (g) => {
      const period = g.unit === undefined ? undefined : UNITS[g.unit];
      const month = g.next !== undefined ? 'next' : g.place === 'đầu' ? 'first-of-period' : 'last-of-period';
      const rule = onDay(g, month);
      return period === undefined || rule === null ? null : every(period.every, { dayRule: rule });
    },
  },
  {
    // "trước ngày 25 hằng tháng", "ngày 05 của tháng sau", "ngày 15 mỗi tháng"
    pattern: phrase(
      `${BEFORE}ngày (?<d>\\d{1,2})(?: ${EACH} tháng| (?:của )?tháng (?<next>${NEXT})| của tháng)(?! \\d)(?: ${EACH} tháng)?`,
    ),
    read: (g) => {
      const rule = onDay(g, g.next === undefined ? 'each' : 'next');
      return rule === null ? null : every('month', { dayRule: rule });
    },
  },
  {
    // "ngày 15 các tháng 3, 6, 9, 12"; "ngày 20 tháng 3, 6, 9, 12 hằng năm"
    pattern: phrase(
      `${BEFORE}ngày (?<d>\\d{1,2})(?: của)?(?: các)? tháng (?<months>\\d{1,2}(?: (?:,|và|;) (?:tháng )?\\d{1,2})+)(?! /| năm \\d| tháng| ngày)(?: ${EACH} năm)?`,
    ),
    read: (g) => {
      const months = (g.months ?? '').match(/\d+/g)?.map(Number) ?? [];
      const rule = onDay(g, 'each');
      return rule === null || months.some((month) => month < 1 || month > 12)
        ? null
        : every('year', { months, dayRule: rule });
    },
  },
  {
    // "ngày làm việc cuối cùng của tháng", "ngày cuối quý"
    pattern: phrase(
      `${BEFORE}ngày (?<working>làm việc )?${LAST}(?: ${EACH})? (?<unit>tuần|tháng|quý|năm)(?! \\d| [ivx]+(?: |$)| (?:này|nay|sau|tới))`,
    ),
    read: (g) =>
      every(unitOf(g), {
        dayRule: { on: g.working === undefined ? 'last-day' : 'last-working-day', bound: boundOf(g) },
      }),
  },
  {
    pattern: phrase(
      `${BEFORE}(?:sáng |chiều |ngày )?(?<weekday>${Object.keys(WEEKDAYS).join('|')})(?: (?:của )?(?:${EACH}|trong))? tuần(?! (?:đầu|cuối|này|sau|tới|\\d))`,
    ),
    read: onWeekday,
  },
  {
    pattern: phrase(`${BEFORE}(?:sáng |chiều |ngày )?(?:hằng|mỗi|các) (?<weekday>${Object.keys(WEEKDAYS).join('|')})`),
    read: onWeekday,
  },
  {
    // "cuối mỗi quý", "đầu tháng", "giữa tháng" (BLDS 2015 Đ.146 k.3 settles the days of a month, not of a quarter)
    pattern: phrase(
      `${BEFORE}(?<point>đầu|giữa|cuối)(?: ${EACH})? (?<unit>tháng|quý)(?! \\d| [ivx]+(?: |$)| (?:này|nay|sau|tới|đầu|cuối|một|hai|ba|tư|sáu|bảy|tám|chín|mười))`,
    ),
    read: (g) => {
      const bound = boundOf(g);
      if (g.point === 'cuối') return every(unitOf(g), { dayRule: { on: 'last-day', bound } });
      const day = g.point === 'đầu' ? 1 : 15;
      return every(unitOf(g), { dayRule: g.unit === 'quý' ? null : { on: 'day', day, month: 'each', bound } });
    },
  },
  {
    pattern: phrase(`tháng cuối(?: của)?(?: ${EACH})? quý(?! \\d| [ivx]+(?: |$))`),
    read: () => every('quarter', {}),
  },
  {
    // "02 lần/năm", "ít nhất một lần mỗi quý"
    pattern: phrase(
      `(?<times>${NUMBER})(?: \\( [^()]{1,12} \\))? lần (?:(?:/|trong|trên|${EACH}) )*(?:${ONCE})?(?<unit>${UNIT})`,
    ),
    read: (g) => every(unitOf(g), { times: numberOf(g.times), months: unitMonths(g) }),
  },
  {
    // "6 tháng/lần", "mỗi năm một lần", "hằng quý 02 lần"
    pattern: phrase(
      `(?:định kỳ )?(?:${EACH} )?(?<unit>${UNIT_NAME})(?: ,)? (?:ít nhất |tối thiểu )?(?:/ )?(?<times>${NUMBER})?(?: )?lần`,
    ),
    read: (g) => every(unitOf(g), { times: numberOf(g.times), months: unitMonths(g) }),
  },
  {
    // "2 tháng/lần", "15 ngày một lần": a rhythm that has no name here
    pattern: phrase(`(?:định kỳ )?(?:${EACH} )?(?<n>\\d{1,3}) (?<unit>ngày|tuần|tháng|năm) (?:/ )?(?:${ONCE})?lần`),
    read: (g) => {
      const months = Number(g.n);
      return g.unit === 'tháng' && months > 0 && 12 % months === 0 ? every('year', { times: 12 / months }) : null;
    },
  },
  {
    pattern: phrase(
      `(?:(?:(?:theo |định kỳ ){0,2}(?:hằng|mỗi|từng)|(?:theo )?định kỳ(?: theo)?|theo) )(?<unit>${UNIT})`,
    ),
    read: rhythm,
  },
  { pattern: phrase('các (?<unit>tuần|tháng|quý)(?! \\d| [ivx]+(?: |$))(?: trong năm(?! \\d))?'), read: rhythm },
  { pattern: phrase('(?:các|những) (?<unit>năm) (?:tiếp theo|sau|kế tiếp|tới)'), read: rhythm },
  { pattern: phrase('(?:theo )?định kỳ'), read: () => null },
];

const BARE = phrase(`(?:(?:báo cáo|sơ kết|tổng kết) )?(?<unit>${UNIT})`);
const BARE_LIST = phrase(`(?!cả )(?<unit>${UNIT}) (?:,|và|/|;|&|\\+|, và) (?:báo cáo |sơ kết |tổng kết )?${UNIT}`);
const BARE_ALONE = phrase(`(?!cả )(?<unit>${UNIT})(?= [.;]|$)`);

/**
 * A rhythm that starts exactly here, or null. A bare unit ("tháng", "6 tháng", "năm") is one only in a list of such
 * units: `listed` says that the item before was already a rhythm.
 */
export function readRhythm(source: Source, start: number, listed: boolean): Rhythm | null {
  for (const rule of RULES) {
    const match = matchAt(source, rule.pattern, start);
    if (match !== null) return { end: start + match[0].length, recurrence: rule.read(match.groups ?? {}) };
  }
  const bare = matchAt(source, BARE, start);
  if (bare === null) return null;
  const alone = start === 0 && matchAt(source, BARE_ALONE, start) !== null;
  if (!listed && !alone && matchAt(source, BARE_LIST, start) === null) return null;
  return { end: start + bare[0].length, recurrence: rhythm(bare.groups ?? {}) };
}

const DAY_OF_MONTH = phrase(`${BEFORE}ngày (?<d>\\d{1,2})(?! [/.-] \\d| (?:của )?tháng| làm việc| kể| sau| tính)`);

/** "trước ngày 25" that completes a monthly rhythm said before it ("Hằng tháng, trước ngày 25"). */
export function readDayOfMonth(source: Source, start: number): { end: number; dayRule: DayRule } | null {
  const match = matchAt(source, DAY_OF_MONTH, start);
  const dayRule = match === null ? null : onDay(match.groups ?? {}, 'each');
  return match === null || dayRule === null ? null : { end: start + match[0].length, dayRule };
}

/** Does the text go on with "hằng năm" here, perhaps after a comma or bracket? Its end, or null. */
export function everyYearAfter(source: Source, end: number): number | null {
  const match = matchAt(source, EVERY_YEAR, after(source, end));
  return match === null ? null : match.index + match[0].length;
}

const EVERY_YEAR = phrase('(?:[,(] )?(?:của )?(?:hằng|mỗi|các|từng) năm(?! (?:tiếp|sau|kế|tới|\\d))(?: \\))?');

/** A rhythm with nothing said beyond what is given. */
export function every(unit: Recurrence['every'], said: Partial<Recurrence>): Recurrence {
  return { every: unit, times: null, months: null, dayRule: null, ...said };
}

function rhythm(groups: Groups): Recurrence {
  return every(unitOf(groups), { months: unitMonths(groups) });
}

function unitOf(groups: Groups): Recurrence['every'] {
  return UNITS[groups.unit ?? '']?.every ?? 'year';
}

function unitMonths(groups: Groups): number[] | null {
  return UNITS[groups.unit ?? '']?.months ?? null;
}

function boundOf(groups: Groups): Bound {
  return groups.before === undefined ? 'by' : 'before';
}

function onDay(groups: Groups, month: 'each' | 'first-of-period' | 'last-of-period' | 'next'): DayRule | null {
  const day = Number(groups.d);
  return day >= 1 && day <= 31 ? { on: 'day', day, month, bound: boundOf(groups) } : null;
}

function onWeekday(groups: Groups): Recurrence {
  const weekday = WEEKDAYS[groups.weekday ?? ''] ?? 5;
  return every('week', { dayRule: { on: 'weekday', weekday, bound: boundOf(groups) } });
}
