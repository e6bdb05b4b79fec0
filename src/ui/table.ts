import type { Snippet } from 'svelte';
import type { SortDirection } from './address.ts';

/** One column of a table, declared by the page or by a list. */
export interface Column<Row> {
  /** Also the property shown when neither `cell` nor `value` is given. */
  key: string;
  label: string;
  /** How the cell is drawn, when it is more than text. */
  cell?: Snippet<[Row]>;
  /** How the cell reads. */
  value?: (row: Row) => string | number | null;
  /** The cell says nothing in this row; cards on narrow screens leave it out. Known by itself where there is no `cell`. */
  absent?: (row: Row) => boolean;
  /** Richer heading than the label; the label still names the cell on narrow screens. */
  header?: Snippet;
  /** Numbers stand at the end. */
  align?: 'start' | 'end';
  /** This cell names its row. One per table. */
  rowHeader?: boolean;
  /** Link that sorts by this column, from `sortLink`. */
  sortHref?: string;
  /** How the rows are sorted by it now, from `sortOf`. */
  sorted?: SortDirection | null;
  /** `narrow` never wraps, `wide` keeps room for long text. */
  width?: 'narrow' | 'wide';
}

/** What a cell shows when there is no value. */
export const MISSING = '–';

/** Text of a cell; what is missing shows as a dash, never as 0. */
export function cellText<Row>(column: Column<Row>, row: Row): string {
  const value = column.value ? column.value(row) : (row as Record<string, unknown>)[column.key];
  return value === null || value === undefined || value === '' ? MISSING : String(value);
}
