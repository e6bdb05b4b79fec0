import type { Draft } from './assemble.ts';
import { integer, numberingEvents, NumberingStyles } from './docx-lists.ts';
import { ListCounter, type ListDefinitions } from './docx-numbering.ts';
import { isOn, streamXml, type XmlEvents } from './docx-xml.ts';
import { Flow } from './flow.ts';
import type { DocumentLimits } from './limits.ts';
import { documentRefusal } from './refusals.ts';
import { listZip } from './zip.ts';

/** Deleted or moved-away text, former properties, second renderings, and what is not text. */
const SKIPPED = new Set(
  (
    'w:del w:moveFrom mc:Fallback w:pPrChange w:rPrChange w:tblPrChange w:trPrChange w:tcPrChange w:sectPrChange ' +
    'w:tblGridChange w:tblPrExChange w:numberingChange w:instrText w:delText w:delInstrText w:sectPr w:sdtPr w:tblGrid'
  ).split(' '),
);

interface OpenParagraph {
  text: string[];
  style: string | undefined;
  list: string | undefined;
  level: number | undefined;
  inProperties: boolean;
  /** The paragraph mark was deleted in tracked changes: the next paragraph goes on here. */
  markDeleted: boolean;
}

/**
 * Reads a Word document straight from its XML: insertions kept, deletions dropped, automatic numbers written out, cells
 * with their spans. Headers, footers, footnotes, comments and pictures are not read.
 * @throws Refusal `document.broken`, `document.bomb`, `document.macros`, `document.encrypted` or `document.unsupported`
 */
export function readDocx(bytes: Uint8Array, limits: DocumentLimits): Draft {
  const entries = listZip(bytes, limits);
  if ([...entries.keys()].some((name) => /(?:^|\/)vbaProject\.bin$/i.test(name))) throw documentRefusal('macros');
  const main = entries.get('word/document.xml') ?? [...entries.values()].find(isMainPart);
  if (!main) throw documentRefusal('unsupported');

  const definitions: ListDefinitions = { abstracts: new Map(), lists: new Map() };
  const styles = new NumberingStyles();
  const numberingPart = entries.get('word/numbering.xml');
  const stylesPart = entries.get('word/styles.xml');
  if (numberingPart) streamXml(bytes, numberingPart, limits, numberingEvents(definitions));
  if (stylesPart) streamXml(bytes, stylesPart, limits, styles.events());

  const flow = new Flow(limits);
  streamXml(bytes, main, limits, documentEvents(flow, new ListCounter(definitions), styles));
  return { format: 'docx', blocks: flow.end(), diagnostics: [] };
}

/** Some programs number the main part. */
function isMainPart({ name }: { name: string }): boolean {
  return /^word\/document\d*\.xml$/.test(name);
}

function documentEvents(flow: Flow, counter: ListCounter, styles: NumberingStyles): XmlEvents {
  // Text boxes put paragraphs into paragraphs.
  const paragraphs: OpenParagraph[] = [];
  let carried = '';
  let skipping = 0;
  let inText = false;
  let inRow = 0;
  let rowDeleted = false;
  let run = { hidden: false, inProperties: false };

  const current = () => paragraphs.at(-1);
  const write = (text: string) => {
    if (!run.hidden) current()?.text.push(text);
  };

  const closeParagraph = () => {
    const paragraph = paragraphs.pop();
    if (!paragraph) return;
    const text = carried + paragraph.text.join('');
    carried = '';
    if (paragraph.markDeleted) {
      carried = text;
      return;
    }
    const inherited = styles.listOf(paragraph.style);
    const list = paragraph.list ?? inherited?.list;
    const level = paragraph.level ?? (paragraph.list === undefined ? inherited?.level : 0) ?? 0;
    // numId 0 takes a paragraph out of the list its style puts it in.
    const label = list === undefined || list === '0' || rowDeleted ? '' : counter.next({ list, level });
    // A bullet without text is nothing; a number without text counts.
    flow.paragraph(label === '- ' && text.trim() === '' ? '' : label + text);
  };

  const open: Record<string, (value: string | undefined, attributes: Record<string, string>) => void> = {
    'w:p': () =>
      paragraphs.push({
        text: [],
        style: undefined,
        list: undefined,
        level: undefined,
        inProperties: false,
        markDeleted: false,
      }),
    'w:pPr': () => current() && (current()!.inProperties = true),
    'w:pStyle': (value) => current()?.inProperties && (current()!.style = value),
    'w:numId': (value) => current()?.inProperties && (current()!.list = value),
    'w:ilvl': (value) => current()?.inProperties && (current()!.level = integer(value, 0)),
    'w:r': () => (run = { hidden: false, inProperties: false }),
    'w:rPr': () => (run.inProperties = !current()?.inProperties),
    'w:vanish': (value) => run.inProperties && (run.hidden = isOn(value)),
    'w:t': () => (inText = true),
    'w:tab': () => !current()?.inProperties && write('\t'),
    'w:ptab': () => write('\t'),
    'w:br': (_, attributes) => write(attributes['w:type'] === 'page' ? ' ' : '\n'),
    'w:cr': () => write('\n'),
    'w:noBreakHyphen': () => write('-'),
    'w:softHyphen': () => write('\u00ad'),
    'w:tbl': () => flow.openTable(),
    'w:tr': () => {
      flow.openRow();
      inRow++;
      rowDeleted = false;
    },
    'w:tc': () => flow.openCell(),
    'w:gridBefore': (value) => flow.openCell(integer(value, 1)),
    'w:gridSpan': (value) => flow.describeCell({ colSpan: integer(value, 1) }),
    'w:vMerge': (value) => flow.describeCell({ continues: value !== 'restart' }),
  };
  const close: Record<string, () => void> = {
    'w:p': closeParagraph,
    'w:pPr': () => current() && (current()!.inProperties = false),
    'w:rPr': () => (run.inProperties = false),
    'w:r': () => (run = { hidden: false, inProperties: false }),
    'w:t': () => (inText = false),
    'w:tbl': () => flow.closeTable(),
    'w:tr': () => {
      flow.closeRow(rowDeleted);
      inRow--;
      rowDeleted = false;
    },
    'w:trPr': () => flow.closeCell(),
    'w:tc': () => {
      flow.paragraph(carried);
      carried = '';
      flow.closeCell();
    },
  };

  return {
    open(name, attributes) {
      if (skipping > 0 || SKIPPED.has(name)) {
        skipping++;
        if (skipping === 1 && name === 'w:del') {
          // Inside properties, w:del speaks of the paragraph mark or of the row.
          if (current()?.inProperties) current()!.markDeleted = true;
          else if (!current() && inRow > 0) rowDeleted = true;
        }
        return;
      }
      if (Object.hasOwn(open, name)) open[name]!(attributes['w:val'], attributes);
    },
    close(name) {
      if (skipping > 0) skipping--;
      else if (Object.hasOwn(close, name)) close[name]!();
    },
    text(data) {
      if (inText && skipping === 0) write(data);
    },
  };
}
