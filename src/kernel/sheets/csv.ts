import { decodeText } from '../documents/text-encoding.ts';
import type { Cell, Grid, GridRow } from './grid.ts';
import type { SheetLimits } from './model.ts';
import { sheetRefusal } from './refusals.ts';

const SEPARATORS = [',', ';', '\t'];

/**
 * A CSV file (RFC 4180) as a grid. Comma, semicolon or tab, as the first line shows; any encoding that documents come in. An
 * apostrophe before a sign of a formula was put there by an export of ours (`csvCell`) and is taken away.
 * @throws Refusal `sheet.too-large`, `sheet.broken` (a quote without its end), `document.unreadable`
 */
export function readCsv(bytes: Uint8Array, limits: SheetLimits): Grid {
  const { text } = decodeText(bytes, false);
  if (text.length > limits.letters) throw sheetRefusal('too-large', `quá ${limits.letters} chữ`);
  const source = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(source);
  const rows: GridRow[] = [];
  let cells = new Map<number, Cell>();
  let [at, column, row] = [0, 0, 1];
  const put = (value: string) => {
    if (value.trim() !== '') {
      if (column >= limits.columns) throw sheetRefusal('too-large', `quá ${limits.columns} cột`);
      cells.set(column, { kind: 'text', text: value.replace(/^'(?='*[=+\-@\t\r])/, '') });
    }
  };
  const endRow = () => {
    if (cells.size > 0) rows.push({ row, cells });
    if (rows.length > limits.rows + HEAD_ROWS) throw sheetRefusal('too-large', `quá ${limits.rows} dòng`);
    cells = new Map();
    column = 0;
    row += 1;
  };
  while (at < source.length) {
    let value: string;
    if (source[at] === '"') ({ value, next: at } = quoted(source, at, row));
    else {
      const end = plainEnd(source, at, separator);
      value = source.slice(at, end);
      at = end;
    }
    put(value);
    const mark = source[at];
    if (mark === separator) {
      column += 1;
      at += 1;
    } else if (mark === undefined || mark === '\n' || mark === '\r') {
      if (mark === '\r' && source[at + 1] === '\n') at += 1;
      at += 1;
      endRow();
    } else {
      throw sheetRefusal('broken', `dòng ${row} có chữ sau dấu đóng ngoặc kép`);
    }
  }
  endRow();
  return { name: '', rows };
}

/** Rows above the data: the template's name and the head. */
export const HEAD_ROWS = 20;

function separatorOf(source: string): string {
  const lines = source.slice(0, 20_000).split(/\r?\n/, HEAD_ROWS);
  const most = (separator: string) => Math.max(...lines.map((line) => line.split(separator).length));
  return SEPARATORS.reduce((best, each) => (most(each) > most(best) ? each : best));
}

function quoted(source: string, from: number, row: number): { value: string; next: number } {
  let at = from + 1;
  const parts: string[] = [];
  for (;;) {
    const end = source.indexOf('"', at);
    if (end < 0) throw sheetRefusal('broken', `dòng ${row} mở ngoặc kép mà không đóng`);
    parts.push(source.slice(at, end));
    if (source[end + 1] !== '"') return { value: parts.join('"'), next: end + 1 };
    at = end + 2;
  }
}

function plainEnd(source: string, from: number, separator: string): number {
  let at = from;
  while (at < source.length && source[at] !== separator && source[at] !== '\n' && source[at] !== '\r') at += 1;
  return at;
}
