/** The page's state lives in its address; these make the links that change one part of it and keep the rest. */

/** As much of an address as is read here; both `URL` and the framework's read-only one fit. */
export interface Address {
  readonly pathname: string;
  readonly search: string;
  readonly searchParams: Pick<URLSearchParams, 'get' | 'getAll'> & Iterable<[string, string]>;
}

type Change = string | number | readonly string[] | null;

/** Parameters that point into one particular result and lose meaning when the result changes. */
export const POSITIONS = ['after', 'before', 'page'];

/** Path and query with the changes applied: null removes, an array repeats the name. The order of the others is kept. */
export function withQuery(url: Address, changes: Readonly<Record<string, Change>>): string {
  const query = new URLSearchParams(url.search);
  for (const [name, change] of Object.entries(changes)) {
    query.delete(name);
    if (change === null) continue;
    for (const value of Array.isArray(change) ? change : [change]) query.append(name, String(value));
  }
  return withSearch(url.pathname, query);
}

/** The same for a change of what is shown (filter, sort): back to the first page. */
export function withNewResult(url: Address, changes: Readonly<Record<string, Change>>): string {
  return withQuery(url, { ...Object.fromEntries(POSITIONS.map((name) => [name, null])), ...changes });
}

/** Query without one value of a name that may be there several times. */
export function withoutValue(url: Address, name: string, value: string): string {
  return withNewResult(url, { [name]: url.searchParams.getAll(name).filter((other) => other !== value) });
}

/** A form without script sends empty fields too. The address without them, or null when there are none. */
export function withoutEmpty(url: Address): string | null {
  const all = [...url.searchParams];
  const filled = all.filter(([, value]) => value.trim() !== '');
  return filled.length === all.length ? null : withSearch(url.pathname, new URLSearchParams(filled));
}

export type SortDirection = 'ascending' | 'descending';

/** How the address sorts by this column: `sort=name` ascending, `sort=-name` descending, otherwise null. */
export function sortOf(url: Address, column: string): SortDirection | null {
  const sort = url.searchParams.get('sort');
  if (sort === column) return 'ascending';
  return sort === `-${column}` ? 'descending' : null;
}

/** Link of a column's heading: ascending first, then the other way round. */
export function sortLink(url: Address, column: string): string {
  return withNewResult(url, { sort: sortOf(url, column) === 'ascending' ? `-${column}` : column });
}

/** Page numbers to show around the current one; null stands for a gap. `pagesAround(5, 9)` is 1 … 4 5 6 … 9. */
export function pagesAround(current: number, last: number): (number | null)[] {
  const wanted = [1, current - 1, current, current + 1, last].filter((page) => page >= 1 && page <= last);
  const pages: (number | null)[] = [];
  let previous = 0;
  for (const page of [...new Set(wanted)].sort((a, b) => a - b)) {
    if (page - previous === 2) pages.push(previous + 1);
    else if (page - previous > 2) pages.push(null);
    pages.push(page);
    previous = page;
  }
  return pages;
}

function withSearch(path: string, query: URLSearchParams): string {
  const search = query.toString();
  return search === '' ? path : `${path}?${search}`;
}
