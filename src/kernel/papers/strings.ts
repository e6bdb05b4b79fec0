import { partsOf, type IsoDate } from '../calendar/dates.ts';
import { Refusal } from '../refusal.ts';
import { isNumbered, kindRow, type PaperKind } from './kinds.ts';
import type { Signature } from './model.ts';
import { clean, upper } from './rich-text.ts';

/** What the decree fixes to the letter: NĐ 30/2020, Phụ lục I, Phần I, Mục II. Pure; no line knows how it is set. */

/** Room for a number or day that is written in later. */
const BLANK = '\u00a0'.repeat(6);

/** `symbolOf('bao-cao', 'SNV')` is BC-SNV; a công văn takes its drafting unit instead of a type: SNV-VP. */
export function symbolOf(kind: PaperKind, issuer: string, unit?: string): string {
  const { abbreviation } = kindRow(kind);
  return [abbreviation, issuer, abbreviation === null ? unit : undefined].filter(Boolean).join('-');
}

/** Số: 05/BC-SNV; below 10 with a leading 0. Without a number there is room for it. Null for papers that carry none. */
export function numberLine(kind: PaperKind, number?: number, symbol?: string): string | null {
  if (!isNumbered(kind)) return null;
  const written = number === undefined ? BLANK : String(number).padStart(2, '0');
  return symbol ? `Số: ${written}/${clean(symbol)}` : `Số: ${written}`;
}

/** 05/BC-SNV, as a paper is cited; null while it has no number. */
export function citedNumber(number?: number, symbol?: string): string | null {
  if (number === undefined) return null;
  return [String(number).padStart(2, '0'), symbol].filter(Boolean).join('/');
}

/** ngày 05 tháng 01 năm 2026: a leading 0 for days below 10 and months 1 and 2 only. */
export function dateWords(date?: IsoDate): string {
  if (date === undefined) return `ngày${BLANK}tháng${BLANK}năm${BLANK}`;
  const { year, month, day } = partsOf(date);
  return `ngày ${pad(day)} tháng ${month <= 2 ? pad(month) : month} năm ${year}`;
}

/** Khánh Hòa, ngày 05 tháng 01 năm 2026. */
export function placeDate(place: string, date?: IsoDate): string {
  return `${clean(place)}, ${dateWords(date)}`;
}

/** Bases, one a line: ";" at the end, the last ".". */
export function baseLines(bases: readonly string[]): string[] {
  return bases.map((base, index) => `${bare(base)}${index === bases.length - 1 ? '.' : ';'}`);
}

/** Kính gửi: one addressee stands on the same line, several one a line each. */
export function addresseeLines(addressees: readonly string[]): string[] {
  if (addressees.length <= 1) return addressees.map((name) => `Kính gửi: ${bare(name)}.`);
  return [
    'Kính gửi:',
    ...addressees.map((name, index) => `- ${bare(name)}${index === addressees.length - 1 ? '.' : ';'}`),
  ];
}

/** Nơi nhận: a dash and ";" on each line, the last is what is kept: - Lưu: VT, CCHC. */
export function recipientLines(recipients: readonly string[], archive?: string): string[] {
  const lines = recipients.map((name) => `- ${bare(name)};`);
  if (archive !== undefined) return [...lines, `- Lưu: ${bare(archive)}.`];
  return lines.map((line, index) => (index === lines.length - 1 ? line.replace(/;$/, '.') : line));
}

/**
 * The lines above the signature: TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH.
 * @throws Refusal `paper.authority` for an order of marks that Điều 13 does not allow
 */
export function signatureLines({ authority = [], acting = false, position }: Signature): string[] {
  const marks = authority.map(({ mark }) => mark).join(' ');
  if (!ALLOWED_AUTHORITY.has(marks)) {
    throw new Refusal('paper.authority', `Thẩm quyền ký “${marks}” không đúng Điều 13 Nghị định 30/2020/NĐ-CP.`, {
      remedy: 'Chọn một trong: TM.; KT.; TM. rồi KT.; TL.; TL. rồi KT.; TUQ.',
    });
  }
  return [...authority.map(({ mark, of }) => `${mark} ${upper(of)}`), `${acting ? 'Q. ' : ''}${upper(position)}`];
}

/** By order may be passed on to the unit head's deputy; by written authority may not (Đ.13 k.3, k.4). */
const ALLOWED_AUTHORITY = new Set(['', 'TM.', 'KT.', 'TM. KT.', 'TL.', 'TL. KT.', 'TUQ.']);

/** The end of the content: ./. in place of whatever mark stands there. */
export function closed(text: string): string {
  return `${text.replace(/[\s.;,/]+$/, '')}./.`;
}

/** Phụ lục, or with a Roman number when there are several. */
export function annexLabel(index: number, count: number): string {
  return count === 1 ? 'Phụ lục' : `Phụ lục ${roman(index + 1)}`;
}

/** (Kèm theo Báo cáo số 05/BC-SNV ngày 05 tháng 01 năm 2026 của Sở Nội vụ) */
export function annexOf(kind: PaperKind, issuer: string, number?: number, symbol?: string, date?: IsoDate): string {
  const cited = citedNumber(number, symbol) ?? `${BLANK}${symbol ? `/${symbol}` : ''}`;
  const numbered = isNumbered(kind) ? ` số ${clean(cited)}` : '';
  return `(Kèm theo ${kindRow(kind).name}${numbered} ${dateWords(date)} của ${clean(issuer)})`;
}

/** 4 is IV. @param value from 1 to 3999 */
export function roman(value: number): string {
  let rest = value;
  return ROMAN.map(([worth, letters]) => {
    const times = Math.floor(rest / worth);
    rest -= times * worth;
    return letters.repeat(times);
  }).join('');
}

const ROMAN: [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** Without the mark somebody typed at the end; ours is put there instead. */
function bare(text: string): string {
  return clean(text)
    .trim()
    .replace(/^[-–]\s+/, '')
    .replace(/[\s.;,]+$/, '');
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
