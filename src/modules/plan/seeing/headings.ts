import type { Text } from '#kernel/language.ts';
import type { FilterValues } from '#kernel/lists/index.ts';
import { HEADING_FILTERS, HEADINGS, type Heading, type HeadingCounts } from '../running/overview.ts';

/** What a board or a comparison counts: some headings together, each with the list of exactly what it counts. */
export interface Chosen {
  key: string;
  name: Text;
  of: readonly Heading[];
  /** Filters of OBLIGATION_LIST that list the same. */
  filters: FilterValues;
}

const OPEN = ['review', 'in-progress', 'not-started', 'late', 'waiting', 'suspended'] as const;
/** Filters of some headings together, where their states differ and their timeliness does not matter. */
const states = (of: readonly Heading[]): FilterValues => ({
  state: [...new Set(of.flatMap((heading) => HEADING_FILTERS[heading].state))],
});
const one = (key: Heading, vi: string, en: string): Chosen => {
  const { state, time } = HEADING_FILTERS[key];
  return { key, name: { vi, en }, of: [key], filters: time ? { state, time } : { state } };
};
const several = (key: string, vi: string, en: string, of: readonly Heading[]): Chosen => ({
  key,
  name: { vi, en },
  of,
  filters: states(of),
});

/** What can be chosen, the usual ones first. */
export const CHOICES: readonly Chosen[] = [
  several('all', 'Tất cả', 'All', ['done-in-time', 'done-late', ...OPEN]),
  one('late', 'Quá hạn', 'Late'),
  one('review', 'Chờ xác nhận', 'Awaiting confirmation'),
  several('open', 'Chưa xong', 'Not done', OPEN),
  several('done', 'Đã xong', 'Done', ['done-in-time', 'done-late']),
  one('done-in-time', 'Xong trong hạn', 'Done in time'),
  one('done-late', 'Xong muộn', 'Done late'),
  one('in-progress', 'Đang làm, còn hạn', 'In progress'),
  one('not-started', 'Chưa làm, còn hạn', 'Not started'),
  one('waiting', 'Chờ điều kiện', 'Waiting'),
  one('suspended', 'Tạm dừng', 'Suspended'),
  one('cancelled', 'Đã thôi', 'Cancelled'),
];

/** What an address chose; the first when it chose nothing that there is. */
export function chosenIn(key: string | null): Chosen {
  return CHOICES.find((choice) => choice.key === key) ?? CHOICES[0]!;
}

/** How many of a cell, or of sums, a choice counts. */
export function countOf(counts: HeadingCounts, { of }: Pick<Chosen, 'of'>): number {
  return of.reduce((sum, heading) => sum + counts[heading], 0);
}

/** Cells summed under what `keyOf` says of each, in the order met. */
export function summedBy<Cell extends HeadingCounts, Key>(
  cells: readonly Cell[],
  keyOf: (cell: Cell) => Key,
): Map<Key, Record<Heading, number>> {
  const sums = new Map<Key, Record<Heading, number>>();
  for (const cell of cells) {
    const key = keyOf(cell);
    const sum =
      sums.get(key) ?? (Object.fromEntries(HEADINGS.map((heading) => [heading, 0])) as Record<Heading, number>);
    for (const heading of HEADINGS) sum[heading] += cell[heading];
    sums.set(key, sum);
  }
  return sums;
}
