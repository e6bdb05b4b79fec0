import type { IsoDate } from '../calendar/dates.ts';
import type { PaperKind } from './kinds.ts';

/**
 * An official paper as it is meant, without a word on how it looks: the layout is the law's (`layout.ts`) and is added when it is
 * printed. Plain data throughout, so that a paper can be kept as JSON and printed again to the same bytes.
 */
export interface Paper {
  kind: PaperKind;
  /** Cơ quan chủ quản trực tiếp, if any. */
  superior?: string;
  /** The body that issues the paper, full official name. */
  issuer: string;
  /** Absent while the paper is a draft: room is left for it. */
  number?: number;
  /** What follows "/": BC-SNV. See `symbolOf`. */
  symbol?: string;
  place: string;
  /** Absent while the paper is not signed. */
  date?: IsoDate;
  /** Trích yếu. */
  subject: string;
  /** The body or position that decides, above the bases of a decision: CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH … */
  decidedBy?: string;
  /** Kính gửi. */
  addressees?: readonly string[];
  /** Căn cứ, without the mark at the end. */
  bases?: readonly string[];
  body: readonly Block[];
  signature: Signature;
  /** A second signer on the left, as in minutes (thư ký). */
  cosigner?: Signature;
  /** Nơi nhận, without dash and mark. */
  recipients?: readonly string[];
  /** What follows "Lưu:": VT, CCHC. */
  archive?: string;
  annexes?: readonly Annex[];
  /** Words in a box that say this is not the issued paper: DỰ THẢO. */
  draft?: string;
  urgency?: Urgency;
  /** A wide paper, e.g. a ledger. */
  landscape?: boolean;
  /** The instant the paper stands for (ISO 8601), written into the files instead of the clock's time. */
  madeAt?: string;
}

export type Urgency = 'khan' | 'thuong-khan' | 'hoa-toc';

/** Thay mặt, ký thay, thừa lệnh, thừa ủy quyền (NĐ 30/2020 Đ.13). */
export type AuthorityMark = 'TM.' | 'KT.' | 'TL.' | 'TUQ.';

export interface Signature {
  /** In whose place the paper is signed, from the highest down. */
  authority?: readonly { mark: AuthorityMark; of: string }[];
  /** Quyền: acting head. */
  acting?: boolean;
  position: string;
  /** Without academic titles; absent while unsigned. */
  name?: string;
}

export interface Annex {
  title: string;
  body: readonly Block[];
  landscape?: boolean;
}

export type Block = Heading | Paragraph | List | Table | Chart | PageBreak | Landscape;

export type HeadingLevel =
  'part' | 'chapter' | 'section' | 'subsection' | 'article' | 'roman' | 'clause' | 'decimal' | 'point';

export interface Heading {
  kind: 'heading';
  level: HeadingLevel;
  text: RichText;
  /** Instead of the number that follows from its place. */
  label?: string;
  /** The text is a sentence and not a title: the number stands before it, it is not set bold. */
  sentence?: boolean;
}

export interface Paragraph {
  kind: 'paragraph';
  text: RichText;
  align?: Alignment;
}

export interface List {
  kind: 'list';
  ordered?: boolean;
  items: readonly ListItem[];
}

export interface ListItem {
  text: RichText;
  items?: List;
}

export interface PageBreak {
  kind: 'page-break';
}

/** Pages turned for a table that is too wide. */
export interface Landscape {
  kind: 'landscape';
  body: readonly Exclude<Block, Landscape>[];
}

/** Text with marks; a bare string has none. */
export type RichText = string | readonly Run[];

export interface Run {
  text: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  /** http, https or mailto; anything else is printed without its link. */
  link?: string;
}

export type Alignment = 'left' | 'center' | 'right' | 'justify';

export interface Table {
  kind: 'table';
  /** Above the table: Bảng 1. … */
  caption?: string;
  columns: readonly Column[];
  /** Rows repeated on every page. */
  head: readonly Row[];
  rows: readonly Row[];
}

export interface Column {
  /** Share of the width, compared with the other columns. */
  width: number;
  align?: Alignment;
  format?: CellFormat;
}

/** How a value is written; `decimals` are at most so many, `fixed` makes them exactly so many. */
export type CellFormat =
  | { kind: 'text' }
  | { kind: 'number'; decimals?: number; fixed?: boolean }
  /** Of values from 0 to 100. */
  | { kind: 'percent'; decimals?: number; fixed?: boolean }
  /** Of values `YYYY-MM-DD`. */
  | { kind: 'date' };

export type Row = readonly Cell[];
/** A value, or one with marks, spans or an alignment of its own. Cells that a span covers are left out. Null is an empty cell. */
export type Cell = CellValue | CellObject;
export type CellValue = string | number | null;

export interface CellObject {
  value: CellValue | readonly Run[];
  colSpan?: number;
  rowSpan?: number;
  align?: Alignment;
  bold?: boolean;
  italic?: boolean;
}

export interface Chart {
  kind: 'chart';
  type: 'bar' | 'column' | 'line';
  /** Below the picture: Biểu đồ 1. … */
  caption: string;
  categories: readonly string[];
  /** One value for each category; null is a gap, not a zero. */
  series: readonly { name: string; values: readonly (number | null)[] }[];
  /** Written after values: %. */
  unit?: string;
  decimals?: number;
}
