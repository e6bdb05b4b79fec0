import type { PageContent, Ruling } from './pdf-page.ts';

/** A cell of a ruled table: its place in the grid and its borders on the page. */
export interface GridCell {
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Grid {
  /** Borders of columns and rows, ascending. */
  xs: number[];
  ys: number[];
  cells: GridCell[];
  /** For every place of the grid, the cell that covers it: row * columns + column. */
  owners: GridCell[];
}

/** Strokes nearer than this are one line (double borders). */
const SAME_LINE = 2.5;
/** Strokes that miss each other by this much still meet. */
const REACH = 3;
const SHORTEST = 8;
const MOST_LINES = 2_000;
const MOST_PLACES = 200_000;

/** The tables drawn on a page, from top to bottom. A page with more lines than any table has (a map) yields none. */
export function findGrids(page: Pick<PageContent, 'horizontals' | 'verticals'>): Grid[] {
  const horizontals = mergeCollinear(page.horizontals);
  const verticals = mergeCollinear(page.verticals);
  if (horizontals.length > MOST_LINES || verticals.length > MOST_LINES) return [];
  return connected(horizontals, verticals)
    .map(([across, down]) => buildGrid(across, down))
    .filter((grid) => grid !== null)
    .sort((a, b) => a.ys[0]! - b.ys[0]!);
}

/** Joins pieces of the same line: tables are drawn cell by cell, dotted lines dot by dot. */
function mergeCollinear(rulings: Ruling[]): Ruling[] {
  const sorted = [...rulings].sort((a, b) => a.at - b.at);
  const merged: Ruling[] = [];
  for (let start = 0; start < sorted.length;) {
    let end = start;
    while (end < sorted.length && sorted[end]!.at - sorted[start]!.at <= SAME_LINE) end++;
    const line = sorted.slice(start, end).sort((a, b) => a.from - b.from);
    const at = (line[0]!.at + line.reduce((most, one) => Math.max(most, one.at), -Infinity)) / 2;
    let open: Ruling | null = null;
    for (const { from, to } of line) {
      if (open && from - open.to <= REACH) open.to = Math.max(open.to, to);
      else merged.push((open = { at, from, to }));
    }
    start = end;
  }
  return merged.filter(({ from, to }) => to - from >= SHORTEST);
}

/** Groups of lines that touch each other. */
function connected(horizontals: Ruling[], verticals: Ruling[]): [Ruling[], Ruling[]][] {
  const parents = Array.from({ length: horizontals.length + verticals.length }, (_, at) => at);
  const root = (at: number) => {
    while (parents[at] !== at) at = parents[at] = parents[parents[at]!]!;
    return at;
  };
  horizontals.forEach((across, h) => {
    verticals.forEach((down, v) => {
      if (covers(across, down.at, REACH) && covers(down, across.at, REACH)) {
        parents[root(horizontals.length + v)] = root(h);
      }
    });
  });
  const groups = new Map<number, [Ruling[], Ruling[]]>();
  const group = (at: number) => {
    const key = root(at);
    if (!groups.has(key)) groups.set(key, [[], []]);
    return groups.get(key)!;
  };
  horizontals.forEach((across, h) => group(h)[0].push(across));
  verticals.forEach((down, v) => group(horizontals.length + v)[1].push(down));
  return [...groups.values()];
}

function buildGrid(across: Ruling[], down: Ruling[]): Grid | null {
  // Tables are often drawn without their outer border.
  const xs = positions(down, across);
  const ys = positions(across, down);
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  if (columns < 1 || rows < 1 || columns * rows < 2 || columns * rows > MOST_PLACES) return null;
  const right = borders(down, xs, ys);
  const bottom = borders(across, ys, xs);
  const owners: GridCell[] = [];
  const cells: GridCell[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (owners[row * columns + column]) continue;
      let colSpan = 1;
      while (
        column + colSpan < columns &&
        !right[column + colSpan]![row] &&
        !owners[row * columns + column + colSpan]
      ) {
        colSpan++;
      }
      let rowSpan = 1;
      const open = (below: number) => {
        for (let at = column; at < column + colSpan; at++) {
          if (bottom[below]![at] || owners[below * columns + at]) return false;
        }
        return true;
      };
      while (row + rowSpan < rows && open(row + rowSpan)) rowSpan++;
      const cell: GridCell = {
        row,
        column,
        rowSpan,
        colSpan,
        left: xs[column]!,
        right: xs[column + colSpan]!,
        top: ys[row]!,
        bottom: ys[row + rowSpan]!,
      };
      cells.push(cell);
      for (let r = row; r < row + rowSpan; r++) {
        for (let c = column; c < column + colSpan; c++) owners[r * columns + c] = cell;
      }
    }
  }
  return cells.length < 2 ? null : { xs, ys, cells, owners };
}

function positions(own: Ruling[], crossing: Ruling[]): number[] {
  const found = own.map(({ at }) => at);
  const first = crossing.reduce((least, { from }) => Math.min(least, from), Infinity);
  const last = crossing.reduce((most, { to }) => Math.max(most, to), -Infinity);
  if (crossing.length > 1) {
    if (!found.some((at) => at < first + SHORTEST)) found.push(first);
    if (!found.some((at) => at > last - SHORTEST)) found.push(last);
  }
  const sorted = found.sort((a, b) => a - b);
  return sorted.filter((at, index) => index === 0 || at - sorted[index - 1]! > SAME_LINE);
}

/** For each border position, which of the crossing intervals it is drawn along. */
function borders(rulings: Ruling[], own: number[], crossing: number[]): boolean[][] {
  const drawn = own.map(() => new Array<boolean>(crossing.length - 1).fill(false));
  for (const ruling of rulings) {
    const at = nearest(own, ruling.at);
    for (let index = 0; index < crossing.length - 1; index++) {
      if (covers(ruling, (crossing[index]! + crossing[index + 1]!) / 2, 0)) drawn[at]![index] = true;
    }
  }
  return drawn;
}

function nearest(sorted: number[], value: number): number {
  const at = intervalOf(sorted, value);
  if (at < 0) return value < sorted[0]! ? 0 : sorted.length - 1;
  return value - sorted[at]! <= sorted[at + 1]! - value ? at : at + 1;
}

/** The interval of ascending borders that holds a value, or -1. */
export function intervalOf(borders: number[], value: number): number {
  let low = 0;
  let high = borders.length - 1;
  if (high < 1 || value < borders[0]! || value > borders[high]!) return -1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (borders[middle]! <= value) low = middle;
    else high = middle;
  }
  return low;
}

function covers({ from, to }: Ruling, value: number, slack: number): boolean {
  return from - slack <= value && value <= to + slack;
}
