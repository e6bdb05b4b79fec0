import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import type { Database } from '../database/connection.ts';
import type { Language } from '../language.ts';
import { Refusal } from '../refusal.ts';
import type { CellValue, ListColumn, ListDefinition, ListQuery } from './definition.ts';
import { readAll } from './read.ts';

/** Rows at most in one export: CSV and JSON are streamed; a spreadsheet is built in memory. */
export const EXPORT_BOUNDS = { csv: 200_000, json: 200_000, xlsx: 20_000 } as const;
export type ExportFormat = keyof typeof EXPORT_BOUNDS;

const MEDIA_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * Any view of a list as a file to download, with the same filters and order.
 * @throws Refusal for an unknown format or, for a spreadsheet, too many rows
 */
export async function exportList<Row, Scope>(
  db: Database,
  definition: ListDefinition<Row, Scope>,
  query: ListQuery,
  scope: Scope,
  format: string,
  language: Language,
): Promise<Response> {
  if (!isFormat(format)) {
    throw new Refusal('list.unknown-format', `Không xuất được dạng “${format}”.`, {
      remedy: 'Chọn csv, xlsx hoặc json.',
      status: 404,
    });
  }
  const rows = readAll(db, definition, query, scope, EXPORT_BOUNDS[format]);
  const body =
    format === 'csv'
      ? streamOf(toCsv(definition.columns, rows, language))
      : format === 'json'
        ? streamOf(toJson(definition.columns, rows, language))
        : new Uint8Array(await toXlsx(definition, rows, language));
  return new Response(body, {
    headers: {
      'content-type': MEDIA_TYPES[format],
      'content-disposition': `attachment; filename="${definition.name.replaceAll('.', '-')}.${format}"`,
    },
  });
}

function isFormat(text: string): text is ExportFormat {
  return Object.hasOwn(EXPORT_BOUNDS, text);
}

/** CSV after RFC 4180 with a byte-order mark, without which spreadsheets misread Vietnamese. */
export async function* toCsv<Row>(
  columns: readonly ListColumn<Row>[],
  rows: AsyncIterable<Row>,
  language: Language,
): AsyncGenerator<string> {
  yield `\uFEFF${columns.map((column) => csvCell(column.title[language])).join(',')}\r\n`;
  let batch = '';
  for await (const row of rows) {
    batch += `${columns.map((column) => csvCell(column.value(row, language))).join(',')}\r\n`;
    if (batch.length > 32_768) {
      yield batch;
      batch = '';
    }
  }
  yield batch;
}

/** A cell that a spreadsheet would take for a formula is made text: a name may not become a command. */
export function csvCell(value: CellValue): string {
  if (value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function* toJson<Row>(
  columns: readonly ListColumn<Row>[],
  rows: AsyncIterable<Row>,
  language: Language,
): AsyncGenerator<string> {
  let separator = '[';
  for await (const row of rows) {
    yield `${separator}${JSON.stringify(Object.fromEntries(columns.map((column) => [column.key, column.value(row, language)])))}`;
    separator = ',\n';
  }
  yield separator === '[' ? '[]\n' : ']\n';
}

async function toXlsx<Row, Scope>(
  definition: ListDefinition<Row, Scope>,
  rows: AsyncIterable<Row>,
  language: Language,
): Promise<Buffer> {
  const { columns } = definition;
  const sheet: Cell[][] = [
    columns.map((column) => ({ value: column.title[language], fontWeight: 'bold' as const, wrap: true })),
  ];
  for await (const row of rows) {
    sheet.push(columns.map((column) => xlsxCell(column.value(row, language), column.kind)));
  }
  return writeXlsxFile(sheet, {
    columns: columns.map((column) => ({ width: column.width ?? 20 })),
    stickyRowsCount: 1,
    sheet: definition.title[language].slice(0, 31),
  }).toBuffer();
}

/**
 * A text as a workbook must hold it: what only looks like an escaped sign ("_x000D_") stays itself, and so does a word that
 * the writer's table of texts would find in every JavaScript object ("constructor").
 */
export function workbookText(text: string): string {
  const guarded = text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  return text in Object.prototype ? `_x${text.charCodeAt(0).toString(16).padStart(4, '0')}_${text.slice(1)}` : guarded;
}

function xlsxCell(value: CellValue, kind: ListColumn<unknown>['kind']): Cell {
  if (value === null || value === '') return null;
  if (kind === 'date' && typeof value === 'string') return { value: new Date(value), type: Date, format: 'dd/mm/yyyy' };
  if (typeof value === 'number') return { value, type: Number };
  return { value: workbookText(String(value)), type: String, wrap: true, alignVertical: 'top' };
}

function streamOf(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else if (value !== '') controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
