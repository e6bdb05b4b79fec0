import { streamXml } from '../documents/docx-xml.ts';
import { DEFAULT_LIMITS, type DocumentLimits } from '../documents/limits.ts';
import { listZip, type ZipEntry } from '../documents/zip.ts';
import { HEAD_ROWS } from './csv.ts';
import { placeOf, type Cell, type Grid, type GridRow } from './grid.ts';
import type { SheetLimits } from './model.ts';
import { sheetRefusal } from './refusals.ts';

/** Serial number of 1970-01-01 in the calendar that begins in 1900, and in the one that begins in 1904. */
const EPOCHS = { since1900: 25_569, since1904: 24_107 } as const;
const SHEETS = 20;

/**
 * The worksheets of a workbook (ISO/IEC 29500). Read as a stream with the bounds of `kernel/documents`, only what is filled is
 * kept, and a single bad cell is told as such: a reader that builds the whole rectangle would let one cell at XFD1048576 fill
 * the memory, and one that throws at the first bad cell could not name the others.
 * @throws Refusal `document.bomb`, `document.broken`, `sheet.broken`, `sheet.too-large`
 */
export function readWorkbook(bytes: Uint8Array, limits: SheetLimits): Grid[] {
  const bounds: DocumentLimits = {
    ...DEFAULT_LIMITS,
    zipEntries: 1_000,
    zipDeclaredBytes: 2 * limits.unpacked,
    zipEntryBytes: limits.unpacked,
    depth: 100,
  };
  const entries = listZip(bytes, bounds);
  const main = entries.get('xl/workbook.xml');
  if (!main) throw sheetRefusal('unsupported', 'không có sổ tính trong tệp');
  const each = (entry: ZipEntry | undefined, events: Parameters<typeof streamXml>[3]) => {
    if (entry) streamXml(bytes, entry, bounds, events);
  };

  const sheets: { name: string; relation: string }[] = [];
  let since1904 = false;
  each(main, {
    open(name, attributes) {
      if (local(name) === 'sheet') sheets.push({ name: attributes.name ?? '', relation: attributes['r:id'] ?? relationOf(attributes) }); // prettier-ignore
      if (local(name) === 'workbookPr') since1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
    },
  });
  const targets = new Map<string, string>();
  each(entries.get('xl/_rels/workbook.xml.rels'), {
    open(name, { Id, Target }) {
      if (local(name) === 'Relationship' && Id && Target) targets.set(Id, Target);
    },
  });
  const shared = sharedTexts((events) => each(entries.get('xl/sharedStrings.xml'), events), limits);
  const dated = dateStyles((events) => each(entries.get('xl/styles.xml'), events));
  return sheets.slice(0, SHEETS).map(({ name, relation }) => {
    const target = targets.get(relation)?.replace(/^\/?(?:xl\/)?/, '');
    const entry = entries.get(`xl/${target}`);
    if (!entry) throw sheetRefusal('broken', name);
    const rows: GridRow[] = [];
    const reading = new RowReader(rows, { shared, dated, since1904 }, limits);
    each(entry, reading);
    return { name: name.normalize('NFC'), rows };
  });
}

type Feed = (events: Parameters<typeof streamXml>[3]) => void;

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
const relationOf = (attributes: Record<string, string>): string =>
  Object.entries(attributes).find(([name]) => local(name) === 'id' && name.includes(':'))?.[1] ?? '';

/** Texts that cells refer to by number. The guide to reading aloud (`rPh`) is no part of them. */
function sharedTexts(feed: Feed, limits: SheetLimits): string[] {
  const texts: string[] = [];
  let [text, inText, aloud, letters] = ['', false, 0, 0];
  feed({
    open(name) {
      const tag = local(name);
      if (tag === 'si') text = '';
      if (tag === 'rPh') aloud += 1;
      inText = tag === 't';
    },
    close(name) {
      const tag = local(name);
      if (tag === 'si') texts.push(unescaped(text));
      if (tag === 'rPh') aloud -= 1;
      inText = false;
    },
    text(data) {
      if (!inText || aloud > 0) return;
      text += data;
      letters += data.length;
      if (letters > limits.letters) throw sheetRefusal('too-large', `quá ${limits.letters} chữ`);
    },
  });
  return texts;
}

/** Formats by number, and whether they show a day: the built-in ones (ISO/IEC 29500-1, 18.8.30) and those with day or year letters. */
function dateStyles(feed: Feed): boolean[] {
  const own = new Map<string, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  feed({
    open(name, attributes) {
      const tag = local(name);
      if (tag === 'numFmt') own.set(attributes.numFmtId ?? '', isDateFormat(attributes.formatCode ?? ''));
      if (tag === 'cellXfs') inCells = true;
      if (tag === 'xf' && inCells) {
        const format = attributes.numFmtId ?? '0';
        const number = Number(format);
        styles.push(own.get(format) ?? ((number >= 14 && number <= 17) || number === 22 || (number >= 27 && number <= 36) || (number >= 50 && number <= 58))); // prettier-ignore
      }
    },
    close(name) {
      if (local(name) === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

function isDateFormat(code: string): boolean {
  const bare = code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '').toLowerCase();
  return /[dy]/.test(bare) || (/m/.test(bare) && !/[hs]/.test(bare) && !/general/.test(bare));
}

/** Excel writes letters that XML cannot hold as _x000D_. */
const unescaped = (text: string): string =>
  text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** What cells refer to. */
interface Book {
  shared: readonly string[];
  dated: readonly boolean[];
  since1904: boolean;
}

interface RawCell {
  type: string;
  style: number;
  value: string;
  formula: boolean;
}

/** Collects the filled cells of one worksheet. */
class RowReader {
  readonly #rows: GridRow[];
  readonly #book: Book;
  readonly #limits: SheetLimits;
  #cells = new Map<number, Cell>();
  #row = 0;
  #column = -1;
  #letters = 0;
  #cell: RawCell | null = null;
  #keep = false;

  constructor(rows: GridRow[], book: Book, limits: SheetLimits) {
    this.#rows = rows;
    this.#book = book;
    this.#limits = limits;
  }

  open = (name: string, attributes: Record<string, string>): void => {
    const tag = local(name);
    if (tag === 'row') {
      this.#row = Number(attributes.r ?? this.#row + 1);
      this.#column = -1;
      if (!Number.isInteger(this.#row) || this.#row < 1) throw sheetRefusal('broken', `dòng ${attributes.r}`);
    } else if (tag === 'c') {
      const place = attributes.r === undefined ? { column: this.#column + 1 } : placeOf(attributes.r);
      if (place === null) throw sheetRefusal('broken', attributes.r);
      this.#column = place.column;
      this.#cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '', formula: false };
    } else if (tag === 'f' && this.#cell) this.#cell.formula = true;
    this.#keep = tag === 'v' || tag === 't';
  };

  close = (name: string): void => {
    const tag = local(name);
    this.#keep = false;
    if (tag === 'c' && this.#cell) {
      const cell = this.#read(this.#cell);
      this.#cell = null;
      if (cell === null) return;
      if (this.#column >= this.#limits.columns) throw sheetRefusal('too-large', `quá ${this.#limits.columns} cột`);
      this.#cells.set(this.#column, cell);
    } else if (tag === 'row' && this.#cells.size > 0) {
      this.#rows.push({ row: this.#row, cells: this.#cells });
      this.#cells = new Map();
      if (this.#rows.length > this.#limits.rows + HEAD_ROWS) throw sheetRefusal('too-large', `quá ${this.#limits.rows} dòng`); // prettier-ignore
    }
  };

  text = (data: string): void => {
    if (!this.#keep || !this.#cell) return;
    this.#cell.value += data;
    this.#letters += data.length;
    if (this.#letters > this.#limits.letters) throw sheetRefusal('too-large', `quá ${this.#limits.letters} chữ`);
  };

  #read({ type, style, value, formula }: RawCell): Cell | null {
    const unreadable = (shown: string): Cell => ({ kind: 'unreadable', shown });
    if (type === 'e') return unreadable(value || '#?');
    if (value === '') return formula && type !== 'str' ? unreadable('công thức chưa có kết quả') : null;
    if (type === 's') {
      const text = this.#book.shared[Number(value)];
      return text === undefined ? unreadable(`chữ số ${value}`) : text.trim() === '' ? null : { kind: 'text', text };
    }
    if (type === 'inlineStr' || type === 'str') {
      const text = unescaped(value);
      return text.trim() === '' ? null : { kind: 'text', text };
    }
    if (type === 'b') return { kind: 'truth', truth: value === '1' };
    if (type === 'd') return { kind: 'text', text: value.slice(0, 10) };
    const number = Number(value);
    if (!Number.isFinite(number)) return unreadable(value);
    const date = this.#book.dated[style] ?? false;
    const shift = date && this.#book.since1904 ? EPOCHS.since1900 - EPOCHS.since1904 : 0;
    return { kind: 'number', number: number + shift, date };
  }
}

/** Days since 1970-01-01 of a spreadsheet's day number; spreadsheets believe that 1900 had a 29 February. */
export const daysSince1970 = (serial: number): number => Math.floor(serial) - EPOCHS.since1900 + (serial < 60 ? 1 : 0);
