import { sniff } from '../documents/sniff.ts';
import { documentRefusal } from '../documents/refusals.ts';
import { fold } from '../search/fold.ts';
import { HEAD_ROWS, readCsv } from './csv.ts';
import { columnLetters, shownAs, type Grid, type GridRow } from './grid.ts';
import { SHEET_LIMITS, type RowOf, type Sheet, type SheetColumn, type SheetError, type SheetLimits, type SheetReading } from './model.ts'; // prettier-ignore
import { sheetRefusal } from './refusals.ts';
import { emptyOf, readCell, type CellValue } from './values.ts';
import { readWorkbook } from './xlsx.ts';

/** Heads of columns that people add for themselves; they are passed over. */
const PASSED_OVER = new Set(['stt', 'so tt', 'tt', 'ghi chu', '#']);
const MARKER = /^Mẫu ([a-z0-9-]+), phiên bản (\d{1,6})$/;

/**
 * Reads a declared table from a workbook or a CSV file; nothing is stored anywhere, so this is also the dry run. The
 * worksheet that names the template counts, else the one of the table's title, else the first. Everything that is wrong is told
 * at once, by row and column. Formulas are not worked out: the result that the file keeps counts, and where there is none the
 * cell could not be checked.
 * @throws Refusal `sheet.*` or `document.*` for a file that cannot be read, is too large, or is of another or an older template
 */
export function readSheet<S extends Sheet>(
  file: Uint8Array | OpenFile,
  sheet: S,
  limits: Partial<SheetLimits> = {},
): SheetReading<S> {
  const found = findSheet(opened(file, limits).grids, sheet);
  if (found === null) throw sheetRefusal('no-header', `“${sheet.title.vi}”`);
  return readGrid(found, sheet);
}

/** The same for a file that may leave the table out: null when none of its worksheets is this one. */
export function readSheetIfThere<S extends Sheet>(
  file: Uint8Array | OpenFile,
  sheet: S,
  limits: Partial<SheetLimits> = {},
): SheetReading<S> | null {
  const found = opened(file, limits).grids.find((grid) => markerOf(grid)?.name === sheet.name || isTitle(grid, sheet));
  return found ? readGrid(found, sheet) : null;
}

/** A file whose worksheets were read, for several tables in one file. */
export interface OpenFile {
  grids: readonly Grid[];
}

/** Reads the worksheets of a file once. @throws Refusal as `readSheet` */
export function openFile(bytes: Uint8Array, limits: Partial<SheetLimits> = {}): OpenFile {
  return { grids: gridsOf(bytes, { ...SHEET_LIMITS, ...limits }) };
}

const opened = (file: Uint8Array | OpenFile, limits: Partial<SheetLimits>): OpenFile =>
  file instanceof Uint8Array ? openFile(file, limits) : file;

function gridsOf(bytes: Uint8Array, limits: SheetLimits): Grid[] {
  if (bytes.length === 0) throw sheetRefusal('empty');
  if (bytes.length > limits.bytes) throw sheetRefusal('too-large', `tệp quá ${Math.floor(limits.bytes / 2 ** 20)} MB`);
  const type = sniff(bytes);
  if (type.kind === 'other') throw type.refusal === 'encrypted' ? documentRefusal('encrypted') : sheetRefusal('unsupported'); // prettier-ignore
  if (type.kind === 'zip') return readWorkbook(bytes, limits);
  if (type.kind !== 'txt') throw sheetRefusal('unsupported');
  return [readCsv(bytes, limits)];
}

const isTitle = ({ name }: Grid, { title }: Sheet): boolean =>
  [title.vi, title.en].some((each) => fold(each) === fold(name));

/** "Mẫu co-quan, phiên bản 1", in the first rows: from which template the file was made. */
function markerOf({ rows }: Grid): { name: string; version: number } | null {
  for (const { cells } of rows.slice(0, 3)) {
    const first = cells.get(0);
    const marker = first && MARKER.exec(shownAs(first).normalize('NFC').trim());
    if (marker) return { name: marker[1]!, version: Number(marker[2]) };
  }
  return null;
}

function findSheet(grids: readonly Grid[], sheet: Sheet): Grid | null {
  const filled = grids.filter(({ rows }) => rows.length > 0);
  if (filled.length === 0) throw sheetRefusal('empty');
  const marked = filled.find((grid) => markerOf(grid)?.name === sheet.name);
  const own = marked ?? filled.find((grid) => isTitle(grid, sheet)) ?? filled[0]!;
  const marker = markerOf(own);
  if (marker && marker.name !== sheet.name) throw sheetRefusal('other-template', `“${marker.name}”, không phải “${sheet.name}”`); // prettier-ignore
  return own;
}

function readGrid<S extends Sheet>(grid: Grid, sheet: S): SheetReading<S> {
  const marker = markerOf(grid);
  if (marker && marker.version !== sheet.version) {
    const kind = marker.version < sheet.version ? 'outdated' : 'newer';
    throw sheetRefusal(kind, `“${sheet.name}” phiên bản ${marker.version}; hiện dùng phiên bản ${sheet.version}`);
  }
  const head = headOf(grid, sheet);
  if (head === null) throw sheetRefusal('no-header', sheet.columns.map(({ title }) => title).join(', '));
  const { places, errors } = placesOf(head, sheet);
  const columns = [...places.keys()].map(({ key }) => key);
  const reading: SheetReading<S> = { rows: [], unsound: [], errors, columns, version: marker?.version ?? null };
  for (const { row, cells } of grid.rows) {
    if (row <= head.row) continue;
    const values: Record<string, CellValue> = {};
    const wrong: SheetError[] = [];
    let filled = false;
    for (const [column, place] of places) {
      const cell = cells.get(place);
      const read = cell ? readCell(cell, column) : { value: emptyOf(column) };
      const where = { row, column: column.title };
      filled ||= cell !== undefined;
      if ('code' in read) {
        wrong.push({ ...where, code: read.code, message: `Dòng ${row}, cột “${column.title}” (ô ${columnLetters(place)}${row}): ${read.message}.` }); // prettier-ignore
      } else if (column.required && (read.value === null || (Array.isArray(read.value) && read.value.length === 0))) {
        wrong.push({ ...where, code: 'required', message: `Dòng ${row}, cột “${column.title}”: chưa điền.` });
      } else values[column.key] = read.value;
    }
    if (!filled) continue;
    if (wrong.length === 0) reading.rows.push({ row, values: { ...absent(sheet, places), ...values } as RowOf<S> });
    else reading.unsound.push({ row, values: values as Partial<RowOf<S>> });
    reading.errors.push(...wrong);
  }
  return reading;
}

/** Columns that the file leaves out are as if empty; required ones are an error of the head already. */
const absent = (sheet: Sheet, places: ReadonlyMap<SheetColumn, number>): Record<string, CellValue> =>
  Object.fromEntries(sheet.columns.filter((column) => !places.has(column)).map((column) => [column.key, emptyOf(column)])); // prettier-ignore

/** A head is compared without accents, letter case, and the star of what must be filled. */
const headKey = (text: string): string => fold(text.replaceAll('*', ' '));
const isHeadOf = (column: SheetColumn, text: string): boolean =>
  [column.title, column.key, ...(column.aliases ?? [])].some((each) => headKey(each) === headKey(text));

/** The row among the first that holds most of the columns' heads: at least two, or all. */
function headOf({ rows }: Grid, { columns }: Sheet): GridRow | null {
  let best: { row: GridRow; count: number } | null = null;
  for (const row of rows.slice(0, HEAD_ROWS)) {
    const texts = [...row.cells.values()].map(shownAs);
    const count = columns.filter((column) => texts.some((text) => isHeadOf(column, text))).length;
    if (count > (best?.count ?? 0)) best = { row, count };
  }
  return best !== null && best.count >= Math.min(2, columns.length) ? best.row : null;
}

function placesOf(
  { row, cells }: GridRow,
  { columns }: Sheet,
): { places: Map<SheetColumn, number>; errors: SheetError[] } {
  const places = new Map<SheetColumn, number>();
  const errors: SheetError[] = [];
  for (const [place, cell] of [...cells].sort(([a], [b]) => a - b)) {
    const text = shownAs(cell).trim();
    const column = columns.find((each) => isHeadOf(each, text));
    const where = `Dòng ${row}, ô ${columnLetters(place)}${row}`;
    if (column && places.has(column)) {
      errors.push({ row, column: column.title, code: 'column-twice', message: `${where}: cột “${column.title}” có hai lần.` }); // prettier-ignore
    } else if (column) places.set(column, place);
    else if (!PASSED_OVER.has(headKey(text))) {
      errors.push({ row, column: text.slice(0, 60), code: 'column-unknown', message: `${where}: không có cột “${text.slice(0, 60)}” trong mẫu.` }); // prettier-ignore
    }
  }
  for (const column of columns) {
    if (column.required && !places.has(column)) errors.push({ row, column: column.title, code: 'column-missing', message: `Dòng ${row}: thiếu cột “${column.title}”.` }); // prettier-ignore
  }
  return { places, errors };
}
