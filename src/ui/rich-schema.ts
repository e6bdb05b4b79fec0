import { Schema, type DOMOutputSpec, type NodeSpec } from 'prosemirror-model';
import { looksBold, looksItalic, STYLE } from './paste.ts';

/**
 * What formatted text may hold: paragraphs, headings, lists, simple tables, bold, italic, links. The same rule for the editor,
 * for Markdown and for showing, so that what is stored is what was written.
 */

/** Highest number of a heading. */
export const DEEPEST_HEADING = 4;

/** The address if it may be linked (http, https, mailto), otherwise null. */
export function linkable(address: string): string | null {
  const bare = address.trim();
  return /^(https?:\/\/[^\s/]|mailto:[^\s@]+@)/i.test(bare) && !/[\s<>"\\^`{|}]/.test(bare) ? bare : null;
}

const element = (tag: string, more: Partial<NodeSpec> = {}): NodeSpec => ({
  parseDOM: [{ tag }],
  toDOM: (): DOMOutputSpec => [tag, 0],
  ...more,
});

type Look = (style: string | null) => boolean | null;
/** Rules for pasted elements: null takes the element for the mark, false does not. */
const when = (look: Look) => (dom: HTMLElement) => look(dom.getAttribute(STYLE)) === true && null;
const unless = (look: Look) => (dom: HTMLElement) => look(dom.getAttribute(STYLE)) !== false && null;

export const richSchema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: element('p', { content: 'inline*', group: 'block' }),
    heading: {
      attrs: { level: { default: 1 } },
      content: 'inline*',
      group: 'block',
      defining: true,
      parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
        tag: `h${level}`,
        attrs: { level: Math.min(level, DEEPEST_HEADING) },
      })),
      // One lower than on the page would be: the page has the only h1.
      toDOM: (node) => [`h${Number(node.attrs.level) + 1}`, 0],
    },
    bullet_list: element('ul', { content: 'list_item+', group: 'block' }),
    ordered_list: {
      attrs: { order: { default: 1 } },
      content: 'list_item+',
      group: 'block',
      parseDOM: [{ tag: 'ol', getAttrs: (dom) => ({ order: Number(dom.getAttribute('start') ?? 1) || 1 }) }],
      toDOM: (node) => (node.attrs.order === 1 ? ['ol', 0] : ['ol', { start: node.attrs.order }, 0]),
    },
    list_item: element('li', { content: 'block+', defining: true }),
    table: {
      content: 'table_row+',
      group: 'block',
      isolating: true,
      parseDOM: [{ tag: 'table' }],
      toDOM: () => ['table', ['tbody', 0]],
    },
    table_row: element('tr', { content: '(table_header | table_cell)+' }),
    table_header: element('th', { content: 'inline*', isolating: true }),
    table_cell: element('td', { content: 'inline*', isolating: true }),
    text: { group: 'inline' },
    hard_break: {
      inline: true,
      group: 'inline',
      selectable: false,
      parseDOM: [{ tag: 'br' }],
      toDOM: () => ['br'],
    },
  },
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [
        {
          tag: 'a[href]',
          getAttrs: (dom) => {
            const href = linkable(dom.getAttribute('href') ?? '');
            return href === null ? false : { href };
          },
        },
      ],
      toDOM: (mark) => ['a', { href: mark.attrs.href as string, rel: 'noopener nofollow' }, 0],
    },
    strong: {
      parseDOM: [
        { tag: 'strong', getAttrs: unless(looksBold) },
        { tag: 'b', getAttrs: unless(looksBold) },
        { tag: `[${STYLE}]`, consuming: false, getAttrs: when(looksBold) },
      ],
      toDOM: () => ['strong', 0],
    },
    em: {
      parseDOM: [
        { tag: 'em', getAttrs: unless(looksItalic) },
        { tag: 'i', getAttrs: unless(looksItalic) },
        { tag: `[${STYLE}]`, consuming: false, getAttrs: when(looksItalic) },
      ],
      toDOM: () => ['em', 0],
    },
  },
});
