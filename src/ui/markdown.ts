import MarkdownIt from 'markdown-it';
import { MarkdownParser } from 'prosemirror-markdown';
import type { Node } from 'prosemirror-model';
import { DEEPEST_HEADING, linkable, richSchema } from './rich-schema.ts';

/**
 * Reads formatted text that is stored as a small part of Markdown (CommonMark's paragraphs, headings with #, lists, bold, italic,
 * inline links; simple tables). Everything else, HTML above all, stays text. A line end inside a paragraph is kept as one.
 */

/** A part of formatted text as plain data, to show (`Markdown.svelte`) or to write into a paper. */
export interface RichNode {
  type:
    | 'doc'
    | 'paragraph'
    | 'heading'
    | 'bullet_list'
    | 'ordered_list'
    | 'list_item'
    | 'table'
    | 'table_row'
    | 'table_header'
    | 'table_cell'
    | 'hard_break'
    | 'text';
  /** `level` of a heading (1 to 4), `order` at which an ordered list begins. */
  attrs?: { level?: number; order?: number };
  content?: RichNode[];
  text?: string;
  marks?: RichMark[];
}

/** `href` is http, https or mailto, always. */
export type RichMark = { type: 'strong' | 'em' } | { type: 'link'; attrs: { href: string } };

const OPTIONS = {
  html: false,
  linkify: false,
  typographer: false,
  // Deeper than any list that people write; beyond it the reader drops text.
  maxNesting: 200,
};
const tokenizer = new MarkdownIt('zero', OPTIONS).enable([
  'heading',
  'list',
  'table',
  'emphasis',
  'link',
  'escape',
  'newline',
]);
tokenizer.validateLink = (address) => linkable(address) !== null;
tokenizer.normalizeLink = (address) => linkable(address) ?? '';

const parser = new MarkdownParser(richSchema, tokenizer, {
  paragraph: { block: 'paragraph' },
  heading: {
    block: 'heading',
    getAttrs: ({ tag }) => ({ level: Math.min(Number(tag.slice(1)), DEEPEST_HEADING) }),
  },
  bullet_list: { block: 'bullet_list' },
  ordered_list: { block: 'ordered_list', getAttrs: (token) => ({ order: Number(token.attrGet('start') ?? 1) }) },
  list_item: { block: 'list_item' },
  table: { block: 'table' },
  thead: { ignore: true },
  tbody: { ignore: true },
  tr: { block: 'table_row' },
  th: { block: 'table_header' },
  td: { block: 'table_cell' },
  softbreak: { node: 'hard_break' },
  hardbreak: { node: 'hard_break' },
  strong: { mark: 'strong' },
  em: { mark: 'em' },
  link: { mark: 'link', getAttrs: (token) => ({ href: token.attrGet('href') }) },
});

/** The document for the editor. */
export function parseMarkdown(text: string): Node {
  return parser.parse(text.normalize('NFC'));
}

/** The document as plain data. Every text can be read; there is no wrong Markdown. */
export function readMarkdown(text: string): RichNode {
  return parseMarkdown(text).toJSON() as RichNode;
}

/** Is there anything to show? */
export function isBlank(node: RichNode): boolean {
  return node.type === 'text' ? (node.text ?? '').trim() === '' : (node.content ?? []).every(isBlank);
}
