/**
 * The layout of official papers (Nghị định 30/2020/NĐ-CP, Phụ lục I) as data: what is allowed, and what is used here.
 *
 * `source` says how well a rule is known. `told`: read in descriptions of the annex that agree with each other. `memory`: only
 * remembered. `chosen`: the decree leaves it open. None of them was compared with the signed text of the official gazette.
 */
export type Source = 'told' | 'memory' | 'chosen';

/** Millimetres, points; ranges include both ends. */
export interface Range {
  min: number;
  max: number;
  used: number;
  source: Source;
}

/** A4, in millimetres. */
export const PAGE = {
  width: 210,
  height: 297,
  top: { min: 20, max: 25, used: 20, source: 'told' },
  bottom: { min: 20, max: 25, used: 20, source: 'told' },
  left: { min: 30, max: 35, used: 30, source: 'told' },
  right: { min: 15, max: 20, used: 15, source: 'told' },
} as const satisfies Record<string, number | Range>;

/** Name of the face in Word; the PDF carries one of the same metrics. */
export const FACE = 'Times New Roman';

export type Letters = 'upper' | 'as-written';

/** How one element is set: letters, size in points, weight and slope. */
export interface Element {
  letters: Letters;
  size: Range;
  bold: boolean;
  italic: boolean;
}

const size = (min: number, max: number, used: number, source: Source = 'told'): Range => ({ min, max, used, source });
const upright = (letters: Letters, range: Range): Element => ({ letters, size: range, bold: false, italic: false });
const bold = (letters: Letters, range: Range): Element => ({ letters, size: range, bold: true, italic: false });
const italic = (letters: Letters, range: Range): Element => ({ letters, size: range, bold: false, italic: true });

/** Sizes are kept in step within one paper: 13 for the names of bodies, 14 for the motto, date and content. */
export const ELEMENTS = {
  nation: bold('upper', size(12, 13, 13)),
  motto: bold('as-written', size(13, 14, 14)),
  superior: upright('upper', size(12, 13, 13)),
  issuer: bold('upper', size(12, 13, 13)),
  number: upright('as-written', size(13, 13, 13)),
  placeDate: italic('as-written', size(13, 14, 14)),
  type: bold('upper', size(13, 14, 14)),
  subject: bold('as-written', size(13, 14, 14)),
  letterSubject: upright('as-written', size(12, 13, 13)),
  addressee: upright('as-written', size(13, 14, 14)),
  decider: bold('upper', size(13, 14, 14, 'memory')),
  base: italic('as-written', size(13, 14, 14)),
  resolves: bold('upper', size(13, 14, 14, 'memory')),
  content: upright('as-written', size(13, 14, 14)),
  position: bold('upper', size(13, 14, 14)),
  signer: bold('as-written', size(13, 14, 14)),
  recipientsLabel: { letters: 'as-written', size: size(12, 12, 12), bold: true, italic: true },
  recipients: upright('as-written', size(11, 11, 11)),
  annexLabel: bold('as-written', size(14, 14, 14)),
  annexTitle: bold('upper', size(13, 14, 14)),
  annexOf: italic('as-written', size(13, 14, 14)),
  urgency: bold('upper', size(13, 14, 13)),
  draft: bold('upper', size(13, 14, 13, 'chosen')),
  pageNumber: upright('as-written', size(13, 14, 14)),
  table: upright('as-written', size(11, 14, 12, 'chosen')),
  caption: italic('as-written', size(12, 14, 13, 'chosen')),
} as const satisfies Record<string, Element>;

export type ElementName = keyof typeof ELEMENTS;

/** The content's paragraphs. Indents in millimetres, spacing in points, line spacing as a multiple of the face's own. */
export const PARAGRAPHS = {
  firstLine: { min: 10, max: 12.7, used: 12.7, source: 'told' },
  spacing: { min: 6, max: 12, used: 6, source: 'told' },
  lines: { min: 1, max: 1.5, used: 1.15, source: 'told' },
} as const satisfies Record<string, Range>;

/** Lines under parts of the head, as a share of the text above them. */
export const RULES = {
  /** Under the motto: as long as the text. */
  motto: { min: 1, max: 1, used: 1, source: 'told' },
  issuer: { min: 1 / 3, max: 1 / 2, used: 0.4, source: 'told' },
  subject: { min: 1 / 3, max: 1 / 2, used: 0.4, source: 'told' },
} as const satisfies Record<string, Range>;

/** Marks of urgency: boxes in millimetres, red. Which side of the head they stand on is remembered, not read. */
export const URGENCY = {
  khan: { text: 'KHẨN', width: 20, height: 8 },
  'thuong-khan': { text: 'THƯỢNG KHẨN', width: 40, height: 8 },
  'hoa-toc': { text: 'HỎA TỐC', width: 30, height: 8 },
} as const;

export const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc';

/** Width of the text between the margins, in millimetres. */
export function textWidth(landscape: boolean): number {
  return (landscape ? PAGE.height : PAGE.width) - PAGE.left.used - PAGE.right.used;
}
