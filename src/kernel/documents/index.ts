import { assemble, type Draft } from './assemble.ts';
import { readDocx } from './docx-reader.ts';
import { readHtml } from './html-reader.ts';
import { DEFAULT_LIMITS, type DocumentLimits } from './limits.ts';
import type { ReadDocument } from './model.ts';
import { readPdf } from './pdf-reader.ts';
import { documentRefusal } from './refusals.ts';
import { sniff } from './sniff.ts';
import { readText } from './text-reader.ts';

export { DEFAULT_LIMITS, type DocumentLimits } from './limits.ts';
export type * from './model.ts';

type Reader = (bytes: Uint8Array, limits: DocumentLimits) => Draft | Promise<Draft>;

const READERS: Record<'txt' | 'html' | 'zip' | 'pdf', Reader> = {
  txt: readText,
  html: readHtml,
  zip: readDocx,
  pdf: readPdf,
};

const EXTENSIONS: Record<ReadDocument['format'], string[]> = {
  txt: ['txt', 'text', 'md', 'csv'],
  html: ['html', 'htm', 'xhtml'],
  docx: ['docx'],
  pdf: ['pdf'],
};

/**
 * Reads a document of any format we take: the bytes decide which, the name is only compared. Text is Unicode NFC whatever
 * the file was written in. Time and memory are bounded by `limits`.
 * @throws Refusal `document.*`, in Vietnamese, for whatever cannot be read
 */
export async function readDocument(
  bytes: Uint8Array,
  fileName: string,
  limits: Partial<DocumentLimits> = {},
): Promise<ReadDocument> {
  const bounds = { ...DEFAULT_LIMITS, ...limits };
  if (bytes.length === 0) throw documentRefusal('empty');
  if (bytes.length > bounds.bytes) throw documentRefusal('too-large', megabytes(bytes.length));
  const type = sniff(bytes);
  if (type.kind === 'other') throw documentRefusal(type.refusal);
  const draft = await READERS[type.kind](bytes, bounds);
  const document = assemble(draft, bounds);
  noteName(document, fileName);
  return document;
}

function noteName(document: ReadDocument, fileName: string): void {
  const extension = /\.([^./\\]{1,10})$/.exec(fileName)?.[1]?.toLowerCase();
  if (extension === undefined || EXTENSIONS[document.format].includes(extension)) return;
  const message = `Tên tệp có đuôi .${extension} nhưng nội dung là ${document.format}; đã đọc theo nội dung`;
  document.diagnostics.unshift({ code: 'type-differs-from-name', severity: 'info', message, line: null });
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')} MB`;
}
