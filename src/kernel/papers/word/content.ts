import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  PageBreak,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import { ChartRun } from 'docx/charts';
import { chartInWords, fillOf } from '../chart.ts';
import { FACE, PARAGRAPHS, textWidth } from '../layout.ts';
import type { Chart } from '../model.ts';
import type { Drawn, DrawnCell, DrawnHeading, DrawnTable } from '../presented.ts';
import { ALIGNMENTS, centredLine, textRuns } from './text.ts';
import { STYLE, TWIPS_PER_MM } from './styles.ts';

type Content = Paragraph | Table;

const OUTLINE = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
  4: HeadingLevel.HEADING_4,
} as const;
const LIST_STEP_MM = 6;
/** Pixels of 1/96 inch. */
const PIXELS_PER_MM = 96 / 25.4;
const EDGE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };

/**
 * Blocks of the content as Word's own paragraphs, tables and charts.
 * @param signed a signature follows: it may not stand on a page without a word of the paper
 */
export function content(blocks: readonly Drawn[], landscape: boolean, signed: boolean): Content[] {
  return blocks.flatMap((block, index) => draw(block, textWidth(landscape), signed && index === blocks.length - 1));
}

function draw(block: Drawn, width: number, keepNext: boolean): Content[] {
  switch (block.kind) {
    case 'heading':
      return [heading(block)];
    case 'paragraph': {
      const own: IParagraphOptions =
        block.align === 'justify' ? {} : { alignment: ALIGNMENTS[block.align], indent: { firstLine: 0 } };
      return [new Paragraph({ style: STYLE.content, keepNext, ...own, children: textRuns(block.runs) })];
    }
    case 'item': {
      const firstLine = Math.round((PARAGRAPHS.firstLine.used + block.depth * LIST_STEP_MM) * TWIPS_PER_MM);
      return [
        new Paragraph({
          style: STYLE.content,
          keepNext,
          indent: { firstLine },
          children: [new TextRun(`${block.mark} `), ...textRuns(block.runs)],
        }),
      ];
    }
    case 'table':
      return table(block, width);
    case 'chart':
      return chart(block, width);
    case 'page-break':
      return [new Paragraph({ style: STYLE.tight, children: [new PageBreak()] })];
  }
}

function heading({ label, runs, outline, centred, ownLine, boldLabel, sentence }: DrawnHeading): Paragraph {
  const mark = new TextRun({ text: ownLine ? label : `${label} `, bold: boldLabel });
  const title = textRuns(runs);
  if (sentence) return new Paragraph({ style: STYLE.content, children: [mark, ...title] });
  return new Paragraph({
    heading: OUTLINE[outline],
    ...(centred && { alignment: AlignmentType.CENTER, indent: { firstLine: 0 } }),
    children: ownLine ? [mark, new TextRun({ text: '', break: 1 }), ...title] : [mark, ...title],
  });
}

function table({ caption, widths, head, rows }: DrawnTable, width: number): Content[] {
  const twips = widths.map((share) => Math.round(share * width * TWIPS_PER_MM));
  const row = (cells: readonly DrawnCell[], tableHeader: boolean) =>
    new TableRow({ tableHeader, cantSplit: true, children: cells.map((cell) => tableCell(cell, twips)) });
  return [
    ...(caption ? [centredLine(caption, 'caption', { spacing: { before: 160, after: 80 }, keepNext: true })] : []),
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: twips.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
      columnWidths: twips,
      borders: { top: EDGE, bottom: EDGE, left: EDGE, right: EDGE, insideHorizontal: EDGE, insideVertical: EDGE },
      margins: { left: 80, right: 80, top: 0, bottom: 0 },
      rows: [...head.map((cells) => row(cells, true)), ...rows.map((cells) => row(cells, false))],
    }),
    new Paragraph({ style: STYLE.tight, spacing: { before: 0, after: 120 } }),
  ];
}

function tableCell({ runs, column, colSpan, rowSpan, align }: DrawnCell, widths: readonly number[]): TableCell {
  const size = widths.slice(column, column + colSpan).reduce((sum, width) => sum + width, 0);
  return new TableCell({
    width: { size, type: WidthType.DXA },
    ...(colSpan > 1 && { columnSpan: colSpan }),
    ...(rowSpan > 1 && { rowSpan }),
    verticalAlign: VerticalAlign.CENTER,
    children: [new Paragraph({ style: STYLE.table, alignment: ALIGNMENTS[align], children: textRuns(runs) })],
  });
}

/** Word's own chart, with its figures inside: an officer can correct it where he corrects the text. */
function chart(block: Chart, width: number): Content[] {
  const { type, categories, series, unit = '', decimals = 1, caption } = block;
  const numberFormat = `#,##0${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}${unit === '%' ? '"%"' : ''}`;
  const rows = type === 'bar' ? categories.length * series.length : 8;
  const run = new ChartRun({
    type,
    categories,
    series: series.map(({ name, values }, index) => ({ name, values, color: fillOf(index) })),
    font: { name: FACE, color: '000000' },
    legend: series.length > 1 ? { position: 'bottom' } : false,
    chartArea: { fill: 'none', border: 'none' },
    ...(type === 'bar' && { categoryAxis: { reverseOrder: true } }),
    valueAxis: { numberFormat: '#,##0', ...(type === 'bar' && { visible: false, gridlines: false }) },
    dataLabels: { value: true, numberFormat, position: type === 'line' ? 'above' : 'outsideEnd' },
    transformation: {
      width: Math.round(width * PIXELS_PER_MM),
      height: Math.round(Math.min(150, 30 + rows * 6) * PIXELS_PER_MM),
    },
    altText: { name: caption, description: chartInWords(block) },
  } as ConstructorParameters<typeof ChartRun>[0]);
  return [
    new Paragraph({
      style: STYLE.tight,
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 160 },
      children: [run],
    }),
    centredLine(caption, 'caption', { spacing: { before: 80, after: 200 } }),
  ];
}
