import { addDays, dateOf, isIsoDate, isoDate, type IsoDate } from '../calendar/dates.ts';
import { fold } from '../search/fold.ts';
import { shownAs, type Cell } from './grid.ts';
import type { Choice, SheetColumn, SheetErrorCode } from './model.ts';
import { daysSince1970 } from './xlsx.ts';

export type CellValue = string | number | boolean | IsoDate | string[] | null;

/** A value, or what is wrong with the cell. */
export type Read = { value: CellValue } | { code: SheetErrorCode; message: string };

const LONGEST = 1_000;
const PARTS = 200;
const CONTROLS = /[\p{Cc}\p{Cf}]/gu;
const YES = new Set(['x', 'co', 'dung', 'yes', 'true', '1']);
const NO = new Set(['khong', 'sai', 'no', 'false', '0']);

/** Reads a filled cell as its column declares. Blank text is null (of a list: an empty list). */
export function readCell(cell: Cell, column: SheetColumn): Read {
  if (cell.kind === 'unreadable') {
    return wrong('could-not-check', `không kiểm tra được: ô chứa công thức lỗi hoặc chưa có kết quả (${cell.shown.slice(0, 40)})`); // prettier-ignore
  }
  return READERS[column.type](cell, column);
}

/** The value of an empty cell. */
export function emptyOf(column: SheetColumn): CellValue {
  return column.type === 'list' ? [] : null;
}

const READERS: Record<SheetColumn['type'], (cell: Cell, column: SheetColumn) => Read> = {
  text: (cell, { maxLength = LONGEST }) => {
    const text = tidy(textOf(cell));
    return text.length > maxLength ? wrong('too-long', `dài nhất ${maxLength} ký tự`) : { value: text || null };
  },
  list: (cell, { maxLength = LONGEST }) => {
    const text = textOf(cell);
    const parts = text.split(text.includes('\n') ? '\n' : ';').map(tidy).filter(Boolean); // prettier-ignore
    if (parts.length > PARTS) return wrong('too-long', `nhiều nhất ${PARTS} mục trong một ô`);
    const long = parts.some((part) => part.length > maxLength);
    return long ? wrong('too-long', `mỗi mục dài nhất ${maxLength} ký tự`) : { value: parts };
  },
  integer: (cell) => {
    const number = numberOf(cell);
    if (number === null) return blank(cell) ?? wrong('not-a-number', `“${shown(cell)}” không phải số nguyên`);
    return Number.isSafeInteger(number) ? { value: number } : wrong('not-a-number', `“${shown(cell)}” không phải số nguyên`); // prettier-ignore
  },
  number: (cell) => {
    const number = numberOf(cell);
    return number === null
      ? (blank(cell) ?? wrong('not-a-number', `“${shown(cell)}” không phải số; viết như 1234,5`))
      : { value: number };
  },
  date: (cell) => {
    const date = dateFrom(cell);
    return date === null
      ? (blank(cell) ?? wrong('not-a-date', `“${shown(cell)}” không phải ngày có trong lịch; viết như 31/12/2025`))
      : { value: date };
  },
  'yes-no': (cell) => {
    if (cell.kind === 'truth') return { value: cell.truth };
    const word = fold(shownAs(cell));
    if (YES.has(word)) return { value: true };
    return NO.has(word) ? { value: false } : (blank(cell) ?? wrong('not-yes-no', `“${shown(cell)}”: viết “có” hoặc “không”`)); // prettier-ignore
  },
  choice: (cell, { values = [] }) => {
    const found = choiceOf(values, shownAs(cell));
    if (found) return { value: found.value };
    const some = values.slice(0, 12).map(({ label }) => label).join('; '); // prettier-ignore
    return blank(cell) ?? wrong('not-a-choice', `không có lựa chọn “${shown(cell)}”; chọn một trong: ${some}`);
  },
};

function choiceOf(values: readonly Choice[], text: string): Choice | undefined {
  const wanted = fold(text);
  return values.find(({ value, label }) => fold(value) === wanted || fold(label) === wanted);
}

const wrong = (code: SheetErrorCode, message: string): Read => ({ code, message });
const shown = (cell: Cell): string => shownAs(cell).trim().slice(0, 60);
const blank = (cell: Cell): Read | null => (shown(cell) === '' ? { value: null } : null);

/** Text as it is kept: NFC, no control or invisible signs, single spaces. */
function tidy(text: string): string {
  return text.normalize('NFC').replace(CONTROLS, ' ').replace(/\s+/gu, ' ').trim();
}

/** A number in a column of text is a code that a spreadsheet took for a number. */
function textOf(cell: Cell): string {
  if (cell.kind === 'number' && cell.date) return dateFrom(cell) ?? String(cell.number);
  if (cell.kind === 'number' && Number.isInteger(cell.number)) return BigInt(cell.number).toString();
  return shownAs(cell);
}

/** "1234,5" and "1234.5"; what could be read in two ways ("1.234") is no number. */
function numberOf(cell: Cell): number | null {
  if (cell.kind === 'number') return cell.number;
  const text = shownAs(cell).trim().replaceAll(/[\s\u00A0]/g, ''); // prettier-ignore
  if (/^[+-]?\d{1,3}([.,]\d{3})$/.test(text)) return null;
  if (/^[+-]?\d{1,15}([.,]\d{1,15})?$/.test(text)) return Number(text.replace(',', '.'));
  const grouped = /^([+-]?\d{1,3}(?:\.\d{3})+)(,\d{1,15})?$/.exec(text);
  return grouped ? Number(grouped[1]!.replaceAll('.', '') + (grouped[2] ?? '').replace(',', '.')) : null;
}

function dateFrom(cell: Cell): IsoDate | null {
  if (cell.kind === 'number') {
    // Years 1900 to 9999; other numbers are no days.
    return cell.number >= 1 && cell.number < 2_958_466 ? addDays(isoDate('1970-01-01'), daysSince1970(cell.number)) : null; // prettier-ignore
  }
  const text = shownAs(cell).trim();
  const written = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})$/.exec(text);
  if (written) return dateOf(Number(written[3]), Number(written[2]), Number(written[1]));
  return isIsoDate(text) ? text : null;
}
