import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { sqlState } from '../database/errors.ts';
import { HOT } from '../database/hot.ts';
import { Refusal } from '../refusal.ts';
import type { ListDefinition, ListPage, ListQuery, ListSort, ListSource } from './definition.ts';

/** Filters of a wish as one condition; the total, the page, every export and every figure that opens the list use it. */
export function conditionOf<Row, Scope>(definition: ListDefinition<Row, Scope>, query: ListQuery, scope: Scope): SQL {
  const conditions: SQL[] = [definition.source(scope, query.values).where];
  for (const filter of definition.filters) {
    const given = query.values[filter.key];
    if (!given || !filter.where) continue;
    if (filter.kind === 'choice') conditions.push(filter.where(given, query.values, scope));
    else if (filter.kind === 'search') conditions.push(filter.where(given.join(' '), scope));
    else conditions.push(filter.where(given[0]!, query.values, scope));
  }
  return sql.join(
    conditions.map((condition) => sql`(${condition})`),
    sql` and `,
  );
}

/** Reads one page, and how many rows there are, by one query. Pages are bounded and found by key, so the last page costs no more than the first. */
export async function readPage<Row, Scope>(
  db: Pick<Database, 'execute'>,
  definition: ListDefinition<Row, Scope>,
  query: ListQuery,
  given: Scope,
  options: { count?: boolean } = {},
): Promise<ListPage<Row>> {
  type Found = Row & { cursorValue: string; cursorKey: string; listTotal: number };
  const scope = definition.prepare ? await definition.prepare(db, query.values, given) : given;
  const { select, from, narrow, counted, key, keyType } = definition.source(scope, query.values);
  const condition = conditionOf(definition, query, scope);
  const sort = definition.sorts.find((candidate) => candidate.key === query.sort)!;
  const backwards = query.before !== null;
  const cursor = query.after ?? query.before;
  const ascending = query.descending === backwards;
  const direction = ascending ? sql`asc` : sql`desc`;
  const order = sql`order by ${sort.expression} ${direction}, ${key} ${direction}`;
  const limit = sql`limit ${sql.raw(String(query.size + 1))}`;
  const beyondCursor = cursor ? sql`and ${beyond(sort, { key, keyType }, readCursor(cursor), ascending)}` : sql``;
  const where = sql`where ${condition} ${beyondCursor}`;

  const bound = boundOf(definition.countUpTo, query.values);
  const count = countOf(bound, counted ?? narrow?.from ?? from, condition);
  const shown = sql`select ${select}, ${sort.expression}::text as "cursorValue", (${key})::text as "cursorKey"
    ${options.count === false ? sql`` : sql`, (${count}) as "listTotal"`}`;
  const found = await db
    .execute<Found>(
      narrow
        ? sql`${HOT}with page as materialized (select ${narrow.select} from ${narrow.from} ${where} ${order} ${limit})
          ${shown} from ${from} ${order}`
        : sql`${HOT}${shown} from ${from} ${where} ${order} ${limit}`,
      'objects',
    )
    .catch((error: unknown) => {
      // Class 22 is "data exception": a cursor that was altered by hand, e.g. no date where a date is compared.
      throw cursor && sqlState(error)?.startsWith('22') ? badCursor() : error;
    });

  // Past the last page no row carries the total.
  const unknown = found.length === 0 && cursor !== null && options.count !== false;
  const counts = unknown
    ? (await db.execute<{ total: number }>(sql`${HOT}select (${count}) as total`, 'objects'))[0]!.total
    : found[0]?.listTotal;
  const rows = found.slice(0, query.size);
  const more = found.length > query.size;
  if (backwards) rows.reverse();
  const cursorAt = (row: Found | undefined) => (row ? writeCursor([row.cursorValue, row.cursorKey]) : null);
  return {
    rows,
    total: Math.min(counts ?? rows.length, bound),
    more: (counts ?? 0) > bound,
    next: backwards || more ? cursorAt(rows.at(-1)) : null,
    previous: (backwards ? more : query.after !== null) ? cursorAt(rows[0]) : null,
  };
}

function boundOf(countUpTo: ListDefinition<never, never>['countUpTo'], values: ListQuery['values']): number {
  return typeof countUpTo === 'function' ? countUpTo(values) : (countUpTo ?? Infinity);
}

/** One row past the bound tells that there are more. */
function countOf(bound: number, from: SQL, condition: SQL): SQL {
  if (bound === Infinity) return sql`select count(*)::int from ${from} where ${condition}`;
  return sql`select count(*)::int from (select from ${from} where ${condition} limit ${sql.raw(String(bound + 1))}) bounded`;
}

/** All rows of a wish in its order, page by page, up to a bound. @throws Refusal `list.too-large` past it */
export async function* readAll<Row, Scope>(
  db: Database,
  definition: ListDefinition<Row, Scope>,
  query: ListQuery,
  scope: Scope,
  bound: number,
): AsyncGenerator<Row> {
  let after: string | null = null;
  let count = 0;
  do {
    const page: ListPage<Row> = await readPage(db, definition, { ...query, after, before: null, size: 1_000 }, scope, {
      count: false,
    });
    count += page.rows.length;
    if (count > bound) {
      throw new Refusal('list.too-large', `Danh sách dài quá ${bound} dòng, không xuất được một lần.`, {
        remedy: 'Lọc hẹp lại rồi xuất từng phần, hoặc xuất CSV.',
        status: 422,
      });
    }
    yield* page.rows;
    after = page.next;
  } while (after);
}

function beyond(
  sort: ListSort,
  { key, keyType }: Pick<ListSource, 'key' | 'keyType'>,
  [value, id]: [string, string],
  ascending: boolean,
): SQL {
  const type = sql.raw(sort.type);
  const comparison = ascending ? sql`>` : sql`<`;
  return sql`(${sort.expression}, ${key}) ${comparison} (${value}::${type}, ${id}::${sql.raw(keyType)})`;
}

function writeCursor(cursor: [string, string]): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function readCursor(text: string): [string, string] {
  try {
    const cursor: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (
      Array.isArray(cursor) &&
      cursor.length === 2 &&
      cursor.every((part) => typeof part === 'string' && part.length < 2_000)
    ) {
      return cursor as [string, string];
    }
  } catch {
    // falls through to the refusal
  }
  throw badCursor();
}

function badCursor(): Refusal {
  return new Refusal('list.bad-cursor', 'Liên kết trang không đúng.', { remedy: 'Mở lại danh sách từ trang đầu.' });
}
