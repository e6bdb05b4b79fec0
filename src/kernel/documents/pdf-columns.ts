import type { DraftCell } from './assemble.ts';
import { makeLine, marginsOf, type TextLine } from './pdf-lines.ts';
import { drafted, type PageTable } from './pdf-tables.ts';

/** Lines set in columns without rulings, and where they stand among the page's lines. */
export interface ColumnRun {
  first: number;
  /** Behind the last line. */
  end: number;
  table: PageTable;
  /** Three columns or more: taken for a table of data, which a person should check. */
  inferred: boolean;
}

type Interval = [from: number, to: number];

/** Blanks at least this wide (in text sizes) part columns; word spacing is narrower even in justified text. */
const GAP = 1.2;
const RIVER = 0.8;

/** Finds runs of lines with common rivers of blank between columns. */
export function findColumnRuns(lines: TextLine[], page: number): ColumnRun[] {
  const runs: ColumnRun[] = [];
  for (let first = 0; first < lines.length;) {
    const run = growRun(lines, first, page);
    if (run) runs.push(run);
    first = run ? run.end : first + 1;
  }
  return runs;
}

function growRun(lines: TextLine[], first: number, page: number): ColumnRun | null {
  const start = lines[first]!;
  let rivers = gapsOf(start);
  if (rivers.length === 0) return null;
  let several = 1;
  let end = first + 1;
  for (; end < lines.length; end++) {
    const line = lines[end]!;
    if (line.y - lines[end - 1]!.y > line.size * 4) break;
    const gaps = gapsOf(line);
    if (gaps.length === 0 && !fitsColumn(line, lines.slice(Math.max(first, end - 50), end), rivers)) break;
    const outside: Interval[] = [[-Infinity, line.left], ...gaps, [line.right, Infinity]];
    const common = intersect(rivers, outside).filter(([from, to]) => to - from >= line.size * RIVER);
    if (common.length === 0 || (common.length < rivers.length && several >= 2)) break;
    rivers = common;
    if (gaps.length > 0) several++;
  }
  // A short line of running text below the columns looks like the first column.
  while (end > first + 1 && gapsOf(lines[end - 1]!).length === 0 && lines[end - 1]!.right <= rivers[0]![1]) end--;
  if (several < 2) return null;
  const table = buildTable(lines.slice(first, end), rivers, page);
  return { first, end, table, inferred: rivers.length >= 2 };
}

/** Whether a line without gaps stands where one of the columns has stood so far; a centred heading below does not. */
function fitsColumn(line: TextLine, above: TextLine[], rivers: Interval[]): boolean {
  const slack = line.size * 2;
  const column = rivers.filter(([from]) => from < line.left).length;
  const [from, to] = [rivers[column - 1]?.[1] ?? -Infinity, rivers[column]?.[0] ?? Infinity];
  let [left, right] = [Infinity, -Infinity];
  for (const { pieces } of above) {
    for (const { x, width } of pieces) {
      if (x + width <= from || x >= to) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + width);
    }
  }
  return line.left >= left - slack && line.right <= right + slack;
}

function gapsOf(line: TextLine): Interval[] {
  const gaps: Interval[] = [];
  let right = line.left;
  for (const piece of line.pieces) {
    if (piece.x - right >= line.size * GAP) gaps.push([right, piece.x]);
    right = Math.max(right, piece.x + piece.width);
  }
  return gaps;
}

function intersect(a: Interval[], b: Interval[]): Interval[] {
  const common: Interval[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const from = Math.max(a[i]![0], b[j]![0]);
    const to = Math.min(a[i]![1], b[j]![1]);
    if (from < to) common.push([from, to]);
    if (a[i]![1] < b[j]![1]) i++;
    else j++;
  }
  return common;
}

function buildTable(lines: TextLine[], rivers: Interval[], page: number): PageTable {
  const { left, right } = marginsOf(lines);
  const columns = [left, ...rivers.map(([from, to]) => (from + to) / 2), right + 1];
  const parts = lines.map((line) => splitLine(line, columns));
  const rows: TextLine[][][] = [];
  parts.forEach((cells, at) => {
    // Two columns are two texts side by side (the head of an official paper); more are rows that open on the left.
    const opens = at === 0 || (rivers.length >= 2 && cells[0] !== null);
    if (opens) rows.push(cells.map(() => []));
    cells.forEach((cell, column) => cell && rows.at(-1)![column]!.push(cell));
  });
  const draftRows = rows.map((row) =>
    row.map((cell, column): DraftCell => {
      const margins = { left: columns[column]!, right: column < rivers.length ? rivers[column]![0] : right };
      const passage = drafted(cell, margins, page);
      // Of texts side by side every line counts: they are names and titles, not sentences.
      if (rivers.length < 2) passage.text = cell.map(({ text }) => text).join('\n');
      return { ...passage, colSpan: 1, rowSpan: 1 };
    }),
  );
  return { kind: 'table', rows: draftRows, columns };
}

function splitLine(line: TextLine, columns: number[]): (TextLine | null)[] {
  return columns.slice(1).map((border, column) => {
    const pieces = line.pieces.filter(({ x, width }) => {
      const middle = x + width / 2;
      return middle < border && (column === 0 || middle >= columns[column]!);
    });
    return pieces.length === 0 ? null : makeLine(pieces);
  });
}
