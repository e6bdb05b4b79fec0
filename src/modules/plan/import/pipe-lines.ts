import type { SourceLine } from '#kernel/documents/model.ts';
import { announcesTasks, columnRole } from './columns.ts';

/**
 * Tables in text that close their cells otherwise than " |" are brought to that form, line by line: a row on one line without a
 * last bar, cells parted by tabs (pasted from a sheet), Markdown with its outer bars, rules and emphasis.
 */
export function barred(lines: readonly SourceLine[]): SourceLine[] {
  const sign = ['|', '\t'].find((each) => lines.some(({ text }) => headsOnOneLine(text, each)));
  return lines.map((line) => ({ ...line, text: sign ? closed(markdown(line.text), sign) : markdown(line.text) }));
}

function headsOnOneLine(text: string, sign: string): boolean {
  if (text.length > 1_000 || text.trimEnd().endsWith('|') || text.trimStart().startsWith('|')) return false;
  const cells = text.split(sign);
  return cells.length >= 3 && announcesTasks(cells.map((cell) => columnRole(cell.trim())));
}

function closed(text: string, sign: string): string {
  const cells = text.split(sign);
  return cells.length < 3 || text.trimEnd().endsWith('|') ? text : `${cells.map((cell) => cell.trim()).join(' | ')} |`;
}

/** Rows open with a bar of their own, and have a rule under the head: neither is a cell. */
function markdown(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('|') || !/[^|\s]/.test(trimmed)) return text;
  if (/^[|\s:-]+$/.test(trimmed)) return '';
  return trimmed.slice(1).replace(/\*\*|__|<br\s*\/?>/gi, (mark) => (mark.startsWith('<') ? '\n' : ''));
}
