import { isIsoDate, toVietnamese } from '../calendar/dates.ts';
import { formatNumber } from '../language.ts';
import { Refusal } from '../refusal.ts';
import type { Alignment, Cell, CellFormat, CellObject, Column, Row, Run, Table } from './model.ts';
import { runsOf } from './rich-text.ts';

/** A cell in its place. Rows and columns count from 0; spans are at least 1. */
export interface PlacedCell {
  cell: CellObject;
  row: number;
  column: number;
  colSpan: number;
  rowSpan: number;
}

/**
 * Puts the cells of rows into their places: a span moves later cells on, as in HTML.
 * @throws Refusal `paper.table` when a row has too few or too many cells, or a span reaches over the edge
 */
export function place(rows: readonly Row[], columns: number): PlacedCell[][] {
  const taken = rows.map(() => new Array<boolean>(columns).fill(false));
  return rows.map((cells, row) => {
    let column = 0;
    const placed = cells.map((each) => {
      while (taken[row]![column]) column += 1;
      const cell = objectOf(each);
      const { colSpan = 1, rowSpan = 1 } = cell;
      for (let down = 0; down < rowSpan; down++) {
        for (let right = 0; right < colSpan; right++) {
          const line = taken[row + down];
          if (!line || column + right >= columns || line[column + right]) throw misshapen(row);
          line[column + right] = true;
        }
      }
      return { cell, row, column, colSpan, rowSpan };
    });
    if (taken[row]!.includes(false)) throw misshapen(row);
    return placed;
  });
}

/**
 * Head and rows of a table in their places. A span may not reach from the head into the rows: the head is repeated.
 * @throws Refusal `paper.table`
 */
export function placeTable(table: Table): { head: PlacedCell[][]; rows: PlacedCell[][] } {
  const count = table.columns.length;
  if (count === 0 || table.columns.some(({ width }) => !(width > 0))) throw misshapen(0);
  return { head: place(table.head, count), rows: place(table.rows, count) };
}

/** What stands in the cell, as the column wants it: 1.234,5; 41,33 %; 31/12/2024. */
export function cellRuns(cell: CellObject, format: CellFormat = { kind: 'text' }): Run[] {
  const { value } = cell;
  if (value === null) return [];
  return runsOf(typeof value === 'object' ? value : formatted(value, format));
}

/** Words left, figures right, dates centred, unless the cell or the column says otherwise. */
export function cellAlignment(cell: CellObject, column: Column): Alignment {
  if (cell.align) return cell.align;
  if (column.align) return column.align;
  if (typeof cell.value === 'number') return 'right';
  return column.format?.kind === 'date' ? 'center' : 'left';
}

/** The cell with its marks, also when only a value was given. */
export function objectOf(cell: Cell): CellObject {
  return typeof cell === 'object' && cell !== null ? cell : { value: cell };
}

function formatted(value: string | number, format: CellFormat): string {
  if (typeof value === 'string') return format.kind === 'date' && isIsoDate(value) ? toVietnamese(value) : value;
  const decimals = 'decimals' in format ? format.decimals : undefined;
  const fixed = 'fixed' in format ? format.fixed : undefined;
  const written = formatNumber(value, 'vi', { decimals: decimals ?? DECIMALS[format.kind], fixed });
  return format.kind === 'percent' ? `${written}\u00a0%` : written;
}

/** A figure without a word on its decimals keeps what it has. */
const DECIMALS: Record<CellFormat['kind'], number> = { text: 10, number: 0, percent: 2, date: 0 };

function misshapen(row: number): Refusal {
  return new Refusal('paper.table', 'Bảng có dòng không khớp số cột.', {
    where: `dòng ${row + 1}`,
    remedy: 'Mỗi dòng phải có đủ ô cho các cột, kể cả ô gộp.',
    status: 500,
  });
}
