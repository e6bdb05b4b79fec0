import { isIsoDate } from '../calendar/dates.ts';
import { Refusal } from '../refusal.ts';
import {
  DEFAULT_PAGE_SIZE,
  MAX_PAGE_SIZE,
  type FilterValues,
  type ListDefinition,
  type ListFilter,
  type ListQuery,
} from './definition.ts';

const MAX_SEARCH = 200;
const MAX_VALUES = 50;

/**
 * Reads a list's wish from the address. What the list does not know is left alone (pages have parameters of their own).
 * @throws Refusal `list.bad-parameter` naming every parameter that makes no sense
 */
export function readQuery<Row, Scope>(definition: ListDefinition<Row, Scope>, parameters: URLSearchParams): ListQuery {
  const problems: Record<string, string> = {};
  const values: Record<string, string[]> = {};
  for (const filter of definition.filters) {
    const given = parameters
      .getAll(filter.key)
      .map((value) => value.trim().normalize('NFC'))
      .filter((value) => value !== '');
    if (given.length === 0) continue;
    const problem = problemOf(filter, given);
    if (problem) problems[filter.key] = problem;
    else values[filter.key] = [...new Set(given)];
  }
  const order = parameters.get('sort') ?? definition.sorts[0]!.key;
  const sort = order.replace(/^-/, '');
  if (!definition.sorts.some(({ key }) => key === sort)) {
    problems.sort = `Không sắp xếp được theo “${sort}”. Chọn một trong: ${definition.sorts.map(({ key }) => key).join(', ')}.`;
  }
  const size = Number(parameters.get('limit') ?? DEFAULT_PAGE_SIZE);
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE_SIZE) {
    problems.limit = `Số dòng mỗi trang phải từ 1 đến ${MAX_PAGE_SIZE}.`;
  }
  if (Object.keys(problems).length > 0) {
    throw new Refusal('list.bad-parameter', 'Điều kiện lọc không hợp lệ.', {
      where: Object.keys(problems).join(', '),
      remedy: Object.values(problems).join(' '),
      fields: problems,
    });
  }
  return {
    values,
    sort,
    descending: order.startsWith('-'),
    after: parameters.get('after'),
    before: parameters.get('before'),
    size,
  };
}

function problemOf<Scope>(filter: ListFilter<Scope>, given: string[]): string | null {
  // PostgreSQL's text knows no NUL.
  if (given.some((value) => value.includes('\0'))) return 'Có ký tự không dùng được.';
  if (given.length > MAX_VALUES) return `Chọn nhiều nhất ${MAX_VALUES} giá trị.`;
  if (filter.kind === 'search')
    return given.join(' ').length > MAX_SEARCH ? `Từ khóa dài nhất ${MAX_SEARCH} ký tự.` : null;
  if (filter.kind === 'date') return given.every((value) => isIsoDate(value)) ? null : 'Ngày viết dạng 2025-12-31.';
  if (!filter.multiple && given.length > 1) return 'Chỉ chọn một giá trị.';
  const { options } = filter;
  if (typeof options === 'function')
    return given.some((value) => value.length > MAX_SEARCH) ? 'Giá trị quá dài.' : null;
  const unknown = given.find((value) => !options.some((option) => option.value === value));
  return unknown === undefined ? null : `Không có lựa chọn “${unknown.slice(0, 50)}”.`;
}

/** The query string that reproduces a view: filters, order, page. Changes override; a null removes. Starts with "?" or is empty. */
export function addressOf(
  query: ListQuery,
  changes: { values?: FilterValues; sort?: string; after?: string | null; before?: string | null } = {},
): string {
  const parameters = new URLSearchParams();
  for (const [key, list] of Object.entries(changes.values ?? query.values)) {
    for (const value of list) parameters.append(key, value);
  }
  const order = changes.sort ?? `${query.descending ? '-' : ''}${query.sort}`;
  if (order) parameters.set('sort', order);
  if (query.size !== DEFAULT_PAGE_SIZE) parameters.set('limit', String(query.size));
  if (changes.after) parameters.set('after', changes.after);
  if (changes.before) parameters.set('before', changes.before);
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
