import type { Diagnostic } from '../diagnostic.ts';
import { LEGACY_NAMES } from './legacy-encodings.ts';
import { convertLegacyPassages } from './legacy-text.ts';
import type { DocumentLimits } from './limits.ts';
import type { Block, LineSpan, ReadDocument, SourceLine, TableCell } from './model.ts';
import { normalise, tidySpaces, unifyLineEnds } from './normalise.ts';
import { documentRefusal } from './refusals.ts';

/** A passage as a reader found it, before conversion and numbering. Line breaks inside are \n. */
export interface DraftText {
  text: string;
  page?: number;
  /** The lines to show as source, where they differ from the text (a PDF breaks paragraphs into lines). */
  lines?: { text: string; page: number }[];
}

export interface DraftParagraph extends DraftText {
  kind: 'paragraph';
}

export interface DraftCell extends DraftText {
  colSpan: number;
  rowSpan: number;
}

export interface DraftTable {
  kind: 'table';
  rows: DraftCell[][];
  /** Guessed from the arrangement of the text. */
  inferred?: boolean;
}

export type DraftBlock = DraftParagraph | DraftTable;

export interface Draft {
  format: ReadDocument['format'];
  blocks: DraftBlock[];
  diagnostics: Diagnostic[];
}

/** Turns what a reader found into the document: legacy encodings converted, text normalised, lines numbered. */
export function assemble(draft: Draft, limits: DocumentLimits): ReadDocument {
  const texts = draft.blocks.flatMap((block): DraftText[] => (block.kind === 'table' ? block.rows.flat() : [block]));
  const lengths = texts.reduce((sum, passage) => sum + passage.text.length, 0);
  if (lengths > limits.textLength) throw documentRefusal('too-large');

  const diagnostics = [...draft.diagnostics];
  cleanTexts(texts, diagnostics);
  if (!texts.some((passage) => passage.text.trim() !== '')) throw documentRefusal('empty');

  const lines: SourceLine[] = [];
  const blocks: Block[] = [];
  for (const block of draft.blocks) {
    if (lines.length > limits.pieces) throw documentRefusal('too-large', 'quá nhiều dòng');
    if (block.kind === 'paragraph') {
      const span = addLines(lines, block, draft.format);
      const text = tidySpaces(block.text);
      if (text !== '') blocks.push({ kind: 'paragraph', text, ...span });
      continue;
    }
    const line = lines.length + 1;
    const rows = block.rows.map((row) =>
      row.map((cell): TableCell => {
        const { colSpan, rowSpan } = cell;
        return { text: tidySpaces(cell.text), colSpan, rowSpan, ...addLines(lines, cell, draft.format) };
      }),
    );
    if (block.inferred) {
      const message = 'Bảng không có đường kẻ, các cột được suy từ khoảng trống; cần kiểm tra lại';
      diagnostics.push({ code: 'table-inferred', severity: 'warning', message, line });
    }
    if (rows.length > 0) blocks.push({ kind: 'table', rows, line, endLine: lines.length });
  }
  return { format: draft.format, lines, blocks, diagnostics };
}

function addLines(lines: SourceLine[], passage: DraftText, format: ReadDocument['format']): LineSpan {
  const line = lines.length + 1;
  if (passage.lines && passage.lines.length > 0) {
    for (const { text, page } of passage.lines) lines.push({ text: tidySpaces(text), page });
  } else {
    const page = passage.page ?? null;
    // The lines of a text file stay as they are in the file, except for blanks at their end.
    if (format === 'txt') lines.push({ text: passage.text.trimEnd(), page });
    else for (const text of tidySpaces(passage.text).split('\n')) lines.push({ text, page });
  }
  return { line, endLine: lines.length };
}

/** Converts and normalises all passages, in place, and tells once what was changed. */
function cleanTexts(texts: DraftText[], diagnostics: Diagnostic[]): void {
  // The source lines of a passage go through the same conversion.
  const holders = texts.flatMap((passage): { text: string }[] => [passage, ...(passage.lines ?? [])]);
  const { passages, found } = convertLegacyPassages(holders.map(({ text }) => text));
  for (const encoding of found) {
    const message = `Văn bản viết bằng bảng mã ${LEGACY_NAMES[encoding]}, đã chuyển sang Unicode`;
    diagnostics.push({ code: 'legacy-encoding', severity: 'info', message, line: null });
  }
  let changed = false;
  holders.forEach((holder, at) => {
    const text = passages[at]!;
    holder.text = normalise(text);
    changed ||= holder.text !== unifyLineEnds(text);
  });
  if (changed) {
    const message = 'Văn bản có ký tự tổ hợp, ký tự ẩn hoặc dấu cách đặc biệt, đã chuẩn hóa';
    diagnostics.push({ code: 'text-normalised', severity: 'info', message, line: null });
  }
}
