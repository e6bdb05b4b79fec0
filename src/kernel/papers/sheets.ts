import writeXlsxFile, { type Cell as SheetCell, type Row as SheetRow } from 'write-excel-file/node';
import { isIsoDate } from '../calendar/dates.ts';
import { FACE } from './layout.ts';
import type { Sheet } from './annex-sheets.ts';
import type { CellFormat, Column } from './model.ts';
import { clean, plainText } from './rich-text.ts';
import { closeParts, openParts, rewrite } from './seal.ts';
import { cellAlignment, placeTable, type PlacedCell } from './table.ts';

const BORDER = { borderStyle: 'thin', borderColor: '#000000' } as const;
const HEAD_FILL = '#F1E9D2';
/** Characters of the widest column of text; a table's widths are shares of a page about twice as wide. */
const PAGE_CHARACTERS = 140;

/**
 * Tables as a workbook: bold heads that stay in sight and are repeated in print, A4 fitted to the width. Text is text, whatever it
 * begins with: no cell is a formula. The same sheets give the same bytes.
 * @throws Refusal `paper.table`
 */
export async function writeSheets(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const names = tabNames(sheets.map(({ name }) => name));
  const drawn = sheets.map((sheet, index) => ({ ...drawSheet(sheet), sheet: names[index]! }));
  const file = await writeXlsxFile(
    drawn.map(({ data, columns, frozen, sheet }) => ({
      data,
      columns,
      sheet,
      stickyRowsCount: frozen,
      orientation: 'landscape' as const,
      showGridLines: false,
    })),
    { fontFamily: FACE, fontSize: 12 },
  ).toBuffer();
  const parts = openParts(new Uint8Array(file));
  for (const [index, sheet] of sheets.entries()) {
    rewrite(parts, new RegExp(`^xl/worksheets/sheet${index + 1}\\.xml$`), (xml) =>
      withPageSetup(xml, sheet.portrait ?? false),
    );
  }
  rewrite(parts, /^xl\/workbook\.xml$/, (xml) =>
    withPrintTitles(
      xml,
      drawn.map(({ sheet, lines, frozen }) => ({ sheet, from: lines + 1, to: frozen })),
    ),
  );
  return closeParts(parts);
}

function drawSheet({ title = [], table }: Sheet): {
  data: SheetRow[];
  columns: { width: number }[];
  lines: number;
  frozen: number;
} {
  const count = table.columns.length;
  const whole = table.columns.reduce((sum, { width }) => sum + width, 0);
  const { head, rows } = placeTable(table);
  const lines = title.map((text, index): SheetRow => {
    const style = index === 0 ? { fontWeight: 'bold' as const, fontSize: 14 } : { fontStyle: 'italic' as const };
    return [{ value: clean(text), type: String, columnSpan: count, align: 'center', wrap: true, ...style }];
  });
  return {
    data: [...lines, ...grid(head, table.columns, true), ...grid(rows, table.columns, false)],
    columns: table.columns.map(({ width }) => ({ width: Math.max(5, Math.round((width / whole) * PAGE_CHARACTERS)) })),
    lines: lines.length,
    frozen: lines.length + head.length,
  };
}

/** Cells that a span covers are empty ones here. */
function grid(placed: PlacedCell[][], columns: readonly Column[], heading: boolean): SheetRow[] {
  return placed.map((cells) => {
    const line: SheetRow = columns.map(() => null);
    for (const cell of cells) line[cell.column] = drawCell(cell, columns[cell.column]!, heading);
    return line;
  });
}

function drawCell({ cell, colSpan, rowSpan }: PlacedCell, column: Column, heading: boolean): SheetCell {
  const align = heading ? (cell.align ?? 'center') : cellAlignment(cell, column);
  const style = {
    ...BORDER,
    align: align === 'justify' ? ('left' as const) : align,
    alignVertical: 'center' as const,
    wrap: true,
    ...(colSpan > 1 && { columnSpan: colSpan }),
    ...(rowSpan > 1 && { rowSpan }),
    ...((cell.bold ?? heading) && { fontWeight: 'bold' as const }),
    ...(cell.italic && { fontStyle: 'italic' as const }),
    ...(heading && { backgroundColor: HEAD_FILL }),
  };
  const { value } = cell;
  const format = (heading ? undefined : column.format) ?? { kind: 'text' };
  if (value === null) return { ...style, value: '', type: String };
  if (typeof value === 'number') return { ...style, value, type: Number, format: numberFormat(format) };
  if (typeof value === 'string' && format.kind === 'date' && isIsoDate(value)) {
    return { ...style, value: new Date(value), type: Date, format: 'dd/mm/yyyy' };
  }
  return { ...style, value: typeof value === 'string' ? clean(value) : plainText(value), type: String };
}

/** Written as the spreadsheet's own language wants it: 1.234,5 in Vietnamese. Per cent stand from 0 to 100. */
function numberFormat(format: CellFormat): string {
  if (format.kind === 'text' || format.kind === 'date') return 'General';
  const { decimals = format.kind === 'percent' ? 2 : 0, fixed = false } = format;
  const places = decimals > 0 ? `.${(fixed || format.kind === 'percent' ? '0' : '#').repeat(decimals)}` : '';
  return `#,##0${places}${format.kind === 'percent' ? '"%"' : ''}`;
}

/** Tabs: at most 31 characters, none of []/\:*?', and no two alike in any case of letters. */
function tabNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const base =
      clean(name)
        .replace(/[[\]/\\:*?'\n]+/g, ' ')
        .trim()
        .slice(0, 31) || 'Bảng';
    let found = base;
    for (let index = 2; taken.has(found.toLowerCase()); index++) found = `${base.slice(0, 26)} (${index})`;
    taken.add(found.toLowerCase());
    return found;
  });
}

/** A4, one page wide, page number above; the library knows none but the orientation. */
function withPageSetup(xml: string, portrait: boolean): string {
  const setup =
    '<pageMargins left="0.6" right="0.4" top="0.8" bottom="0.6" header="0.3" footer="0.3"/>' +
    `<pageSetup paperSize="9" orientation="${portrait ? 'portrait' : 'landscape'}" fitToWidth="1" fitToHeight="0"/>` +
    '<headerFooter><oddHeader>&amp;C&amp;P</oddHeader></headerFooter>';
  return xml
    .replace(/<worksheet [^>]*>/, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
    .replace(/<pageMargins[^>]*\/>/, '')
    .replace(/<pageSetup[^>]*\/>/, setup);
}

function withPrintTitles(xml: string, sheets: readonly { sheet: string; from: number; to: number }[]): string {
  const names = sheets
    .map(({ sheet, from, to }, index) =>
      to < from
        ? ''
        : `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${escaped(sheet)}'!$${from}:$${to}</definedName>`,
    )
    .join('');
  return xml.replace(
    /<definedNames\s*\/>|<definedNames><\/definedNames>/,
    names ? `<definedNames>${names}</definedNames>` : '',
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
