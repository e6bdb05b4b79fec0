import type { ExportFormat } from '#kernel/lists/export.ts';
import { addressOf } from '#kernel/lists/address.ts';
import {
  MAX_PAGE_SIZE,
  type CellValue,
  type ListColumn,
  type ListDefinition,
  type ListPage,
  type ListQuery,
  type Option,
} from '#kernel/lists/definition.ts';
import { formatDate, formatNumber, say, type Language, type Text } from '#kernel/language.ts';
import type { SortDirection } from './address.ts';
import type { FilterField } from './filters.ts';

/** A page of a declared list as the screen needs it: plain data, made from the declaration alone. */
export interface ListView<Row> {
  /** `plan.tasks` */
  name: string;
  title: string;
  /** The query of the first page of this view, with nothing that was left out: "?group=I", or empty. */
  search: string;
  fields: FilterField[];
  /** Days that shape the whole view ("as of"), apart from the filters. */
  days: DayField[];
  heads: ListHead[];
  /** Ways to order, for screens that show no table head. */
  sorts: { label: string; href: string; current: boolean }[];
  rows: { row: Row; texts: Record<string, string> }[];
  /** Rows that match, over all pages. */
  total: number;
  /** There are more than `total`. */
  more: boolean;
  previous: string | null;
  next: string | null;
  /** All rows on one page, for reading through and for paper; null when they are, or when they are too many. */
  whole: string | null;
  exports: Record<ExportFormat, string>;
  /** What of the address made no sense and was left out. */
  problems: string[];
}

export interface ListHead {
  key: string;
  label: string;
  align: 'start' | 'end';
  sortHref?: string;
  sorted: SortDirection | null;
}

export interface DayField {
  name: string;
  label: string;
  hint?: string;
  value: string;
}

/** Choices by filter key, for filters whose choices come from the database. */
export type OptionsByFilter = Readonly<Record<string, readonly Option[]>>;

/**
 * Makes the page of a list. Pure.
 * @param from `pathname` of the list's page; its exports stand beside it as `.csv`, …; `columns`: those that the page shows, all of
 * the declaration when absent
 */
export function listView<Row, Scope>(
  definition: ListDefinition<Row, Scope>,
  query: ListQuery,
  page: ListPage<Row>,
  from: {
    pathname: string;
    language: Language;
    options?: OptionsByFilter;
    problems?: string[];
    columns?: readonly string[];
  },
): ListView<Row> {
  const { pathname, language } = from;
  const columns = from.columns
    ? from.columns.map((key) => definition.columns.find((column) => column.key === key)!)
    : definition.columns;
  const order = (key: string, descending: boolean) =>
    pathname + addressOf(query, { sort: `${descending ? '-' : ''}${key}` });
  const view = addressOf(query, {});
  const plain = query.sort === definition.sorts[0]!.key && !query.descending;
  const at = (cursor: { after: string } | { before: string }) => pathname + addressOf(query, cursor);
  return {
    name: definition.name,
    title: say(definition.title, language),
    search: addressOf(query, plain ? { sort: '' } : {}),
    fields: filterFields(definition, language, from.options),
    days: dayFields(definition, query, language),
    heads: columns.map((column) => headOf(column, query, order, language)),
    sorts: definition.sorts.map(({ key, label }) => ({
      label: say(label, language),
      href: order(key, query.sort === key && !query.descending),
      current: query.sort === key,
    })),
    rows: page.rows.map((row) => ({ row, texts: textsOf(columns, row, language) })),
    total: page.total,
    more: page.more,
    previous: page.previous === null ? null : at({ before: page.previous }),
    next: page.next === null ? null : at({ after: page.next }),
    whole:
      page.rows.length < page.total && page.total <= MAX_PAGE_SIZE
        ? pathname + addressOf({ ...query, size: MAX_PAGE_SIZE })
        : null,
    exports: { csv: `${pathname}.csv${view}`, xlsx: `${pathname}.xlsx${view}`, json: `${pathname}.json${view}` },
    problems: from.problems ?? [],
  };
}

/** Fields of the filter bar: a `_from` with its `_to` is one field of two dates; a day alone belongs to `dayFields`. */
export function filterFields<Row, Scope>(
  { filters }: Pick<ListDefinition<Row, Scope>, 'filters'>,
  language: Language,
  options: OptionsByFilter = {},
): FilterField[] {
  return filters.flatMap((filter): FilterField[] => {
    const [name, label] = [filter.key, say(filter.label, language)];
    if (filter.kind === 'search')
      return [{ kind: 'search', name, label, hint: filter.hint && say(filter.hint, language) }];
    if (filter.kind === 'date') {
      const to = endOf(name);
      const whole = to !== null && filters.some(({ key }) => key === to);
      return whole ? [{ kind: 'dates', label: withoutFrom(label), from: name, to }] : [];
    }
    const choices = options[name] ?? (typeof filter.options === 'function' ? [] : filter.options);
    return [
      {
        kind: filter.multiple ? 'many' : 'one',
        name,
        label,
        options: choices.map((choice) => ({ value: choice.value, label: say(choice.label, language) })),
      },
    ];
  });
}

/** The days that stand alone, with what the address says of them. */
export function dayFields<Row, Scope>(
  { filters }: Pick<ListDefinition<Row, Scope>, 'filters'>,
  query: ListQuery,
  language: Language,
): DayField[] {
  const ranged = new Set(filters.flatMap(({ key }) => [endOf(key)].flatMap((to) => (to === null ? [] : [key, to]))));
  return filters
    .filter((filter) => filter.kind === 'date' && !ranged.has(filter.key))
    .map(({ key, label, hint }) => ({
      name: key,
      label: say(label, language),
      hint: hint && say(hint, language),
      value: query.values[key]?.[0] ?? '',
    }));
}

/** "1.234 nhiệm vụ", "1,234 tasks": how many rows match. */
export function countText(
  total: number,
  noun: { vi: string; en: { one: string; many: string } },
  language: Language,
  more = false,
): string {
  const count = formatNumber(total, language);
  if (more) return language === 'vi' ? `Hơn ${count} ${noun.vi}` : `More than ${count} ${noun.en.many}`;
  return language === 'vi' ? `${count} ${noun.vi}` : `${count} ${total === 1 ? noun.en.one : noun.en.many}`;
}

function headOf<Row>(
  { key, title, kind, sort }: ListColumn<Row>,
  query: ListQuery,
  order: (key: string, descending: boolean) => string,
  language: Language,
): ListHead {
  const sorted = sort !== query.sort ? null : query.descending ? 'descending' : 'ascending';
  return {
    key,
    label: say(title, language),
    align: kind === 'number' ? 'end' : 'start',
    sortHref: sort && order(sort, sorted === 'ascending'),
    sorted,
  };
}

function textsOf<Row>(columns: readonly ListColumn<Row>[], row: Row, language: Language): Record<string, string> {
  return Object.fromEntries(columns.map(({ key, kind, value }) => [key, textOf(value(row, language), kind, language)]));
}

const YES_NO: Record<'true' | 'false', Text> = { true: { vi: 'Có', en: 'Yes' }, false: { vi: 'Không', en: 'No' } };

function textOf(value: CellValue, kind: ListColumn<unknown>['kind'], language: Language): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return say(YES_NO[`${value}`], language);
  if (typeof value === 'number') return formatNumber(value, language, { decimals: 2 });
  return kind === 'date' ? formatDate(value, language) : value;
}

function endOf(key: string): string | null {
  return key.endsWith('_from') ? key.replace(/_from$/, '_to') : null;
}

/** "Hạn từ ngày" heads a field that says "từ ngày" and "đến ngày" itself. */
function withoutFrom(label: string): string {
  return label.replace(/\s+(từ ngày|từ|from)$/u, '');
}
