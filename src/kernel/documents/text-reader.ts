import type { Draft } from './assemble.ts';
import type { DocumentLimits } from './limits.ts';
import { unifyLineEnds } from './normalise.ts';
import { documentRefusal } from './refusals.ts';
import { decodeText } from './text-encoding.ts';

/**
 * Reads a plain text file: one paragraph per line of the file.
 * @throws Refusal `document.unreadable` or `document.too-large`
 */
export function readText(bytes: Uint8Array, limits: DocumentLimits): Draft {
  const { text, diagnostics } = decodeText(bytes, false);
  const lines = unifyLineEnds(text).split('\n', limits.pieces + 2);
  if (lines.length > limits.pieces + 1) throw documentRefusal('too-large', 'quá nhiều dòng');
  if (lines.at(-1) === '') lines.pop();
  return { format: 'txt', blocks: lines.map((line) => ({ kind: 'paragraph', text: line })), diagnostics };
}
