import type { Block, LineSpan, ReadDocument, Table } from '#kernel/documents/model.ts';
import { fold } from '#kernel/search/fold.ts';
import { announcesTasks, columnRole, type ColumnRole } from './columns.ts';
import { toGrid, type GridRow } from './grid.ts';
import { withoutCount } from './numbering.ts';
import { readPipeTable } from './pipe-table.ts';

/** A column of the table of tasks: what it holds and how it is headed. */
export interface Column {
  role: ColumnRole;
  heading: string;
  /** One of several columns that stand for periods ("Quý I", "Quý II"), in which a mark says when. */
  period?: true;
}

/** What stands in the annex from top to bottom: rows with the columns they are read by, and the headings between tables. */
export type AnnexPart =
  { kind: 'row'; row: GridRow; columns: Column[] } | ({ kind: 'heading'; text: string } & LineSpan);

export interface Annex {
  parts: AnnexPart[];
  columns: Column[];
  /** Lines that belong to the annex; everything else is running text. */
  spans: LineSpan[];
}

/** Finds the table (or tables) of tasks. Null when the document has none: then it is not a plan. */
export function findAnnex(document: ReadDocument): Annex | null {
  return fromTables(document.blocks) ?? (document.format === 'txt' ? fromPipes(document) : null);
}

function fromPipes(document: ReadDocument): Annex | null {
  const table = readPipeTable(document.lines);
  if (!table) return null;
  const columns = table.header.cells.map((cell) => column(cell.text));
  return {
    parts: table.rows.map((row) => ({ kind: 'row', row, columns })),
    columns,
    spans: [{ line: table.line, endLine: table.endLine }],
  };
}

function fromTables(blocks: readonly Block[]): Annex | null {
  const annex: Annex = { parts: [], columns: [], spans: [] };
  const read: { table: Table; rows: AnnexPart[]; numbered: Heading[]; above: Heading | null }[] = [];
  let between: Heading[] = [];
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      between.push({ kind: 'heading', text: block.text, line: block.line, endLine: block.endLine });
      continue;
    }
    const tasks = readTable(block, annex.columns);
    if (tasks) {
      // Running text before the first table is no group heading unless it stands right above it.
      const numbered = (read.length === 0 ? between.slice(-1) : between).filter(looksLikeHeading);
      const rows = tasks.rows.map((row): AnnexPart => ({ kind: 'row', row, columns: tasks.columns }));
      read.push({ table: block, rows, numbered, above: between.at(-1) ?? null });
      annex.columns = tasks.columns;
    }
    between = [];
  }
  // A table for each group, under a title without Roman numeral: only where every table has one.
  const titled =
    read.length > 1 &&
    read.every(({ numbered, above }) => numbered.length === 0 && above !== null && looksLikeTitle(above));
  for (const { table, rows, numbered, above } of read) {
    const headings = titled ? [above!] : numbered;
    annex.parts.push(...headings, ...rows);
    annex.spans.push(...headings, { line: table.line, endLine: table.endLine });
  }
  return annex.columns.length > 0 ? annex : null;
}

type Heading = Extract<AnnexPart, { kind: 'heading' }>;

/** "1. Cải cách thể chế", "CẢI CÁCH THỂ CHẾ", but not what heads a whole annex. */
function looksLikeTitle({ text }: { text: string }): boolean {
  const inCapitals = text === text.toLocaleUpperCase('vi') && /\p{L}/u.test(text);
  const whole = /^(phụ lục|biểu|bảng|danh mục|kế hoạch|\()/iu.test(text.trim());
  return text.length <= 200 && !text.includes('\n') && !whole && (inCapitals || withoutCount(text) !== text);
}

/** A group's heading between tables opens with its numeral or stands in capitals. */
function looksLikeHeading({ text }: { text: string }): boolean {
  const short = text.length <= 200 && !text.includes('\n');
  return short && /^\s*(?:(?:phần|nhóm)\s+)?(?:[IVX]{1,6}|[A-H])[.):/-]\s*\S/iu.test(text) && !text.startsWith('(');
}

/** Reads a table by its own head, or by the head before it when it is the continuation of one as wide. */
function readTable(table: Table, previous: readonly Column[]): { columns: Column[]; rows: GridRow[] } | null {
  const grid = toGrid(table);
  for (let index = 0; index < Math.min(grid.length, 6); index += 1) {
    const columns = headColumns(grid, index);
    if (columns) return { columns: columns.list, rows: grid.slice(columns.next) };
  }
  const first = grid[0];
  if (previous.length > 0 && first && first.cells.length === previous.length && !isOther(grid, previous)) {
    return { columns: [...previous], rows: grid };
  }
  return null;
}

/** A column for a quarter, a month, a half of the year. */
const PERIOD = /^(?:quý|q|tháng|t)\.?\s*(?:[IVX]+|\d{1,2})(?:\/\d{4})?$|^6 tháng (?:đầu|cuối) năm$/iu;

/** A table of something else that happens to be as wide: it has a head of its own ("TT", "Chỉ tiêu" …), or bears the signature. */
function isOther([first]: readonly GridRow[], previous: readonly Column[]): boolean {
  const ordinal = previous.findIndex(({ role }) => role === 'ordinal');
  return (
    columnRole(first!.cells[ordinal]?.text ?? '') === 'ordinal' ||
    first!.cells.some(({ text }) => /^nơi nhận/iu.test(text.trim()))
  );
}

/** The columns, when a head begins at this row; it may take a second row ("Phân công" over "Chủ trì" and "Phối hợp"). */
function headColumns(grid: readonly GridRow[], at: number): { list: Column[]; next: number } | null {
  const upper = grid[at]!.cells.map((cell) => cell.text);
  const lower = grid[at + 1]?.cells.map((cell) => cell.text) ?? [];
  const upperRoles = upper.map(columnRole);
  const lowerRoles = lower.map(columnRole);
  const below = (place: number): Column | null => {
    const heading = lower[place] ?? '';
    const role = lowerRoles[place];
    if (heading === upper[place]) return null;
    if (role) return { role, heading };
    return upperRoles[place] === 'schedule' && PERIOD.test(heading)
      ? { role: 'schedule', heading, period: true }
      : null;
  };
  const lowerIsHead =
    grid[at]!.cells.some((cell) => cell.colSpan > 1) &&
    grid[at]!.cells.some((cell, place) => cell.colSpan > 1 && below(place) !== null);
  if (!announcesTasks(upperRoles)) return null;
  const list = upper.map((heading, place): Column => {
    const own = lowerIsHead ? below(place) : null;
    if (own) return own;
    return column(heading);
  });
  return { list, next: at + (lowerIsHead ? 2 : 1) };
}

function column(heading: string): Column {
  return { role: columnRole(heading.replaceAll('\n', ' ')) ?? 'other', heading: heading.replace(/\s+/g, ' ').trim() };
}

/** Is this row the head again (on a new page), or the line that numbers the columns: "(1) (2) (3)"? */
export function isHeadAgain(row: GridRow, columns: readonly Column[]): boolean {
  const own = row.cells
    .map((cell, place) => ({ text: cell.text.replace(/\s+/g, ' ').trim(), place }))
    .filter(({ text }) => text !== '');
  if (own.length < 2) return false;
  const sameHeadings = own.every(({ text, place }) => fold(text) === fold(columns[place]?.heading ?? ''));
  const columnNumbers =
    own.length >= 3 && own.every(({ text, place }) => text.replace(/[()\s]/g, '') === String(place + 1));
  return sameHeadings || columnNumbers;
}
