import type { TextPiece } from './pdf-page.ts';

/** A line of text as printed. */
export interface TextLine {
  text: string;
  left: number;
  right: number;
  /** Baseline. */
  y: number;
  size: number;
  pieces: TextPiece[];
}

export interface Margins {
  left: number;
  right: number;
}

const LIST_MARK = /^(?:[-–—+•*●▪]|\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ]{1,2}\)|[IVXLC]{1,6}\.)(?:\s|$)/;
const ENDED = /[.;:!?/]$/;

/** Pieces in any order → printed lines from top to bottom, each from left to right. */
export function groupLines(pieces: TextPiece[]): TextLine[] {
  const sorted = [...pieces].sort((a, b) => a.y - b.y || a.x - b.x);
  const lines: TextLine[] = [];
  let open: TextPiece[] = [];
  for (const piece of sorted) {
    const first = open[0];
    // Raised and lowered letters belong to their line.
    if (first && piece.y - first.y > Math.max(first.size, piece.size) * 0.45) {
      lines.push(makeLine(open));
      open = [];
    }
    open.push(piece);
  }
  if (open.length > 0) lines.push(makeLine(open));
  return lines;
}

/** One line from pieces that share a baseline. */
export function makeLine(pieces: TextPiece[]): TextLine {
  const sorted = [...pieces].sort((a, b) => a.x - b.x);
  let text = '';
  let right = -Infinity;
  let widest = sorted[0]!;
  const kept: TextPiece[] = [];
  for (const piece of sorted) {
    const last = kept.at(-1);
    // Bold is sometimes made by printing twice.
    if (last && last.text === piece.text && piece.x - last.x < piece.size * 0.1) continue;
    if (text !== '' && piece.x - right > piece.size * 0.15) text += ' ';
    text += piece.text;
    right = Math.max(right, piece.x + piece.width);
    if (piece.width > widest.width) widest = piece;
    kept.push(piece);
  }
  return { text: text.trim(), left: sorted[0]!.x, right, y: widest.y, size: widest.size, pieces: kept };
}

/** The margins that lines themselves show. */
export function marginsOf(lines: TextLine[]): Margins {
  return lines.reduce(
    (margins, line) => ({ left: Math.min(margins.left, line.left), right: Math.max(margins.right, line.right) }),
    {
      left: Infinity,
      right: -Infinity,
    },
  );
}

/** Lines → paragraphs: a line goes on in the next one unless the break must have been meant. */
export function joinLines(lines: TextLine[], margins: Margins): TextLine[][] {
  const paragraphs: TextLine[][] = [];
  for (const line of lines) {
    const paragraph = paragraphs.at(-1);
    const last = paragraph?.at(-1);
    if (paragraph && last && continues(last, line, margins)) paragraph.push(line);
    else paragraphs.push([line]);
  }
  return paragraphs;
}

function continues(last: TextLine, next: TextLine, margins: Margins): boolean {
  const size = Math.max(last.size, next.size);
  if (next.y - last.y > size * 2.2 || LIST_MARK.test(next.text)) return false;
  if (Math.abs(last.size - next.size) > size * 0.25) return false;
  if (isUnfinished(last.text, next.text)) return true;
  const before = last.left - margins.left;
  const after = margins.right - last.right;
  const centred = before > size && Math.abs(before - after) < size * 1.5;
  // A first line set in from the margin opens a paragraph.
  if (!centred && next.left - margins.left > size * 1.2 && next.left - last.left > size * 0.5) return false;
  const room = centred ? before + after : after;
  return firstWordWidth(next) + size * 0.25 > room;
}

/** A sentence broken in the middle: nothing ends the first part and the second begins small. */
export function isUnfinished(last: string, next: string): boolean {
  return /^\p{Ll}/u.test(next) && !LIST_MARK.test(next) && !ENDED.test(last);
}

function firstWordWidth(line: TextLine): number {
  const word = /^\S+/.exec(line.text)?.[0].length ?? 0;
  return ((line.right - line.left) * word) / Math.max(line.text.length, 1);
}
