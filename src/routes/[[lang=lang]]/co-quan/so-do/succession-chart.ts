import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Succession } from '#kernel/organisations/model.ts';

/** A box of the picture, in units of its own drawing. */
export interface Box {
  key: string;
  name: string;
  /** The name broken into lines that fit. */
  lines: string[];
  x: number;
  y: number;
  height: number;
}

export interface Link {
  from: string;
  to: string;
  /** A curve from the right side of one box to the left side of another. */
  path: string;
  inferred: boolean;
}

/** What became of bodies on one day: those before at the left, those after at the right. */
export interface SuccessionChart {
  day: IsoDate;
  width: number;
  height: number;
  boxWidth: number;
  before: Box[];
  after: Box[];
  links: Link[];
}

/** How broad a drawing is, its boxes, and how many letters fit in one. */
export interface Breadth {
  width: number;
  box: number;
  letters: number;
}

/** For screens and paper, and for a phone of 360 px, where names take more lines. */
export const BROAD: Breadth = { width: 900, box: 320, letters: 36 };
export const NARROW: Breadth = { width: 340, box: 146, letters: 15 };

const LINE = 20;
const PADDING = 10;
const GAP = 14;

/** One drawing per day on which work changed hands, oldest first. */
export function chartsOf(
  successions: readonly Succession[],
  nameOf: (key: string, day: IsoDate, side: 'before' | 'after') => string,
  breadth: Breadth = BROAD,
): SuccessionChart[] {
  const byDay = Map.groupBy(successions, ({ effectiveOn }) => effectiveOn);
  return [...byDay].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, list]) => chartOf(day, list, nameOf, breadth));
}

function chartOf(
  day: IsoDate,
  list: readonly Succession[],
  nameOf: Parameters<typeof chartsOf>[1],
  { width, box: boxWidth, letters }: Breadth,
): SuccessionChart {
  // Bodies that go to the same place stand together, and each successor about where its predecessors are.
  const main = (key: string) => list.find(({ predecessorKey }) => predecessorKey === key)!.successorKey;
  const predecessors = [...new Set(list.map(({ predecessorKey }) => predecessorKey))];
  const first = new Map(predecessors.map((key, place) => [key, place]));
  const weight = (key: string) =>
    Math.min(...predecessors.filter((each) => main(each) === main(key)).map((each) => first.get(each)!));
  predecessors.sort((a, b) => weight(a) - weight(b) || first.get(a)! - first.get(b)!);
  const place = new Map(predecessors.map((key, at) => [key, at]));
  const middle = (key: string) => {
    const from = list
      .filter(({ successorKey }) => successorKey === key)
      .map(({ predecessorKey }) => place.get(predecessorKey)!);
    return from.reduce((sum, at) => sum + at, 0) / from.length;
  };
  const successors = [...new Set(list.map(({ successorKey }) => successorKey))].sort((a, b) => middle(a) - middle(b));
  const before = stacked(predecessors, 0, letters, (key) => nameOf(key, day, 'before'));
  const after = stacked(successors, width - boxWidth, letters, (key) => nameOf(key, day, 'after'));
  const height = Math.max(bottom(before), bottom(after));
  centre(before, height);
  centre(after, height);
  const boxes = {
    before: new Map(before.map((box) => [box.key, box])),
    after: new Map(after.map((box) => [box.key, box])),
  };
  const pairs = Map.groupBy(list, ({ predecessorKey, successorKey }) => `${predecessorKey} ${successorKey}`);
  const links = [...pairs.values()].map((same): Link => {
    const { predecessorKey, successorKey } = same[0]!;
    const [from, to] = [boxes.before.get(predecessorKey)!, boxes.after.get(successorKey)!];
    return {
      from: predecessorKey,
      to: successorKey,
      path: curve(from, to, boxWidth),
      inferred: same.every(({ inferred }) => inferred),
    };
  });
  return { day, width, height, boxWidth, before, after, links };
}

function stacked(keys: readonly string[], x: number, letters: number, nameOf: (key: string) => string): Box[] {
  let y = 1;
  return keys.map((key) => {
    const lines = broken(nameOf(key), letters);
    const height = lines.length * LINE + 2 * PADDING;
    const box = { key, name: nameOf(key), lines, x, y, height };
    y += height + GAP;
    return box;
  });
}

const bottom = (boxes: readonly Box[]): number => (boxes.length === 0 ? 0 : boxes.at(-1)!.y + boxes.at(-1)!.height + 1);

function centre(boxes: Box[], height: number): void {
  const down = (height - bottom(boxes)) / 2;
  for (const box of boxes) box.y += down;
}

function curve(from: Box, to: Box, boxWidth: number): string {
  const [x1, y1, x2, y2] = [from.x + boxWidth, from.y + from.height / 2, to.x, to.y + to.height / 2];
  const bend = (x1 + x2) / 2;
  return `M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`;
}

/** Words in lines of so many letters at most; a longer word has a line of its own. */
export function broken(text: string, letters = BROAD.letters): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Where the lines of a box's name stand. */
export function linePlaces({ y, height, lines }: Box): { text: string; y: number }[] {
  const top = y + height / 2 - ((lines.length - 1) * LINE) / 2;
  return lines.map((text, at) => ({ text, y: top + at * LINE }));
}
