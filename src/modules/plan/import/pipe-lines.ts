import type { SourceLine } from '#kernel/documents/model.ts';
import { announcesTasks, columnRole } from './columns.ts';

/**
 * Tables in text that close their cells otherwise than " |" are brought to that form, line by line: a row on one line without a
 * last bar, cells parted by tabs (pasted from a sheet), Markdown with its outer bars, rules and emphasis.
 */
export function barred(lines: readonly SourceLine[]): SourceLine[] {
  const head = lines.findIndex(({ text }) => SIGNS.some((sign) => headsOnOneLine(text, sign)));
  const sign = SIGNS.find((each) => head >= 0 && headsOnOneLine(lines[head]!.text, each));
  if (!sign) return lines.map((line) => ({ ...line, text: markdown(line.text) }));
  const width = lines[head]!.text.split(sign).length;
  return lines.map((line, at) => (at < head ? line : { ...line, text: closed(line.text, sign, width) }));
}

const SIGNS = ['|', '\t'];

function headsOnOneLine(text: string, sign: string): boolean {
  if (text.length > 1_000 || text.trimEnd().endsWith('|') || text.trimStart().startsWith('|')) return false;
  const cells = text.split(sign);
  return cells.length >= 3 && announcesTasks(cells.map((cell) => columnRole(cell.trim())));
}

/** Empty cells at the end of a line are easily lost. */
function closed(text: string, sign: string, width: number): string {
  const cells = text.split(sign).map((cell) => cell.trim());
  if (cells.length < 2 || cells.length > width) return text;
  return `${[...cells, ...Array<string>(width - cells.length).fill('')].join(' | ')} |`;
}

/** Rows open with a bar of their own, and have a rule under the head: neither is a cell. */
function markdown(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('|') || !/[^|\s]/.test(trimmed)) return text;
  if (/^[|\s:-]+$/.test(trimmed)) return '';
  return trimmed.slice(1).replace(/\*\*|__|<br\s*\/?>/gi, (mark) => (mark.startsWith('<') ? '\n' : ''));
}
