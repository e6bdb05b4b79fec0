import type { Bound } from './schedule-model.ts';
import type { Item } from './schedule-items.ts';
import { type Counted, countedPeriod, type Period, readAtom, YEAR } from './schedule-periods.ts';
import { every } from './schedule-recurrences.ts';
import { after, matchAt, phrase, type Source } from './schedule-text.ts';
import { NUMBER } from './schedule-words.ts';

const TO = phrase('(?:-|đến|tới|~)(?: trước)?(?: hết)?(?: ngày)?');
const BARE_DAY = phrase('(?:ngày )?\\d{1,2}(?= (?:-|đến|tới) (?:hết )?(?:ngày )?\\d{1,2} (?:/|\\.|tháng) )');

/** "tháng 3 đến tháng 9/2025", "ngày 10-15/3/2025": due at its end. Null when no range starts here. */
export function readRange(source: Source, start: number, from: number): Item | null {
  const day = matchAt(source, BARE_DAY, from);
  const first = day === null ? readAtom(source, from) : null;
  const firstEnd = day === null ? first?.end : from + day[0].length;
  if (firstEnd === undefined) return null;
  const to = matchAt(source, TO, after(source, firstEnd));
  if (to === null) return null;
  const last = readAtom(source, after(source, to.index + to[0].length));
  if (last === null) return null;
  const impossible: Item = { what: 'impossible', start, end: last.end };
  if (last.period === null || (first !== null && first.period === null)) return impossible;
  const period = first?.period ? joined(first.period, last.period) : last.period;
  const bound = to[0].includes('trước') ? 'before' : 'by';
  return period === null ? impossible : { what: 'period', start, end: last.end, period, bound, ownBound: true };
}

/** From the first period to the last; null when the last lies before the first. */
function joined(first: Period, last: Period): Period | null {
  const year = last.year ?? first.year;
  const sameYear =
    last.year === null || first.year === null || JSON.stringify(first.year) === JSON.stringify(last.year);
  const backwards = last.to[0] < first.from[0];
  if (sameYear && backwards && !(first.year === null && last.year !== null && 'offset' in last.year)) return null;
  if (first.year && last.year && 'year' in first.year && 'year' in last.year && last.year.year < first.year.year)
    return null;
  return { ...last, year, from: first.from };
}

/** The periods that start at `from`, the first of them shown from `start`: one, a range, or a list with bare numbers. */
export function readPeriods(
  source: Source,
  start: number,
  from: number,
  bound: Bound,
  ownBound: boolean,
): Item[] | null {
  const range = readRange(source, start, from);
  if (range !== null) return [range.what === 'period' && ownBound ? { ...range, bound } : range];
  const atom = readAtom(source, from);
  if (atom === null) return null;
  if (atom.period === null) return [{ what: 'impossible', start, end: atom.end }];
  const first: Item = { what: 'period', start, end: atom.end, period: atom.period, bound, ownBound };
  const open = atom.counts === 'year' ? atom.period.lasting === 0 : atom.period.year === null;
  return atom.counts === null || !open ? [first] : withCounted(source, first, atom.counts);
}

const COUNTED: Record<Counted, RegExp> = {
  month: counted(`${NUMBER}`),
  quarter: counted('i{1,3}|iv|[1-4]|0[1-4]'),
  year: phrase('(?<sep>,|, và|và|&|\\+|-) (?<n>\\d{4})'),
};

function counted(number: string): RegExp {
  return phrase(
    `(?<sep>,|, và|và|&|\\+|-|đến|tới) (?<n>${number})(?! (?:/|-|\\.) \\d{1,2}(?: |$)| tháng| lần| ngày| năm (?!\\d|nay|này|sau|tới|tiếp|kế|trước))${YEAR}(?= [-,;:.()+&/]| và| đến| tới| hằng| mỗi|$)`,
  );
}

/** "quý I, II/2025", "tháng 3, 6, 9, 12": neighbours in one breath are one stretch, others are periods of their own. */
function withCounted(source: Source, first: Item & { what: 'period' }, counts: Counted): Item[] {
  const run = [first];
  let range = false;
  let end = first.end;
  for (;;) {
    const match = matchAt(source, COUNTED[counts], after(source, end));
    if (match === null) break;
    const start = match.index + (match.groups?.sep?.length ?? 0) + 1;
    end = match.index + match[0].length;
    const period = countedPeriod(counts, match.groups?.n ?? '', { ...match.groups });
    if (period === null) return [{ what: 'impossible', start: first.start, end }];
    range ||= /^(?:-|đến|tới)$/u.test(match.groups?.sep ?? '');
    run.push({ ...first, start, end, period });
    if (counts !== 'year' && period.year !== null) break;
  }
  const places = run.map((item) => placeOf(item.period, counts));
  const neighbours = places.every((place, index) => index === 0 || place === (places[index - 1] ?? 0) + 1);
  if (run.length === 1 || !(range || neighbours)) return run;
  if (counts === 'quarter' && run.length === 4 && !range)
    return [{ what: 'rhythm', start: first.start, end, recurrence: every('quarter', {}) }];
  const last = run.at(-1) ?? first;
  const period = joined(first.period, last.period);
  return [period === null ? { what: 'impossible', start: first.start, end } : { ...first, end, period }];
}

function placeOf(period: Period, counts: Counted): number {
  if (counts === 'year') return period.year !== null && 'year' in period.year ? period.year.year : 0;
  return counts === 'quarter' ? period.to[0] / 3 : period.to[0];
}
