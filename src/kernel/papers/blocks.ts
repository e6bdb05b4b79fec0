import { HEADINGS, headingLabels } from './headings.ts';
import type { Block, Chart, Heading, Landscape, List, Run, Table } from './model.ts';
import type { Drawn, DrawnCell, DrawnHeading, DrawnItem, Pages } from './presented.ts';
import { clean, mapLast, runsOf, upper } from './rich-text.ts';
import { closed } from './strings.ts';
import { cellAlignment, cellRuns, placeTable, type PlacedCell } from './table.ts';

type Flat = Exclude<Block, Landscape>;

/**
 * The content in pages of one orientation each, numbered, formatted and, if `close`, ended with "./.".
 * @throws Refusal `paper.table` for a table whose rows do not fit its columns
 */
export function presentBody(body: readonly Block[], landscape: boolean, close: boolean): Pages[] {
  const labels = headingLabels(body);
  const pages: Pages[] = [{ landscape, blocks: [] }];
  for (const block of body) {
    const turned = block.kind === 'landscape' || landscape;
    if (pages.at(-1)!.landscape !== turned) pages.push({ landscape: turned, blocks: [] });
    const drawn = block.kind === 'landscape' ? block.body.flatMap((each) => draw(each, labels)) : draw(block, labels);
    pages.at(-1)!.blocks.push(...drawn);
  }
  const used = pages.filter(({ blocks }, index) => index === 0 || blocks.length > 0);
  if (close) closeLast(used.at(-1)!.blocks);
  return used;
}

function draw(block: Flat, labels: Map<Heading, string>): Drawn[] {
  switch (block.kind) {
    case 'heading':
      return [drawHeading(block, labels.get(block) ?? '')];
    case 'paragraph':
      return [{ kind: 'paragraph', runs: runsOf(block.text), align: block.align ?? 'justify' }];
    case 'list':
      return drawList(block, 0);
    case 'table':
      return [drawTable(block)];
    case 'chart':
      return [drawChart(block)];
    case 'page-break':
      return [block];
  }
}

function drawHeading({ level, text, sentence = false }: Heading, label: string): DrawnHeading {
  const { upper: capitals, centred, ownLine, boldLabel, boldTitle, outline } = HEADINGS[level];
  const title = (run: Run) => ({ ...run, text: capitals ? upper(run.text) : run.text, bold: boldTitle || run.bold });
  return {
    kind: 'heading',
    label: clean(label),
    runs: sentence ? runsOf(text) : runsOf(text).map(title),
    outline,
    centred,
    ownLine,
    // Only an article keeps its number bold before a sentence: "Điều 2. Quyết định này …".
    boldLabel: boldLabel && (!sentence || level === 'article'),
    sentence,
  };
}

function drawList({ ordered = false, items }: List, depth: number): DrawnItem[] {
  return items.flatMap(({ text, items: below }, index) => {
    const mark = ordered ? `${index + 1}.` : depth % 2 === 0 ? '-' : '+';
    const item: DrawnItem = { kind: 'item', mark, depth, runs: runsOf(text) };
    return [item, ...(below ? drawList(below, depth + 1) : [])];
  });
}

function drawTable(table: Table): Drawn {
  if (table.head.length + table.rows.length === 0) return nothing(clean(table.caption ?? ''));
  const { head, rows } = placeTable(table);
  const whole = table.columns.reduce((sum, { width }) => sum + width, 0);
  const cells = (placed: PlacedCell[][], heading: boolean) =>
    placed.map((line) => line.map((each) => drawCell(table, each, heading)));
  return {
    kind: 'table',
    caption: clean(table.caption ?? ''),
    widths: table.columns.map(({ width }) => width / whole),
    head: cells(head, true),
    rows: cells(rows, false),
  };
}

function drawCell(
  { columns }: Table,
  { cell, row, column, colSpan, rowSpan }: PlacedCell,
  heading: boolean,
): DrawnCell {
  const own = columns[column]!;
  const marks = { ...((cell.bold ?? heading) ? { bold: true } : {}), ...(cell.italic ? { italic: true } : {}) };
  return {
    runs: cellRuns(cell, heading ? undefined : own.format).map((run) => ({ ...run, ...marks })),
    row,
    column,
    colSpan,
    rowSpan,
    align: heading ? (cell.align ?? 'center') : cellAlignment(cell, own),
  };
}

function drawChart(chart: Chart): Drawn {
  const caption = clean(chart.caption);
  if (chart.categories.length === 0 || chart.series.length === 0) {
    return nothing(caption);
  }
  const figure = (value: number | null | undefined) => (Number.isFinite(value) ? value! : null);
  return {
    ...chart,
    caption,
    categories: chart.categories.map(clean),
    series: chart.series.map(({ name, values }) => ({
      name: clean(name),
      values: chart.categories.map((_, index) => figure(values[index])),
    })),
    unit: clean(chart.unit ?? ''),
  };
}

/** A table without a row or a chart without a category is said and not drawn: Word takes it for damage. */
function nothing(caption: string): Drawn {
  return { kind: 'paragraph', runs: [{ text: `${caption} (chưa có số liệu)`.trim(), italic: true }], align: 'center' };
}

/** Only a text can be closed; after a table or chart the paper ends with that. */
function closeLast(blocks: Drawn[]): void {
  const last = blocks.at(-1);
  if (last === undefined || !('runs' in last) || last.runs.length === 0) return;
  blocks[blocks.length - 1] = { ...last, runs: mapLast(last.runs, closed) };
}
