import type { LineSpan, SourceLine } from '#kernel/documents/model.ts';
import { announcesTasks, columnRole } from './columns.ts';
import { barred } from './pipe-lines.ts';
import { emptyCell, type GridCell, type GridRow } from './grid.ts';
import { readGroupCode, readTaskNumber, splitHeading, withoutCount } from './numbering.ts';

/**
 * Tables in plain text as legal sites save them: every cell ends in " |", often on a line of its own, rows are not marked,
 * and a merged cell leaves empty cells at the end of the rows it reaches into ("||").
 */
export interface PipeTable extends LineSpan {
  header: GridRow;
  rows: GridRow[];
}

const MAX_COLUMNS = 15;
/** A heading is short; more lines than this before a "|" are running text. */
const MAX_HEADING_LINES = 4;

/** Finds the table of tasks in the lines of a text file; null when there is none. */
export function readPipeTable(source: readonly SourceLine[]): PipeTable | null {
  const lines = barred(source);
  const start = findHeader(lines);
  if (start === null) return null;
  const cells = cellsOf(lines, start.firstLine);
  const header: GridRow = rowOf(cells.slice(0, start.width));
  const rows = cutRows(cells.slice(start.width), start.width);
  const endLine = rows.at(-1)?.endLine ?? header.endLine;
  return { header, rows, line: header.line, endLine };
}

/** Looks for the line at which a run of cells reads as the headings of a table of tasks. */
function findHeader(lines: readonly SourceLine[]): { firstLine: number; width: number } | null {
  for (let index = 0; index < lines.length; index += 1) {
    if (!lines[index]!.text.includes('|')) continue;
    // The first heading's text may stand on the lines above its bar.
    for (let back = 0; back < MAX_HEADING_LINES && index - back >= 0; back += 1) {
      if (back > 0 && lines[index - back]!.text.includes('|')) break;
      const width = headerWidth(lines, index - back);
      if (width > 0) return { firstLine: index - back, width };
    }
  }
  return null;
}

/** How many cells from here are headings; 0 when they do not announce a table of tasks. */
function headerWidth(lines: readonly SourceLine[], from: number): number {
  const near = lines.slice(from, from + MAX_COLUMNS * MAX_HEADING_LINES);
  const roleOf = (cell: GridCell) => columnRole(cell.text.replaceAll('\n', ' '));
  // Most bars stand in no table of tasks; the first cell tells.
  const [first] = cellsOf(near, 0, 1);
  if (!first || roleOf(first) === null) return 0;
  const window = cellsOf(near, 0, MAX_COLUMNS);
  const roles = window.map(roleOf);
  // An unknown heading counts when a known one follows it.
  let width = roles.indexOf(null) === -1 ? roles.length : roles.indexOf(null);
  while (
    width + 1 < roles.length &&
    couldHead(window[width]!.text) &&
    roles[width] === null &&
    roles[width + 1] !== null
  ) {
    width += 2;
    while (width < roles.length && roles[width] !== null) width += 1;
  }
  return announcesTasks(roles.slice(0, width)) ? width : 0;
}

/** Is this some heading that we do not know? The first row's number is none. */
function couldHead(text: string): boolean {
  return text !== '' && !readTaskNumber(text) && !readGroupCode(text);
}

/** The stream of cells from a line on, each closed by its bar. Text after the last bar belongs to no cell. */
function cellsOf(lines: readonly SourceLine[], from: number, limit = Infinity): GridCell[] {
  const cells: GridCell[] = [];
  let parts: string[] = [];
  let first = 0;
  for (let index = from; index < lines.length && cells.length < limit; index += 1) {
    const line = index + 1;
    const pieces = lines[index]!.text.split('|');
    pieces.forEach((piece, position) => {
      const trimmed = piece.trim();
      if (trimmed !== '') {
        if (parts.length === 0) first = line;
        parts.push(trimmed);
      }
      if (position === pieces.length - 1) return;
      cells.push({ ...emptyCell(line), text: parts.join('\n'), line: parts.length > 0 ? first : line });
      parts = [];
    });
  }
  return cells;
}

/** What follows the table of tasks: the note under it, the addressees, the signature. */
const AFTER_THE_TABLE = /^(?:\(?\*?\)?\s*(?:ghi chú|lưu ý)\s*:|nơi nhận|(?:TM|KT|TL|TUQ|Q)\.\s)/iu;

/** "NHÓM 1: …", "A. …", a title in capitals. */
function headsGroup(text: string): boolean {
  return (
    readGroupCode(text) !== null ||
    splitHeading(text).code !== null ||
    withoutCount(text) !== text ||
    (text.length >= 6 && /\p{L}/u.test(text) && text === text.toLocaleUpperCase('vi'))
  );
}

/** Cuts the stream into rows as wide as the head, minding rows that were saved short. */
function cutRows(cells: GridCell[], width: number): GridRow[] {
  const rows: GridRow[] = [];
  let last = 0;
  for (let start = 0; start < cells.length;) {
    if (AFTER_THE_TABLE.test(cells[start]!.text)) break;
    let end = Math.min(start + width, cells.length);
    const group = headsGroup(cells[start]!.text);
    const opens = readTaskNumber(cells[start]!.text) ?? readGroupCode(cells[start]!.text);
    last = readTaskNumber(cells[start]!.text)?.last ?? last;
    for (let place = start + 1; place < end; place += 1) {
      const number = readTaskNumber(cells[place]!.text)?.last;
      // A group's heading merged over the rest of its row: the first task's number stands right after it.
      if (group && place <= start + 2 && (number === 1 || number === last + 1)) end = place;
      // A short row: the next task's number stands where this row's cell should be.
      if (number === last + 1 && number > 1 && !(opens && place === start + 1)) end = place;
    }
    rows.push(rowOf(padded(cells.slice(start, end), width)));
    start = end;
  }
  return rows;
}

/**
 * Puts a row's cells in their columns. Where the row neither opens with a number nor with a group, its leading cells are merged
 * with those above, and the empty cells that the file has at the end belong in front.
 */
function padded(row: GridCell[], width: number): GridCell[] {
  const full = [...row];
  while (full.length < width) full.push(emptyCell(row.at(-1)!.endLine));
  const first = full[0]!.text;
  if (first === '' || readTaskNumber(first) || readGroupCode(first)) return full;
  const filled = full.findLastIndex((cell) => cell.text !== '') + 1;
  if (filled === width || (filled === 1 && headsGroup(first))) return full;
  const missing = Array.from({ length: width - filled }, () => ({ ...emptyCell(full[0]!.line), continued: true }));
  return [...missing, ...full.slice(0, filled)];
}

function rowOf(cells: GridCell[]): GridRow {
  const filled = cells.filter((cell) => cell.text !== '');
  const spans = filled.length > 0 ? filled : cells;
  return {
    cells,
    line: Math.min(...spans.map((cell) => cell.line)),
    endLine: Math.max(...spans.map((cell) => cell.endLine)),
  };
}
