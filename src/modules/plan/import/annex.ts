import type { Block, LineSpan, ReadDocument, Table } from '#kernel/documents/model.ts';
import { fold } from '#kernel/search/fold.ts';
import { announcesTasks, columnRole, type ColumnRole } from './columns.ts';
import { toGrid, type GridRow } from './grid.ts';
import { readPipeTable } from './pipe-table.ts';

/** A column of the table of tasks: what it holds and how it is headed. */
export interface Column {
  role: ColumnRole;
  heading: string;
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
  let between: Extract<AnnexPart, { kind: 'heading' }>[] = [];
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      between.push({ kind: 'heading', text: block.text, line: block.line, endLine: block.endLine });
      continue;
    }
    const read = readTable(block, annex.columns);
    if (read) {
      // Running text before the first table is no group heading unless it stands right above it.
      const headings =
        annex.columns.length === 0 ? between.slice(-1).filter(looksLikeHeading) : between.filter(looksLikeHeading);
      annex.parts.push(...headings, ...read.rows.map((row) => ({ kind: 'row' as const, row, columns: read.columns })));
      annex.columns = read.columns;
      annex.spans.push(...headings, { line: block.line, endLine: block.endLine });
    }
    between = [];
  }
  return annex.columns.length > 0 ? annex : null;
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
  if (previous.length > 0 && first && first.cells.length === previous.length) {
    return { columns: [...previous], rows: grid };
  }
  return null;
}

/** The columns, when a head begins at this row; it may take a second row ("Phân công" over "Chủ trì" and "Phối hợp"). */
function headColumns(grid: readonly GridRow[], at: number): { list: Column[]; next: number } | null {
  const upper = grid[at]!.cells.map((cell) => cell.text);
  const lower = grid[at + 1]?.cells.map((cell) => cell.text) ?? [];
  const upperRoles = upper.map(columnRole);
  const lowerRoles = lower.map(columnRole);
  const lowerIsHead =
    grid[at]!.cells.some((cell) => cell.colSpan > 1) &&
    lowerRoles.filter((role) => role === 'lead' || role === 'coordinating').length >= 1;
  if (!announcesTasks(upperRoles)) return null;
  const list = upper.map((heading, place): Column => {
    const below = lowerIsHead ? lower[place]! : '';
    if (lowerIsHead && lowerRoles[place] && below !== heading) return { role: lowerRoles[place], heading: below };
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
