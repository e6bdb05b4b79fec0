import MarkdownIt, { type Token } from 'markdown-it';
import { Refusal } from '../refusal.ts';
import type { Block, Cell, HeadingLevel, List, ListItem, Run, Table } from './model.ts';

/** Characters of one narrative; a long yearly report has a tenth of it. */
const LONGEST = 500_000;

/** Between the cells of a row that stands where no table can. */
const BESIDE: Run = { text: '; ' };

/** "#" is I., "##" 1., "###" a). */
const LEVELS: readonly HeadingLevel[] = ['roman', 'clause', 'point'];

/** No HTML and no code; of a picture, its words stay. What is left is what an official paper may hold. */
const READER = new MarkdownIt('zero', { html: false, linkify: false, typographer: false }).enable([
  'heading',
  'list',
  'table',
  'emphasis',
  'link',
  'image',
  'escape',
  'newline',
  'entity',
  'backticks',
  'hr',
  'blockquote',
]);

/**
 * A narrative as officers write it: paragraphs, headings, bold, italic, links, lists and simple tables; a line end is kept. Everything
 * else, such as HTML, is taken for text. Headings are numbered by the paper.
 * @throws Refusal `paper.narrative-too-long`
 */
export function fromMarkdown(text: string): Block[] {
  if (text.length > LONGEST) {
    throw new Refusal('paper.narrative-too-long', 'Nội dung quá dài.', {
      remedy: `Viết không quá ${LONGEST.toLocaleString('vi-VN')} ký tự cho một phần.`,
      status: 413,
    });
  }
  const reader = new Reader(READER.parse(text, {}));
  return reader.blocks();
}

/** Walks the flat list of tokens; every opening token has its closing one. */
class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** Blocks up to the closing token. */
  blocks(end?: string): Block[] {
    const found: Block[] = [];
    for (let token = this.#next(); token && token.type !== end; token = this.#next()) {
      if (token.type === 'heading_open') found.push(this.#heading(token));
      else if (token.type === 'paragraph_open')
        found.push({ kind: 'paragraph', text: this.#inline('paragraph_close') });
      else if (token.type === 'bullet_list_open') found.push(this.#list(false));
      else if (token.type === 'ordered_list_open') found.push(this.#list(true));
      else if (token.type === 'table_open') found.push(this.#table());
      else if (token.type === 'blockquote_open') found.push(...this.blocks('blockquote_close'));
    }
    return found;
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  #heading({ tag }: Token): Block {
    const depth = Math.min(Number(tag.slice(1)), LEVELS.length);
    return { kind: 'heading', level: LEVELS[depth - 1]!, text: this.#inline('heading_close') };
  }

  #inline(end: string): Run[] {
    const runs: Run[] = [];
    for (let token = this.#next(); token && token.type !== end; token = this.#next()) {
      if (token.type === 'inline') runs.push(...runsOf(token.children ?? []));
    }
    return runs;
  }

  #list(ordered: boolean): List {
    const end = ordered ? 'ordered_list_close' : 'bullet_list_close';
    const items: ListItem[] = [];
    for (let token = this.#next(); token && token.type !== end; token = this.#next()) {
      if (token.type === 'list_item_open') items.push(this.#item());
    }
    return { kind: 'list', ordered, items };
  }

  /** An item's paragraphs become one text, a table in it lines of that; its lists, one list below it. */
  #item(): ListItem {
    const inner = this.blocks('list_item_close');
    const texts = inner.flatMap((block): { runs: readonly Run[]; line: boolean }[] => {
      if (block.kind === 'table') return rowsAsLines(block).map((runs) => ({ runs, line: true }));
      return block.kind === 'paragraph' || block.kind === 'heading' ? [{ runs: block.text as Run[], line: false }] : [];
    });
    const lists = inner.flatMap((block) => (block.kind === 'list' ? [block] : []));
    const text = texts.flatMap(({ runs, line }, index) => {
      if (index === 0) return runs;
      return [{ text: line || texts[index - 1]!.line ? '\n' : ' ' }, ...runs];
    });
    if (lists.length === 0) return { text };
    return { text, items: { kind: 'list', ordered: lists[0]!.ordered, items: lists.flatMap(({ items }) => items) } };
  }

  #table(): Table {
    const head: Cell[][] = [];
    const rows: Cell[][] = [];
    let into = head;
    for (let token = this.#next(); token && token.type !== 'table_close'; token = this.#next()) {
      if (token.type === 'tbody_open') into = rows;
      else if (token.type === 'tr_open') into.push([]);
      else if (token.type === 'th_open' || token.type === 'td_open') {
        const align = /text-align:(left|center|right)/.exec(token.attrGet('style') ?? '')?.[1] as 'left' | undefined;
        const value = this.#inline(token.type.replace('open', 'close'));
        into.at(-1)!.push({ value, ...(align && { align }) });
      }
    }
    return { kind: 'table', columns: (head[0] ?? []).map(() => ({ width: 1 })), head, rows };
  }
}

function rowsAsLines({ head, rows }: Table): Run[][] {
  const runsIn = (cell: Cell) => (cell as { value: Run[] }).value;
  return [...head, ...rows].map((cells) =>
    cells.flatMap((cell, index) => (index === 0 ? runsIn(cell) : [BESIDE, ...runsIn(cell)])),
  );
}

function runsOf(tokens: readonly Token[]): Run[] {
  const runs: Run[] = [];
  let marks: Omit<Run, 'text'> = {};
  const OPEN: Record<string, (token: Token) => Omit<Run, 'text'>> = {
    strong_open: () => ({ bold: true }),
    em_open: () => ({ italic: true }),
    link_open: (token) => ({ link: token.attrGet('href') ?? undefined }),
    strong_close: () => ({ bold: undefined }),
    em_close: () => ({ italic: undefined }),
    link_close: () => ({ link: undefined }),
  };
  for (const token of tokens) {
    const change = OPEN[token.type];
    if (change) marks = { ...marks, ...change(token) };
    else if (token.type === 'softbreak' || token.type === 'hardbreak') runs.push({ text: '\n', ...marks });
    else if (token.content) runs.push({ text: token.content, ...marks });
  }
  return runs;
}
