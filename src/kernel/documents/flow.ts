import type { DraftBlock, DraftCell, DraftTable } from './assemble.ts';
import { type DocumentLimits, TABLE_DEPTH } from './limits.ts';
import { documentRefusal } from './refusals.ts';

interface OpenCell {
  blocks: DraftBlock[];
  colSpan: number;
  rowSpan: number;
  /** Continues the cell above (Word's vMerge). */
  continues: boolean;
}

interface OpenTable {
  rows: OpenCell[][];
  row: OpenCell[] | null;
  cell: OpenCell | null;
}

const WIDEST = 1000;
const PLAIN_ROWS_OF_DATA = 3;

/**
 * Collects paragraphs and tables as they stream by, without recursion. When a table closes it is decided what it was:
 * rows of data, or only a frame around other tables, which is then dissolved.
 */
export class Flow {
  readonly blocks: DraftBlock[] = [];
  private readonly tables: OpenTable[] = [];
  /** Tables opened beyond the depth limit, read as running text. */
  private ignored = 0;
  private readonly limits: DocumentLimits;
  private pieces = 0;
  private length = 0;

  constructor(limits: DocumentLimits) {
    this.limits = limits;
  }

  /** Adds a paragraph where the flow stands. Blank ones are dropped; blank lines inside split it. */
  paragraph(text: string): void {
    if (text.trim() === '') return;
    this.count(text.length);
    for (const part of text.split(/\n[ \t]*(?:\n[ \t]*)+/)) {
      if (part.trim() !== '') this.here().push({ kind: 'paragraph', text: part.trim() });
    }
  }

  openTable(): void {
    if (this.tables.length >= TABLE_DEPTH) this.ignored++;
    else this.tables.push({ rows: [], row: null, cell: null });
  }

  openRow(): void {
    const table = this.table();
    if (!table) return;
    this.closeRow();
    table.row = [];
  }

  /** Opens a cell; spans are limited to what a page can hold. */
  openCell(colSpan = 1, rowSpan = 1, continues = false): void {
    const table = this.table();
    if (!table) return;
    this.count(0);
    table.row ??= [];
    table.cell = { blocks: [], colSpan: clamp(colSpan), rowSpan: rowSpan === 0 ? WIDEST : clamp(rowSpan), continues };
    table.row.push(table.cell);
  }

  /** Changes the cell that is open: Word tells about a cell after opening it. */
  describeCell(description: Partial<Pick<OpenCell, 'colSpan' | 'continues'>>): void {
    const cell = this.table()?.cell;
    if (!cell) return;
    if (description.colSpan !== undefined) cell.colSpan = clamp(description.colSpan);
    if (description.continues !== undefined) cell.continues = description.continues;
  }

  closeCell(): void {
    const table = this.table();
    if (table) table.cell = null;
  }

  /** Ends the row; `dropped` rows (deleted in tracked changes) leave nothing. */
  closeRow(dropped = false): void {
    const table = this.table();
    if (!table?.row) return;
    if (table.row.length > 0 && !dropped) table.rows.push(table.row);
    table.row = null;
    table.cell = null;
  }

  closeTable(): void {
    if (this.ignored > 0) {
      this.ignored--;
      return;
    }
    this.closeRow();
    const table = this.tables.pop();
    if (!table) return;
    const here = this.here();
    if (isLayout(table)) {
      for (const row of table.rows) for (const cell of row) for (const block of cell.blocks) here.push(block);
    } else here.push({ kind: 'table', rows: finishRows(table.rows) });
  }

  /** Closes whatever is still open and returns all blocks. */
  end(): DraftBlock[] {
    this.ignored = 0;
    while (this.tables.length > 0) this.closeTable();
    return this.blocks;
  }

  /** Stops before a hostile document has filled the memory. */
  private count(length: number): void {
    this.length += length;
    this.pieces++;
    if (this.length > this.limits.textLength || this.pieces > this.limits.pieces) throw documentRefusal('too-large');
  }

  private table(): OpenTable | undefined {
    return this.ignored > 0 ? undefined : this.tables.at(-1);
  }

  /** Text between the cells of a malformed table belongs before the table. */
  private here(): DraftBlock[] {
    for (let at = this.tables.length - 1; at >= 0; at--) {
      const cell = this.tables[at]!.cell;
      if (cell) return cell.blocks;
    }
    return this.blocks;
  }
}

/** A frame: a single cell, or cells that hold tables of their own without enough plain rows around them to be data. */
function isLayout(table: OpenTable): boolean {
  const [first, ...others] = table.rows;
  if (!first || (others.length === 0 && first.length === 1)) return true;
  const nested = (row: OpenCell[]) => row.some((cell) => cell.blocks.some((block) => block.kind === 'table'));
  if (!table.rows.some(nested)) return false;
  const plain = table.rows.filter((row) => row.length >= 3 && !nested(row)).length;
  return plain < PLAIN_ROWS_OF_DATA;
}

/** Turns vertical continuations into row spans, and cuts row spans at the end of the table. */
function finishRows(rows: OpenCell[][]): DraftTable['rows'] {
  const above = new Map<number, DraftCell>();
  return rows.map((row, at) => {
    const cells: DraftCell[] = [];
    let column = 0;
    for (const open of row) {
      const top = open.continues ? above.get(column) : undefined;
      if (top && top.colSpan === open.colSpan) {
        top.rowSpan++;
        const text = cellText(open.blocks);
        if (text !== '') top.text = top.text === '' ? text : `${top.text}\n${text}`;
      } else {
        const rowSpan = Math.min(open.rowSpan, rows.length - at);
        const cell: DraftCell = { text: cellText(open.blocks), colSpan: open.colSpan, rowSpan };
        cells.push(cell);
        above.set(column, cell);
      }
      column += open.colSpan;
    }
    return cells;
  });
}

/** A small table inside a cell becomes its text: a line per row. */
function cellText(blocks: DraftBlock[]): string {
  return blocks
    .map((block) =>
      block.kind === 'paragraph'
        ? block.text
        : block.rows.map((row) => row.map((cell) => cell.text).join(' ')).join('\n'),
    )
    .join('\n');
}

function clamp(span: number): number {
  return Number.isInteger(span) && span >= 1 ? Math.min(span, WIDEST) : 1;
}
