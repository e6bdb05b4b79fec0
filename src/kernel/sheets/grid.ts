/** A table as it stands in a file, before anybody knows what its columns mean. */
export interface Grid {
  /** Name of the worksheet; empty for CSV. */
  name: string;
  /** Rows with something in them, in order. */
  rows: GridRow[];
}

export interface GridRow {
  /** Row of the spreadsheet, from 1. */
  row: number;
  /** Cells by column, from 0; an empty cell has no entry. */
  cells: Map<number, Cell>;
}

export type Cell =
  | { kind: 'text'; text: string }
  /** `date`: formatted as a day; the number counts days as spreadsheets do. */
  | { kind: 'number'; number: number; date: boolean }
  | { kind: 'truth'; truth: boolean }
  /** A formula without a result, or the word for an error ("#REF!"). Formulas are never worked out here. */
  | { kind: 'unreadable'; shown: string };

/** What a cell says, as text. */
export function shownAs(cell: Cell): string {
  if (cell.kind === 'text') return cell.text;
  if (cell.kind === 'unreadable') return cell.shown;
  return cell.kind === 'truth' ? (cell.truth ? 'TRUE' : 'FALSE') : String(cell.number);
}

/** A to Z, AA …: the letters of a column. @param column from 0 */
export function columnLetters(column: number): string {
  const head = Math.floor(column / 26);
  return (head > 0 ? columnLetters(head - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** The column and row of "C12", each from 0 and 1; null when it is no address. */
export function placeOf(address: string): { column: number; row: number } | null {
  const found = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(address);
  if (!found) return null;
  let column = 0;
  for (const letter of found[1]!) column = column * 26 + letter.charCodeAt(0) - 64;
  return { column: column - 1, row: Number(found[2]) };
}
