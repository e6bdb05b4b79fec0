import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import { csvCell, workbookText } from '../lists/export.ts';
import { formatDate } from '../language.ts';
import type { RowOf, Sheet, SheetColumn } from './model.ts';

type Values = Record<string, unknown>;

/** The template of a table: its name and version, the heads, room to write; a second worksheet explains each column. */
export function templateOf(sheet: Sheet): Promise<Uint8Array> {
  return bookOf([{ sheet, rows: [] }, guideTo(sheet)]);
}

/**
 * A workbook with the rows of one or more declared tables, in the shape that `readSheet` takes. What looks like a formula stays
 * text.
 */
export function writeSheets(tables: readonly { sheet: Sheet; rows: readonly object[] }[]): Promise<Uint8Array> {
  return bookOf(tables);
}

/** One declared table as a workbook. */
export function writeSheet<S extends Sheet>(sheet: S, rows: readonly RowOf<S>[]): Promise<Uint8Array> {
  return bookOf([{ sheet, rows }]);
}

/** The same as CSV (RFC 4180, with a byte-order mark). */
export function writeSheetCsv<S extends Sheet>(sheet: S, rows: readonly RowOf<S>[]): string {
  const lines = [
    [markerFor(sheet)],
    sheet.columns.map(headFor),
    ...(rows as readonly Values[]).map((row) => sheet.columns.map((column) => csvValue(textFor(column, row[column.key])))), // prettier-ignore
  ];
  return `\uFEFF${lines.map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** An apostrophe of the text's own, before a sign of a formula, would be taken for the one that guards it. */
const csvValue = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? `'${text}` : text);

type Table = { sheet: Sheet; rows: readonly object[] } | { guide: string; cells: Cell[][]; widths: number[] };

function bookOf(tables: readonly Table[]): Promise<Uint8Array> {
  const sheets = tables.map((table) => {
    if ('guide' in table) return { data: table.cells, sheet: table.guide, columns: table.widths.map((width) => ({ width })) }; // prettier-ignore
    const { sheet, rows } = table;
    const data: Cell[][] = [
      [{ ...text(markerFor(sheet)), wrap: false }],
      sheet.columns.map((column) => ({ ...text(headFor(column)), fontWeight: 'bold' as const })),
      ...(rows as readonly Values[]).map((row) => sheet.columns.map((column) => cellFor(column, row[column.key]))),
    ];
    return { data, sheet: sheetName(sheet), columns: sheet.columns.map(({ width = 20 }) => ({ width })), stickyRowsCount: 2 }; // prettier-ignore
  });
  return writeXlsxFile(sheets).toBuffer();
}

/** Signs that a worksheet's name may not hold (ISO/IEC 29500-1, 18.2.19). */
const sheetName = ({ title }: Sheet): string => title.vi.replaceAll(/[\\/*?:[\]]/g, ' ').slice(0, 31);
const markerFor = ({ name, version }: Sheet): string => `Mẫu ${name}, phiên bản ${version}`;
const headFor = ({ title, required }: SheetColumn): string => (required ? `${title} *` : title);
const text = (value: string) => ({
  value: workbookText(value),
  type: String,
  wrap: true,
  alignVertical: 'top' as const,
});

function cellFor(column: SheetColumn, value: unknown): Cell {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return { value, type: Number };
  if (column.type === 'date')
    return { value: new Date(`${String(value)}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' };
  return text(textFor(column, value));
}

function textFor({ type, values = [] }: SheetColumn, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (type === 'date') return formatDate(String(value), 'vi');
  if (type === 'yes-no') return value ? 'có' : 'không';
  if (type === 'choice') return values.find((each) => each.value === value)?.label ?? String(value);
  if (!Array.isArray(value)) return String(value);
  const parts = value.map(String);
  // A line end at the end says that parts stand on lines of their own.
  return parts.some((part) => part.includes(';')) ? `${parts.join('\n')}\n` : parts.join('; ');
}

const TYPE_WORDS: Record<SheetColumn['type'], string> = {
  text: 'chữ',
  list: 'nhiều mục, cách nhau bằng dấu chấm phẩy hoặc xuống dòng',
  integer: 'số nguyên',
  number: 'số, viết như 1234,5',
  date: 'ngày, viết như 31/12/2025',
  'yes-no': 'có hoặc không',
  choice: 'một trong các lựa chọn',
};

function guideTo({ columns }: Sheet): Table {
  const line = ({ title, type, required, values = [], hint }: SheetColumn): Cell[] =>
    [title, required ? 'bắt buộc' : '', TYPE_WORDS[type], values.map(({ label }) => label).join('\n'), hint ?? ''].map((each) => (each === '' ? null : text(each))); // prettier-ignore
  const heads = ['Cột', 'Bắt buộc', 'Cách viết', 'Lựa chọn', 'Giải thích'].map((each) => ({ ...text(each), fontWeight: 'bold' as const })); // prettier-ignore
  return { guide: 'Hướng dẫn', cells: [heads, ...columns.map(line)], widths: [28, 12, 40, 40, 60] };
}
