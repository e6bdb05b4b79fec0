import { Document, Packer, Paragraph, Table, TableCell, TableRow, VerticalMergeType, WidthType } from 'docx';
import { readFileSync } from 'node:fs';
import { SEED_FILE } from './sample-plan.ts';

/** The seed plan's own words, laid out as its other formats would have them: with the group headings, which the web lost. */
export interface SeedLayout {
  /** Everything before the annex, line by line. */
  head: string[];
  columns: string[];
  rows: SeedRow[];
}

export type SeedRow =
  | { kind: 'group'; code: string; title: string }
  | { kind: 'task'; cells: string[] }
  | { kind: 'further'; cells: string[] };

const TITLES: [string, string][] = [
  ['I', 'Cải cách thể chế'],
  ['II', 'Cải cách thủ tục hành chính'],
  ['III', 'Cải cách tổ chức bộ máy'],
  ['IV', 'Cải cách chế độ công vụ'],
  ['V', 'Cải cách tài chính công'],
  ['VI', 'Chính quyền điện tử, chính quyền số'],
  ['VII', 'Chỉ đạo, điều hành'],
];

/** Cuts the seed file into head, columns and rows by counting cells, independently of the importer. */
export function seedLayout(): SeedLayout {
  const lines = readFileSync(SEED_FILE, 'utf8').normalize('NFC').split('\n');
  const start = lines.findIndex((line) => line.trim() === 'TT |');
  const cells = lines
    .slice(start)
    .join('\n')
    .split('|')
    .map((cell) => cell.trim())
    .slice(0, -1);
  const [columns, , ...rest] = chunk(cells, 5);
  const rows: SeedRow[] = [];
  let groups = 0;
  for (const row of rest) {
    if (row[0] === '1') {
      const [code, title] = TITLES[groups++]!;
      rows.push({ kind: 'group', code, title });
    }
    rows.push(/^\d+$/.test(row[0]!) ? { kind: 'task', cells: row } : { kind: 'further', cells: row.slice(0, 3) });
  }
  return {
    head: lines
      .slice(0, start)
      .map((line) => line.replace(/[\s|]+$/, '').trim())
      .filter(Boolean),
    columns: columns!,
    rows,
  };
}

/** As a web page: group rows across the table, merged cells for the task with two products. */
export function seedHtml({ head, columns, rows }: SeedLayout): string {
  const cell = (text: string, attributes = '') => `<td${attributes}>${escape(text)}</td>`;
  const body = rows.map((row, index) => {
    const merged = rows[index + 1]?.kind === 'further' ? ' rowspan="2"' : '';
    if (row.kind === 'group')
      return `<tr><td><b>${row.code}</b></td><td colspan="${columns.length - 1}"><b>${row.title}</b></td></tr>`;
    if (row.kind === 'further') return `<tr>${row.cells.map((text) => cell(text)).join('')}</tr>`;
    return `<tr>${row.cells.map((text, place) => cell(text, place < 2 ? merged : '')).join('')}</tr>`;
  });
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><style>
    body { font: 11pt "DejaVu Sans", sans-serif } table { border-collapse: collapse; width: 100% } td { border: 1px solid; padding: 3px; vertical-align: top }
    tr { break-inside: avoid }</style></head><body>
    ${head.map((line) => `<p>${escape(line)}</p>`).join('\n')}
    <table><tr>${columns.map((text) => cell(text)).join('')}</tr>${body.join('\n')}</table></body></html>`;
}

/** As a Word file, with the same merged cells. */
export async function seedDocx({ head, columns, rows }: SeedLayout): Promise<Uint8Array> {
  const cell = (
    text: string,
    options: { columnSpan?: number; verticalMerge?: (typeof VerticalMergeType)[keyof typeof VerticalMergeType] } = {},
  ) => new TableCell({ ...options, children: [new Paragraph(text)] });
  const body = rows.map((row, index) => {
    if (row.kind === 'group') return [cell(row.code), cell(row.title, { columnSpan: columns.length - 1 })];
    if (row.kind === 'further') {
      const above = { verticalMerge: VerticalMergeType.CONTINUE };
      return [cell('', above), cell('', above), ...row.cells.map((text) => cell(text))];
    }
    const merge = rows[index + 1]?.kind === 'further' ? { verticalMerge: VerticalMergeType.RESTART } : {};
    return row.cells.map((text, place) => cell(text, place < 2 ? merge : {}));
  });
  const table = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [columns.map((text) => cell(text)), ...body].map((children) => new TableRow({ children })),
  });
  const document = new Document({ sections: [{ children: [...head.map((line) => new Paragraph(line)), table] }] });
  return new Uint8Array(await Packer.toBuffer(document));
}

function chunk<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
