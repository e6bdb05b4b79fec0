import type { LineSpan } from '#kernel/documents/model.ts';
import type { AnnexPart, Column } from './annex.ts';
import { isHeadAgain } from './annex.ts';
import type { ColumnRole } from './columns.ts';
import type { GridCell, GridRow } from './grid.ts';
import { readGroupCode, readTaskNumber, splitHeading, withoutCount, type TaskNumber } from './numbering.ts';

/** What one row of the annex is, before any grouping. Values that a merged cell hands down are marked as continued. */
export type RowMeaning =
  | { kind: 'empty'; span: LineSpan }
  | { kind: 'head-again'; span: LineSpan }
  /** Says something about the table, is no part of the plan's structure: "Ghi chú: …", "Tổng cộng". */
  | { kind: 'aside'; text: string; span: LineSpan }
  | { kind: 'group'; code: string | null; title: string; span: LineSpan }
  /** A numbered row without product, schedule and agency: it heads the rows below it. */
  | { kind: 'task'; number: TaskNumber | null; beneath?: boolean; title: string; values: RowValues; span: LineSpan }
  /** A further product of the task above. */
  | { kind: 'continuation'; values: RowValues; span: LineSpan };

export interface Value {
  text: string;
  continued: boolean;
}

export type RowValues = Record<'product' | 'schedule' | 'assignment' | 'lead' | 'coordinating', Value | null> & {
  notes: { heading: string; text: string }[];
};

/** Says what a part of the annex is. Pure: one part in, one meaning out. */
export function meaningOf(part: AnnexPart): RowMeaning {
  if (part.kind === 'heading') {
    const heading = splitHeading(part.text);
    return {
      kind: 'group',
      ...heading,
      title: withoutCount(heading.title),
      span: { line: part.line, endLine: part.endLine },
    };
  }
  const { row, columns } = part;
  const span = { line: row.line, endLine: row.endLine };
  if (row.cells.every((cell) => cell.continued || cell.text.trim() === '')) return { kind: 'empty', span };
  if (isHeadAgain(row, columns)) return { kind: 'head-again', span };

  const ordinal = cellOf(row, columns, 'ordinal');
  const task = cellOf(row, columns, 'task') ?? cellOf(row, columns, 'product');
  if (isAside(row)) return { kind: 'aside', text: textOf(row), span };
  const group = groupHeading(row, columns, ordinal, task);
  if (group) return { kind: 'group', ...group, span };

  const values = valuesOf(row, columns);
  const numbered = ordinal && !ordinal.continued ? readTaskNumber(ordinal.text) : null;
  const taskText = task && !task.continued ? oneLine(task.text) : '';
  if (numbered) return { kind: 'task', number: numbered, title: taskText, values, span };
  if (taskText === '') return { kind: 'continuation', values, span }; // The number's cell is merged over several tasks.
  if (ordinal?.continued && ordinal.text !== '')
    return { kind: 'task', number: null, beneath: true, title: taskText, values, span };
  return { kind: 'task', ...numberInTitle(taskText, ordinal === null), values, span };
}

/** What a row says: itself, after the heading of its group where groups have a column of their own. */
export function meaningsOf(part: AnnexPart): RowMeaning[] {
  const meaning = meaningOf(part);
  if (meaning.kind === 'group' && part.kind === 'row') return [meaning, ...notesAside(part.row, part.columns, meaning)];
  if (part.kind === 'heading' || (meaning.kind !== 'task' && meaning.kind !== 'continuation')) return [meaning];
  const group = cellOf(part.row, part.columns, 'group');
  if (!group || group.continued || group.text.trim() === '') return [meaning];
  const heading = splitHeading(oneLine(group.text));
  return [
    {
      kind: 'group',
      ...heading,
      title: withoutCount(heading.title),
      span: { line: group.line, endLine: group.endLine },
    },
    meaning,
  ];
}

/** A note over the whole width, or a sum. */
function isAside(row: GridRow): boolean {
  const own = row.cells.filter((cell) => !cell.continued && cell.text.trim() !== '');
  const [first] = own;
  if (!first) return false;
  if (/^(tổng cộng|tổng số|cộng)\s*:?$/iu.test(oneLine(first.text))) return true;
  return own.length === 1 && /^(\(?\*+\)?\s*)?(ghi chú|lưu ý|chú thích)\s*:/iu.test(first.text.trim());
}

/** A heading keeps its title; what a column of notes says beside it is reported. */
function notesAside(
  row: GridRow,
  columns: readonly Column[],
  { title, span }: { title: string; span: LineSpan },
): RowMeaning[] {
  const notes = valuesOf(row, columns).notes.filter(({ text }) => !oneLine(text).includes(title));
  return notes.length === 0 ? [] : [{ kind: 'aside', text: notes.map(({ text }) => text).join(' · '), span }];
}

function textOf(row: GridRow): string {
  return row.cells
    .filter((cell) => !cell.continued)
    .map((cell) => cell.text.trim())
    .filter(Boolean)
    .join(' · ');
}
/** Does the row carry anything that a task's product needs? */
export function hasDetails(values: RowValues): boolean {
  return [values.product, values.schedule, values.assignment, values.lead, values.coordinating].some(
    (value) => value !== null && value.text !== '' && !value.continued,
  );
}

const NO_VALUES: RowValues = {
  product: null,
  schedule: null,
  assignment: null,
  lead: null,
  coordinating: null,
  notes: [],
};

/** All white space as single spaces. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A table without a number column may number its tasks in the text: "1. Xây dựng …". */
function numberInTitle(text: string, noOrdinalColumn: boolean): { number: TaskNumber | null; title: string } {
  const match = noOrdinalColumn
    ? /^(\d{1,3}(?:\.\d{1,3})*)[.)]\s+(\S.*)$/su.exec(text)
    : /^([a-zđ])[.)]\s+(\S.*)$/su.exec(text);
  return match ? { number: readTaskNumber(match[1]!), title: match[2]! } : { number: null, title: text };
}

function groupHeading(
  row: GridRow,
  columns: readonly Column[],
  ordinal: GridCell | null,
  task: GridCell | null,
): { code: string | null; title: string } | null {
  const written = row.cells.filter((cell) => !cell.continued && cell.text.trim() !== '');
  // Saved pages may repeat a merged cell's text in every place it covers.
  const own = written.filter((cell, index) => cell.text !== written[index - 1]?.text);
  const repeated = own.length <= 2 && written.length - own.length >= Math.max(2, columns.length - 2);
  const values = repeated ? NO_VALUES : valuesOf(row, columns);
  const code = ordinal && !ordinal.continued ? readGroupCode(ordinal.text) : null;
  if (code && task && task.text.trim() !== '' && task !== ordinal && !hasDetails(values)) {
    return { code, title: oneLine(task.text) };
  }
  if (code && own.length === 2) return { code, title: oneLine(own[1]!.text) };
  const [only] = own;
  if (own.length !== 1 || !only) return null;
  const text = oneLine(only.text);
  const split = splitHeading(text);
  if (split.code) return split;
  const acrossTheTable = only.colSpan >= Math.max(2, columns.length - 1) || repeated;
  const isCapitals = text.length >= 6 && text === text.toLocaleUpperCase('vi') && /\p{L}/u.test(text);
  const counted = /^(nhóm|phần|lĩnh vực)\s+\d/iu.test(text);
  return acrossTheTable || counted || (isCapitals && (only === task || only === row.cells[0]))
    ? { code: null, title: withoutCount(text) }
    : null;
}
function cellOf(row: GridRow, columns: readonly Column[], role: ColumnRole): GridCell | null {
  const place = columns.findIndex((column) => column.role === role);
  return place < 0 ? null : (row.cells[place] ?? null);
}

function valuesOf(row: GridRow, columns: readonly Column[]): RowValues {
  const values: RowValues = {
    product: null,
    schedule: null,
    assignment: null,
    lead: null,
    coordinating: null,
    notes: [],
  };
  columns.forEach(({ role, heading, period }, place) => {
    const cell = row.cells[place];
    if (!cell || role === 'ordinal' || role === 'task' || role === 'group') return;
    // A cell merged across columns is read once, in its first column.
    if (cell.continued && cell.colSpan > 1 && row.cells[place - 1]?.text === cell.text) return;
    if (role === 'note' || role === 'other') {
      if (cell.text.trim() !== '' && !cell.continued) values.notes.push({ heading, text: cell.text.trim() });
      return;
    }
    const before = values[role];
    if (period && /^[x×✓✔√+]$/iu.test(cell.text.trim())) {
      values[role] = { text: before?.text ? `${before.text}, ${heading}` : heading, continued: cell.continued };
      return;
    }
    if (before && before.text !== '') {
      if (cell.text.trim() !== '' && !cell.continued) values.notes.push({ heading, text: cell.text.trim() });
    } else values[role] = { text: cell.text.trim(), continued: cell.continued };
  });
  return values;
}
