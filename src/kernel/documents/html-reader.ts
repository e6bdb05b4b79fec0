import { Parser } from 'htmlparser2';
import type { Draft } from './assemble.ts';
import { Flow } from './flow.ts';
import type { DocumentLimits } from './limits.ts';
import { listLabel } from './list-labels.ts';
import { documentRefusal } from './refusals.ts';
import { decodeText } from './text-encoding.ts';

const words = (list: string) => new Set(list.split(' '));

/** Never text of the document. */
const UNSEEN = words(
  'script style title noscript template svg math iframe object select button textarea audio video canvas',
);
/** Around the document rather than in it. */
const AROUND = words('nav');
const BLOCKS = words(
  'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary ul',
);
/** Inline elements that malformed pages leave open by the thousand; they mean nothing here, so they are not stacked. */
const LOOSE = words('a abbr b big em font i ins label mark o:p s small strike strong sub sup tt u');
const HIDDEN = /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i;

class LooseParser extends Parser {
  override isVoidElement(name: string): boolean {
    return LOOSE.has(name) || super.isVoidElement(name);
  }
}

interface List {
  format: string | null;
  next: number;
}

/**
 * Reads a page as saved from a browser: block elements become paragraphs, tables keep their spans, frames made of tables
 * are dissolved, numbered lists get their numbers as text. Iterative; cost linear in the page.
 * @throws Refusal `document.broken` when nested too deep, `document.bomb` for entity declarations
 */
export function readHtml(bytes: Uint8Array, limits: DocumentLimits): Draft {
  const { text, diagnostics } = decodeText(bytes, true);
  let flow = parse(text, limits, true);
  // A navigation or hidden element that is never closed must not swallow the document.
  if (flow.blocks.length === 0) flow = parse(text, limits, false);
  return { format: 'html', blocks: flow.blocks, diagnostics };
}

function parse(html: string, limits: DocumentLimits, skipping: boolean): Flow {
  const flow = new Flow(limits);
  const lists: List[] = [];
  let buffer: string[] = [];
  let depth = 0;
  let skipFrom = 0;
  let preformatted = 0;
  let label = '';

  const flush = () => {
    const text = buffer.join('');
    buffer = [];
    if (text.trim() === '') return;
    flow.paragraph(label + text.trim());
    label = '';
  };
  const skips = (name: string, attributes: Record<string, string>) =>
    UNSEEN.has(name) ||
    (skipping && (AROUND.has(name) || 'hidden' in attributes || HIDDEN.test(attributes.style ?? '')));

  const open: Record<string, (attributes: Record<string, string>) => void> = {
    br: () => buffer.push('\n'),
    table: () => flow.openTable(),
    tr: () => flow.openRow(),
    td: ({ colspan, rowspan }) => flow.openCell(span(colspan), span(rowspan)),
    th: ({ colspan, rowspan }) => flow.openCell(span(colspan), span(rowspan)),
    ul: () => lists.push({ format: null, next: 1 }),
    ol: ({ type, start }) => lists.push({ format: type ?? '1', next: Number.parseInt(start ?? '1', 10) || 1 }),
    li: ({ value }) => {
      const list = lists.at(-1);
      if (!list) return;
      if (value) list.next = Number.parseInt(value, 10) || list.next;
      label = list.format === null ? '- ' : `${listLabel(list.next++, HTML_FORMATS[list.format] ?? 'decimal')}. `;
    },
    pre: () => preformatted++,
  };
  const close: Record<string, () => void> = {
    table: () => flow.closeTable(),
    tr: () => flow.closeRow(),
    td: () => flow.closeCell(),
    th: () => flow.closeCell(),
    ul: () => lists.pop(),
    ol: () => lists.pop(),
    li: () => (label = ''),
    pre: () => preformatted--,
  };
  const breaksFlow = (name: string) => BLOCKS.has(name) || (name !== 'br' && Object.hasOwn(open, name));

  const parser = new LooseParser(
    {
      onopentag(name, attributes) {
        if (LOOSE.has(name)) return;
        if (++depth > limits.depth) throw documentRefusal('broken', 'các thẻ lồng nhau quá sâu');
        if (skipFrom > 0) return;
        if (skips(name, attributes)) {
          skipFrom = depth;
          return;
        }
        if (breaksFlow(name)) flush();
        if (Object.hasOwn(open, name)) open[name]!(attributes);
      },
      onclosetag(name) {
        if (LOOSE.has(name)) return;
        const closing = depth--;
        if (skipFrom > 0) {
          if (closing <= skipFrom) skipFrom = 0;
          return;
        }
        if (breaksFlow(name)) flush();
        if (Object.hasOwn(close, name)) close[name]!();
      },
      ontext(data) {
        if (skipFrom > 0) return;
        if (preformatted > 0) buffer.push(data);
        // Breaks in the source are blanks; those written as <br> are not.
        else buffer.push(data.replace(/[\t\n\r\f ]+/g, ' '));
      },
      onprocessinginstruction(_, data) {
        if (/^!doctype[^>]*(?:\[|<!entity)/i.test(data)) throw documentRefusal('bomb', 'khai báo thực thể');
      },
    },
    { decodeEntities: true },
  );
  const size = 1 << 16;
  for (let at = 0; at < html.length; at += size) parser.write(html.slice(at, at + size));
  parser.end();
  flush();
  flow.end();
  return flow;
}

const HTML_FORMATS: Record<string, string> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};

function span(attribute: string | undefined): number {
  return attribute === undefined ? 1 : Number.parseInt(attribute, 10);
}
