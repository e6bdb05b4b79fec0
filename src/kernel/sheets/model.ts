import type { IsoDate } from '../calendar/dates.ts';
import type { Text } from '../language.ts';

/** One of the values that a column of choices takes. */
export interface Choice {
  value: string;
  /** As people write it; the value itself is understood as well. */
  label: string;
}

/** A column of a table that people fill in a spreadsheet. */
export interface SheetColumn {
  /** Name of the value in the row as read. */
  key: string;
  /** Head of the column, as written in the template. */
  title: string;
  /** Other heads under which it is found. */
  aliases?: readonly string[];
  /** `list`: several texts in one cell, one per line or with semicolons between. */
  type: 'text' | 'list' | 'integer' | 'number' | 'date' | 'yes-no' | 'choice';
  required?: boolean;
  /** Of a choice. */
  values?: readonly Choice[];
  /** Longest text (of a list: of each part); 1,000 unless said otherwise. */
  maxLength?: number;
  /** Said in the template. */
  hint?: string;
  /** Width in characters. */
  width?: number;
}

/** A table that comes and goes as a file, declared once: the template, the export and the reader are made from it. */
export interface Sheet<Columns extends readonly SheetColumn[] = readonly SheetColumn[]> {
  /** Stable name, kebab case; stands in the file, so that another template is not taken for this one. */
  name: string;
  /** Raise it whenever a column changes its meaning or a required one is added: older files are refused. */
  version: number;
  /** Also the name of the worksheet, so at most 31 letters. */
  title: Text;
  columns: Columns;
}

interface ValueOfType {
  text: string;
  list: string[];
  integer: number;
  number: number;
  date: IsoDate;
  'yes-no': boolean;
  choice: string;
}

type ValueOf<Column extends SheetColumn> = Column extends { type: 'choice'; values: readonly { value: infer Value }[] }
  ? Value
  : ValueOfType[Column['type']];

/** A row as read: an empty cell is null, an empty list is an empty list; required columns are never null. */
export type RowOf<S extends Sheet> = {
  [Column in S['columns'][number] as Column['key']]: Column extends { required: true } | { type: 'list' }
    ? ValueOf<Column>
    : ValueOf<Column> | null;
};

export type SheetErrorCode =
  | 'column-missing'
  | 'column-unknown'
  | 'column-twice'
  | 'required'
  | 'not-a-number'
  | 'not-a-date'
  | 'not-a-choice'
  | 'not-yes-no'
  | 'too-long'
  /** A formula without a result, or with an error as its result: what is meant cannot be told. Not the same as empty. */
  | 'could-not-check';

/** What is wrong in one cell. Callers add errors of their own, with codes of their own. */
export interface SheetError<Code extends string = SheetErrorCode> {
  /** Row of the spreadsheet, from 1. */
  row: number;
  /** Head of the column. */
  column: string;
  code: Code;
  message: string;
}

/** A row with its place in the file. */
export interface Placed<Row> {
  row: number;
  values: Row;
}

export interface SheetReading<S extends Sheet> {
  /** Rows without an error, in the order of the file. */
  rows: Placed<RowOf<S>>[];
  /** Rows with an error: what could be read of them, so that others that refer to them are not called unfounded. */
  unsound: Placed<Partial<RowOf<S>>>[];
  /** Everything that is wrong, by row and column. Empty: the file may be used. */
  errors: SheetError[];
  /** Keys of the columns that the file has; of the others it says nothing. */
  columns: string[];
  /** Version of the template that the file says it was made from; null: it does not say. */
  version: number | null;
}

/** What a table may cost to read. */
export interface SheetLimits {
  /** Size of the file, bytes. */
  bytes: number;
  /** Filled rows. */
  rows: number;
  /** Columns, counted from A. */
  columns: number;
  /** Letters in all cells together, UTF-16 units. */
  letters: number;
  /** Unpacked size of one member of the workbook, bytes. */
  unpacked: number;
}

const MEGABYTE = 1024 * 1024;

export const SHEET_LIMITS: Readonly<SheetLimits> = {
  bytes: 10 * MEGABYTE,
  rows: 20_000,
  columns: 200,
  letters: 32 * MEGABYTE,
  unpacked: 96 * MEGABYTE,
};
