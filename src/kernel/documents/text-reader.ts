import type { Draft } from './assemble.ts';
import { unifyLineEnds } from './normalise.ts';
import { decodeText } from './text-encoding.ts';

/** Reads a plain text file: one paragraph per line of the file. */
export function readText(bytes: Uint8Array): Draft {
  const { text, diagnostics } = decodeText(bytes, false);
  const lines = unifyLineEnds(text).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return { format: 'txt', blocks: lines.map((line) => ({ kind: 'paragraph', text: line })), diagnostics };
}
