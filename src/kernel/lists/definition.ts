import type { SQL } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import type { Text } from '../language.ts';

/**
 * A list, declared once in its module. From the declaration come the page with its filter bar, the address that reproduces the
 * view, CSV, XLSX and JSON, the API with cursor pages, and its entry in the API description.
 *
 * @typeParam Row what one row of the query gives
 * @typeParam Scope what the list is about and for whom: set by the caller, never read from the address
 */
export interface ListDefinition<Row, Scope> {
  /** `plan.tasks`: module and noun; also the export's file name. */
  name: string;
  title: Text;
  columns: readonly ListColumn<Row>[];
  filters: readonly ListFilter<Scope>[];
  /** The first is the order without a wish. */
  sorts: readonly ListSort[];
  /** The query's parts. `filters` is here for values that shape the row itself, such as "as of". */
  source: (scope: Scope, values: FilterValues) => ListSource;
  /**
   * What conditions need to know before they are written, asked of the database: the scope with it. Whoever uses the conditions
   * without it gets the same rows, only more slowly.
   */
  prepare?: (db: Pick<Database, 'execute'>, values: FilterValues, scope: Scope) => Promise<Scope>;
  /** Lists of millions are counted up to here; beyond it the total is “more than”. Absent: counted to the end. */
  countUpTo?: number | ((values: FilterValues) => number);
}

export interface ListSource {
  select: SQL;
  from: SQL;
  /** What conditions and orders need, where the rest only adds to what is shown: `from` then reads the rows found, which are named `page`. */
  narrow?: { select: SQL; from: SQL };
  /** A shorter way to the rows than `narrow` or `from`, for counting them; the conditions are applied to it as well. */
  counted?: SQL;
  /** Always applied, whatever the filters say: what the scope may see. */
  where: SQL;
  /** Unique in the list; breaks ties of the order. */
  key: SQL;
  keyType: 'uuid' | 'text' | 'bigint';
}

export type CellValue = string | number | boolean | null;

export interface ListColumn<Row> {
  key: string;
  title: Text;
  kind: 'text' | 'number' | 'date' | 'link';
  /** The value as exported. */
  value: (row: Row, language: 'vi' | 'en') => CellValue;
  /** Sort key that the column's head offers. */
  sort?: string;
  /** Width in a spreadsheet, in characters. */
  width?: number;
}

/** A choice in a filter. */
export interface Option {
  value: string;
  label: Text;
}

interface FilterBase {
  /** Name in the address and in the API. */
  key: string;
  label: Text;
  hint?: Text;
}

export type ListFilter<Scope> =
  | (FilterBase & {
      kind: 'choice';
      /** More than one value may be chosen; a row matches any of them. */
      multiple: boolean;
      options: readonly Option[] | ((db: Database, scope: Scope) => Promise<readonly Option[]>);
      /** Null: the filter only qualifies another (e.g. the role beside an organisation). */
      where: ((values: readonly string[], all: FilterValues, scope: Scope) => SQL) | null;
    })
  | (FilterBase & { kind: 'search'; where: (words: string, scope: Scope) => SQL })
  | (FilterBase & { kind: 'date'; where: ((date: string, all: FilterValues, scope: Scope) => SQL) | null });

export interface ListSort {
  key: string;
  label: Text;
  /** Never null (coalesce it): a cursor compares with it. */
  expression: SQL;
  /** PostgreSQL type, so that a cursor's value compares as what it is. */
  type: 'text' | 'date' | 'int' | 'bigint' | 'timestamptz' | 'numeric';
}

/** Values of the filters by key; a filter that is not set has no entry. */
export type FilterValues = Readonly<Record<string, readonly string[]>>;

/** One wish: which rows, in which order, from where on. */
export interface ListQuery {
  values: FilterValues;
  sort: string;
  descending: boolean;
  after: string | null;
  before: string | null;
  size: number;
}

export interface ListPage<Row> {
  rows: Row[];
  /** Rows that match, over all pages; where `more` is true there are more than that. */
  total: number;
  more: boolean;
  next: string | null;
  previous: string | null;
}

export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 200;
