import type { LineSpan, Table } from '#kernel/documents/model.ts';

/** One cell of a table whose merged cells have been spread out; `continued` marks the places a merged cell reaches into. */
export interface GridCell extends LineSpan {
  text: string;
  continued: boolean;
  colSpan: number;
}

export interface GridRow extends LineSpan {
  cells: GridCell[];
}

/** More columns than any annex has; wider tables are cut so that a hostile colspan costs nothing. */
const MAX_COLUMNS = 40;

/** Spreads merged cells over the places they cover, so that every row has a cell in every column. */
export function toGrid(table: Table): GridRow[] {
  const rows: GridRow[] = [];
  const reaching: { cell: GridCell; rowsLeft: number }[] = [];
  let width = 0;
  for (const written of table.rows) {
    const cells: GridCell[] = [];
    const carry = (column: number) => {
      const above = reaching[column];
      if (!above || above.rowsLeft === 0) return false;
      above.rowsLeft -= 1;
      cells[column] = { ...above.cell, continued: true };
      return true;
    };
    let column = 0;
    for (const cell of written) {
      while (column < MAX_COLUMNS && carry(column)) column += 1;
      const span = Math.min(Math.max(cell.colSpan, 1), MAX_COLUMNS - column);
      for (let step = 0; step < span; step += 1) {
        const place: GridCell = {
          text: cell.text,
          line: cell.line,
          endLine: cell.endLine,
          continued: step > 0,
          colSpan: span,
        };
        cells[column] = place;
        reaching[column] = { cell: place, rowsLeft: Math.max(cell.rowSpan, 1) - 1 };
        column += 1;
      }
    }
    while (column < width) {
      if (!carry(column)) cells[column] = emptyCell(written.at(-1)?.endLine ?? table.line);
      column += 1;
    }
    width = Math.max(width, cells.length);
    if (cells.length === 0) continue;
    const own = cells.filter((cell) => !cell.continued);
    const spans = own.length > 0 ? own : cells;
    rows.push({
      cells,
      line: Math.min(...spans.map((cell) => cell.line)),
      endLine: Math.max(...spans.map((cell) => cell.endLine)),
    });
  }
  for (const row of rows) {
    while (row.cells.length < width) row.cells.push(emptyCell(row.endLine));
  }
  return rows;
}

/** A cell without text at this line. */
export function emptyCell(line: number): GridCell {
  return { text: '', line, endLine: line, continued: false, colSpan: 1 };
}
