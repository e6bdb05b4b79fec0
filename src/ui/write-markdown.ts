import type { RichMark, RichNode } from './markdown.ts';
import { readMarkdown } from './markdown.ts';

/**
 * Writes formatted text as Markdown. What is written reads back as the same text, and writing that again gives the same letters.
 * Markdown cannot say everything: empty paragraphs, headings and items, doubled line ends and spaces at the edges go; a bold or
 * italic that it cannot express (inside a word, against a bracket) is dropped, never the text.
 */
export function writeMarkdown(document: RichNode): string {
  return blocks(document.content ?? []);
}

type Style = RichMark['type'];

function blocks(nodes: readonly RichNode[]): string {
  const written: string[] = [];
  let last: RichNode | undefined;
  let alternate = false;
  for (const node of nodes) {
    // Two lists one after the other stay two when their signs differ.
    const other: boolean = isList(node) && last?.type === node.type ? !alternate : false;
    const text = block(node, other);
    if (text === '') continue;
    written.push(text);
    [last, alternate] = [node, other];
  }
  return written.join('\n\n');
}

const isList = ({ type }: RichNode): boolean => type === 'bullet_list' || type === 'ordered_list';

function block(node: RichNode, alternate: boolean): string {
  const content = node.content ?? [];
  if (node.type === 'paragraph') return inline(content, escapedStart);
  if (node.type === 'heading') {
    const text = flat(content).replace(/(^|\s)(?=#+$)/, '$1\\');
    return text === '' ? '' : `${'#'.repeat(node.attrs?.level ?? 1)} ${text}`;
  }
  if (node.type === 'table') return table(content);
  if (!isList(node)) return blocks(content);
  const order = node.attrs?.order ?? 1;
  const items: string[] = [];
  for (const entry of content) {
    const sign =
      node.type === 'bullet_list' ? (alternate ? '*' : '-') : `${order + items.length}${alternate ? ')' : '.'}`;
    const text = item(entry, sign.length + 1);
    if (text !== '') items.push(`${sign} ${text}`);
  }
  const tight = items.every((text) => !text.includes('\n\n'));
  return items.join(tight ? '\n' : '\n\n');
}

/** What an item says, its further lines moved in by so many places. */
function item(node: RichNode, indent: number): string {
  const parts = (node.content ?? [])
    .map((part) => ({ part, text: block(part, false) }))
    .filter(({ text }) => text !== '');
  const tight =
    parts.length === 2 &&
    parts[0]!.part.type === 'paragraph' &&
    /^(-|1\.) \S/.test(parts[1]!.text) &&
    !parts[1]!.text.includes('\n\n');
  const text = tight ? parts.map(({ text }) => text).join('\n') : blocks(node.content ?? []);
  return text.replaceAll(/\n(?!\n)/g, `\n${' '.repeat(indent)}`);
}

function table(rows: readonly RichNode[]): string {
  const cells = rows.map((row) => (row.content ?? []).map((cell) => flat(cell.content ?? [])));
  const width = Math.max(...cells.map((row) => row.length));
  const lines = cells.map((row) => `| ${Array.from({ length: width }, (_, at) => row[at] ?? '').join(' | ')} |`);
  return [lines[0], `|${' --- |'.repeat(width)}`, ...lines.slice(1)].join('\n');
}

/** Inline text where a line end cannot stand. */
const flat = (content: readonly RichNode[]): string =>
  inline(content.map((node) => (node.type === 'hard_break' ? { type: 'text' as const, text: ' ' } : node)));

/** Ways of writing the same text, the fullest first; the first that reads back as it was is taken. */
const WAYS: readonly { em: '*' | '_'; without: readonly Style[] }[] = [
  { em: '*', without: [] },
  { em: '_', without: [] },
  { em: '*', without: ['em'] },
  { em: '*', without: ['strong'] },
  { em: '*', without: ['strong', 'em'] },
];

function inline(content: readonly RichNode[], guard: (line: string) => string = (line) => line): string {
  for (const { em, without } of WAYS) {
    const wanted = tidy(content, without);
    const text = runs(wanted, em);
    // Without marks nothing can go wrong; most paragraphs have none.
    if (wanted.every(({ marks }) => marks === undefined)) return text.split('\n').map(guard).join('\n');
    const read = readMarkdown(text.split('\n').map(escapedStart).join('\n')).content ?? [];
    if (read.length === 1 && told(read[0]!.content ?? []) === told(wanted))
      return text.split('\n').map(guard).join('\n');
  }
  return runs(tidy(content, ['strong', 'em', 'link']), '*')
    .split('\n')
    .map(guard)
    .join('\n');
}

const told = (content: readonly RichNode[]): string =>
  JSON.stringify(content.map((node) => [node.type, node.text, sorted(node.marks)]));
const sorted = (marks: readonly RichMark[] = []): string[] => marks.map((mark) => JSON.stringify(mark)).sort();

/** Without the marks given, without spaces at the edges of lines, and with the spaces at the edges of a mark outside it. */
function tidy(content: readonly RichNode[], without: readonly Style[]): RichNode[] {
  const lines: RichNode[][] = [[]];
  for (const node of content) {
    if (node.type === 'hard_break') lines.push([]);
    else lines.at(-1)!.push(...outside(node, without));
  }
  const kept = lines.map(trimmed).filter((line) => line.length > 0);
  return kept.flatMap((line, at) => (at === 0 ? line : [{ type: 'hard_break' as const }, ...line]));
}

function outside(node: RichNode, without: readonly Style[]): RichNode[] {
  const marks = (node.marks ?? []).filter(({ type }) => !without.includes(type));
  const [, before, middle, after] = /^(\s*)([^]*?)(\s*)$/.exec((node.text ?? '').replaceAll(/[\r\n]+/g, ' '))!;
  const plain = (text: string): RichNode[] => (text === '' ? [] : [{ type: 'text', text }]);
  if (middle === '' || marks.length === 0) return plain(`${before}${middle}${after}`);
  return [...plain(before!), { type: 'text', text: middle!, marks }, ...plain(after!)];
}

function trimmed(line: readonly RichNode[]): RichNode[] {
  const merged: RichNode[] = [];
  for (const node of line) {
    const last = merged.at(-1);
    if (last && told([{ ...last, text: '' }]) === told([{ ...node, text: '' }]))
      merged[merged.length - 1] = { ...last, text: `${last.text}${node.text}` };
    else merged.push(node);
  }
  const [first, last] = [merged.at(0), merged.at(-1)];
  if (first) merged[0] = { ...first, text: first.text!.trimStart() };
  if (last) merged[merged.length - 1] = { ...merged.at(-1)!, text: merged.at(-1)!.text!.trimEnd() };
  return merged.filter(({ text }) => text !== '');
}

/** Opens and closes marks along the text, keeping open what goes on. */
function runs(content: readonly RichNode[], em: '*' | '_'): string {
  const open: RichMark[] = [];
  let text = '';
  const close = (until: number) => {
    while (open.length > until) text += closing(open.pop()!, em);
  };
  for (const node of content) {
    const marks = node.type === 'hard_break' ? [] : (node.marks ?? []);
    const same = open.findIndex((mark) => !marks.some((other) => JSON.stringify(other) === JSON.stringify(mark)));
    close(same === -1 ? open.length : same);
    for (const mark of marks) {
      if (open.some((other) => JSON.stringify(other) === JSON.stringify(mark))) continue;
      open.push(mark);
      text += mark.type === 'link' ? '[' : mark.type === 'strong' ? '**' : em;
    }
    text += node.type === 'hard_break' ? '\n' : escaped(node.text ?? '');
  }
  close(0);
  return text;
}

function closing(mark: RichMark, em: '*' | '_'): string {
  if (mark.type === 'link') return `](<${mark.attrs.href}>)`;
  return mark.type === 'strong' ? '**' : em;
}

/**
 * Signs that mean something inside a line, here or to a reader of more of Markdown (code, entities, pictures), such as the one that
 * makes papers.
 */
const escaped = (text: string): string => text.replaceAll(/[\\*_[\]|`]|&(?=#?\w+;)|!$/g, '\\$&');

/** Signs that mean something at the beginning of a line; a line of dashes would make a table of the one above it. */
function escapedStart(line: string): string {
  return line
    .replace(/^([-+]|#{1,6})(?=\s|$)/, '\\$1')
    .replace(/^>/, '\\>')
    .replace(/^(?=[-:][-:\s]*$)/, '\\')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}
