import type { DraftBlock, DraftParagraph, DraftTable } from './assemble.ts';
import { findColumnRuns } from './pdf-columns.ts';
import { findGrids } from './pdf-grid.ts';
import { groupLines, isUnfinished, joinLines, marginsOf, type TextLine } from './pdf-lines.ts';
import type { PageContent, TextPiece } from './pdf-page.ts';
import { continued, fillGrid, type PageTable, paragraphText } from './pdf-tables.ts';

const PAGE_NUMBER = /^(?:trang|page)?\s*[-–(]?\s*\d{1,4}(?:\s*\/\s*\d{1,4})?\s*[-–)]?$/i;
/** Share of the page's height, at its top and at its foot, where its number stands. */
const EDGE = 0.1;
/** Columns of a table and of its continuation agree within this, points. */
const SAME_COLUMN = 4;
const MOST_HEADER_ROWS = 4;

/** Puts the pages of a PDF together again: paragraphs and tables in reading order, page after page. */
export class Layout {
  readonly blocks: DraftBlock[] = [];
  private lastTable: PageTable | null = null;

  /** Takes the next page. */
  add(page: PageContent): void {
    const blocks = layOutPage(page);
    const first = blocks[0];
    if (first) this.join(first, page.number);
    for (const block of blocks.slice(1)) this.blocks.push(block);
    const last = blocks.at(-1);
    // A table that fills pages stays the one that goes on.
    if (last && !(blocks.length === 1 && this.blocks.at(-1) === this.lastTable)) {
      this.lastTable = 'columns' in last ? last : null;
    }
  }

  private join(first: DraftParagraph | PageTable, page: number): void {
    const last = this.blocks.at(-1);
    if (first.kind === 'table' && this.lastTable && last === this.lastTable && sameColumns(this.lastTable, first)) {
      continueTable(this.lastTable, first);
      return;
    }
    if (first.kind === 'paragraph' && last?.kind === 'paragraph' && isUnfinished(last.text, first.text)) {
      last.text = continued(last.text, first.text);
      last.lines = [...(last.lines ?? []), ...(first.lines ?? [{ text: first.text, page }])];
      this.lastTable = null;
      return;
    }
    this.blocks.push(first);
  }
}

function layOutPage(page: PageContent): (DraftParagraph | PageTable)[] {
  let rest: TextPiece[] = page.pieces;
  const tables: { top: number; table: PageTable }[] = [];
  for (const grid of findGrids(page)) {
    const filled = fillGrid(grid, rest, page.number);
    if (filled.rest.length === rest.length) continue;
    rest = filled.rest;
    tables.push({ top: grid.ys[0]!, table: filled.table });
  }
  const lines = dropPageNumbers(groupLines(rest), page);
  const margins = marginsOf(lines);
  const blocks: (DraftParagraph | PageTable)[] = [];
  let from = 0;
  for (const { top, table } of [...tables, { top: Infinity, table: null }]) {
    let to = from;
    while (to < lines.length && lines[to]!.y < top) to++;
    blocks.push(...layOutText(lines.slice(from, to), margins, page.number));
    if (table) blocks.push(table);
    from = to;
  }
  return blocks;
}

function layOutText(
  lines: TextLine[],
  margins: { left: number; right: number },
  page: number,
): (DraftParagraph | PageTable)[] {
  const blocks: (DraftParagraph | PageTable)[] = [];
  const paragraphs = (from: number, to: number) => {
    for (const paragraph of joinLines(lines.slice(from, to), margins)) {
      const printed = paragraph.map(({ text }) => ({ text, page }));
      blocks.push({ kind: 'paragraph', text: paragraphText(paragraph), page, lines: printed });
    }
  };
  let from = 0;
  for (const run of findColumnRuns(lines, page)) {
    paragraphs(from, run.first);
    blocks.push({ ...run.table, inferred: run.inferred });
    from = run.end;
  }
  paragraphs(from, lines.length);
  return blocks;
}

function dropPageNumbers(lines: TextLine[], page: PageContent): TextLine[] {
  return lines.filter((line, at) => {
    const outermost = at === 0 || at === lines.length - 1;
    const atEdge = line.y < page.height * EDGE || line.y > page.height * (1 - EDGE);
    return !(outermost && atEdge && PAGE_NUMBER.test(line.text));
  });
}

function sameColumns(a: PageTable, b: PageTable): boolean {
  if (a.columns.length !== b.columns.length || Boolean(a.inferred) !== Boolean(b.inferred)) return false;
  if (a.inferred) return true;
  return a.columns.every((x, at) => Math.abs(x - b.columns[at]!) <= SAME_COLUMN);
}

/** Adds the rows of a continuation, without the header it repeats, and mends a row that was cut by the page's end. */
function continueTable(table: DraftTable, next: DraftTable): void {
  const header = repeatedHeader(table, next);
  const rows = next.rows.slice(header);
  const [cut, last] = [rows[0], table.rows.at(-1)];
  if (cut && last && isCutRow(last, cut)) {
    last.forEach((cell, at) => {
      const part = cut[at]!;
      if (part.text === '') return;
      cell.text = cell.text === '' ? part.text : `${cell.text} ${part.text}`;
      cell.lines = [...(cell.lines ?? []), ...(part.lines ?? [])];
    });
    rows.shift();
  }
  for (const row of rows) table.rows.push(row);
}

function repeatedHeader(table: DraftTable, next: DraftTable): number {
  const key = (row: DraftTable['rows'][number]) => row.map((cell) => cell.text.replace(/\s+/g, ' ')).join('|');
  let same = 0;
  while (same < MOST_HEADER_ROWS && same < next.rows.length && same < table.rows.length) {
    if (key(table.rows[same]!) !== key(next.rows[same]!)) break;
    same++;
  }
  return same;
}

/** The first row goes on with sentences the row before left open, and has nothing in its first column. */
function isCutRow(last: DraftTable['rows'][number], cut: DraftTable['rows'][number]): boolean {
  if (last.length !== cut.length || cut[0]!.text !== '') return false;
  const filled = cut.map((cell, at) => ({ cell, before: last[at]! })).filter(({ cell }) => cell.text !== '');
  return filled.length > 0 && filled.every(({ cell, before }) => isUnfinished(before.text, cell.text));
}
