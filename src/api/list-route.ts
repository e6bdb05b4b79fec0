import { createRoute, z, type RouteConfig } from '@hono/zod-openapi';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { addressOf, DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, readPage, readQuery } from '#kernel/lists/index.ts';
import type { ListDefinition, ListFilter, ListQuery } from '#kernel/lists/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import { answer, answerDecidedBy } from './answer.ts';
import type { Api, ApiContext } from './context.ts';
import { refuseBad, unknownParameters, type Parameter, type Problems } from './parameters.ts';
import { problemResponse } from './problem.ts';
import { both, bothOf } from './texts.ts';

const PAGING = ['sort', 'limit', 'after', 'before'];

/** What a list needs, besides its declaration, to be a route of the API. */
export interface ListRoute<Row, Scope, Item> {
  path: string;
  operationId: string;
  tag: string;
  summary: string;
  description?: string;
  /** A query worth trying, for the documentation: `?sort=due`. */
  example?: string;
  definition: ListDefinition<Row, Scope>;
  /** Parameters of the path. */
  parameters?: readonly Parameter[];
  /** What one item looks like, and the name of the page of them in the description. */
  item: z.ZodType<Item>;
  pageName: string;
  toItem: (row: Row, scope: Scope) => Item;
  /**
   * Finds what the list is about. `basis`: what decides the answer besides the query and the day (a revision), so that an
   * unchanged list is told without reading it; null when nothing does. `address`: the list's own path, for links.
   * @throws Refusal when there is nothing, or it may not be seen
   */
  open: (c: ApiContext) => Promise<{ scope: Scope; basis: string | null; address: string }>;
}

/** Adds a declared list as GET route: its filters, orders and cursors become parameters, in the description too. */
export function addListRoute<Row, Scope, Item>(api: Api, route: ListRoute<Row, Scope, Item>): void {
  const description: RouteConfig = {
    method: 'get',
    path: route.path,
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    ...(route.example ? { 'x-example': route.example } : {}),
    parameters: [...(route.parameters ?? []), ...parametersOf(route.definition)] as RouteConfig['parameters'],
    responses: listResponses(
      pageShape(route.item, route.definition.countUpTo !== undefined).openapi(route.pageName),
      (route.parameters ?? []).length > 0,
    ),
  };
  api.openapi(createRoute(description), (c) => answerList(c as unknown as ApiContext, route));
}

async function answerList<Row, Scope, Item>(c: ApiContext, route: ListRoute<Row, Scope, Item>): Promise<Response> {
  const query = readStrictly(route.definition, new URL(c.req.url).searchParams);
  const { scope, basis, address } = await route.open(c);
  const make = async () => {
    const page = await readPage(c.env.database(), route.definition, query, scope);
    const next = page.next && address + addressOf(query, { after: page.next });
    const previous = page.previous && address + addressOf(query, { before: page.previous });
    const links = [next && `<${next}>; rel="next"`, previous && `<${previous}>; rel="prev"`].filter(
      (link) => link !== null,
    );
    const items = page.rows.map((row) => route.toItem(row, scope));
    const more = route.definition.countUpTo === undefined ? {} : { more: page.more };
    return { body: { items, total: page.total, ...more, next, previous }, links };
  };
  if (basis === null) return answer(c, await make());
  return answerDecidedBy(c, [address, basis, wishOf(query), vietnamDate(c.env.now)], make);
}

function wishOf(query: ListQuery): string {
  return addressOf(query, { after: query.after, before: query.before });
}

/** `readQuery`, and nothing that the list does not know. @throws Refusal naming every bad parameter at once */
function readStrictly<Row, Scope>(definition: ListDefinition<Row, Scope>, given: URLSearchParams): ListQuery {
  const problems: Problems = unknownParameters(given, [...definition.filters.map(({ key }) => key), ...PAGING]);
  for (const key of PAGING) {
    if (given.getAll(key).length > 1) problems[key] = 'Chỉ dùng một lần.';
  }
  if (given.get('after') && given.get('before')) problems.before = 'Chỉ dùng một trong hai: after, before.';
  for (const filter of definition.filters) {
    if (filter.kind === 'date' && given.getAll(filter.key).length > 1) problems[filter.key] = 'Chỉ dùng một lần.';
  }
  try {
    const query = readQuery(definition, given);
    refuseBad(problems);
    return { ...query, after: query.after || null, before: query.before || null };
  } catch (error) {
    if (error instanceof Refusal && error.fields) refuseBad({ ...error.fields, ...problems });
    throw error;
  }
}

/** The query parameters of a list, as the API's description has them. */
export function parametersOf<Row, Scope>(definition: ListDefinition<Row, Scope>): Parameter[] {
  const sorts = definition.sorts.flatMap(({ key }) => [key, `-${key}`]);
  return [
    ...definition.filters.map(parameterOf),
    {
      name: 'sort',
      in: 'query',
      description: both('Thứ tự; dấu trừ đảo chiều', 'Order; a minus turns it round'),
      schema: { type: 'string', enum: sorts, default: sorts[0] },
    },
    {
      name: 'limit',
      in: 'query',
      description: both('Số mục mỗi trang', 'Items per page'),
      schema: { type: 'integer', minimum: 1, maximum: MAX_PAGE_SIZE, default: DEFAULT_PAGE_SIZE },
    },
    cursor('after', both('Trang sau: lấy từ `next`', 'Next page: taken from `next`')),
    cursor('before', both('Trang trước: lấy từ `previous`', 'Previous page: taken from `previous`')),
  ];
}

const cursor = (name: string, description: string): Parameter => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string' },
});

function parameterOf<Scope>(filter: ListFilter<Scope>): Parameter {
  const hint = filter.hint ? { vi: ` (${filter.hint.vi})`, en: ` (${filter.hint.en})` } : { vi: '', en: '' };
  const about = { name: filter.key, in: 'query' as const };
  const description = { vi: filter.label.vi + hint.vi, en: filter.label.en + hint.en };
  if (filter.kind === 'search')
    return { ...about, description: bothOf(description), schema: { type: 'string', maxLength: 200 } };
  if (filter.kind === 'date')
    return { ...about, description: bothOf(description), schema: { type: 'string', format: 'date' } };
  const { options, multiple } = filter;
  const fixed = typeof options === 'function' ? [] : options;
  const one = { type: 'string' as const, ...(fixed.length > 0 ? { enum: fixed.map(({ value }) => value) } : {}) };
  const words = (language: 'vi' | 'en') =>
    fixed.map(({ value, label }) => `\`${value}\`: ${label[language]}`).join('; ');
  if (fixed.length > 0) {
    description.vi += `. ${words('vi')}`;
    description.en += `. ${words('en')}`;
  }
  return multiple
    ? {
        ...about,
        description: bothOf(description),
        schema: { type: 'array', items: one, maxItems: 50 },
        style: 'form',
        explode: true,
      }
    : { ...about, description: bothOf(description), schema: one };
}

function pageShape<Item>(item: z.ZodType<Item>, isBounded: boolean) {
  const link = (vi: string, en: string) =>
    z
      .string()
      .nullable()
      .openapi({ format: 'uri-reference', description: both(vi, en) });
  return z.strictObject({
    items: z.array(item),
    total: z.int().openapi({ description: both('Số mục khớp, trên mọi trang', 'Items that match, over all pages') }),
    ...(isBounded ? { more: moreShape() } : {}),
    next: link('Trang sau; không có thì null', 'Next page; null when there is none'),
    previous: link('Trang trước; không có thì null', 'Previous page; null when there is none'),
  });
}

const moreShape = () =>
  z.boolean().openapi({
    description: both(
      'Nhiều hơn `total`: danh sách dài chỉ đếm đến một mức',
      'There are more than `total`: long lists are counted up to a bound',
    ),
  });

const header = (vi: string, en: string) => ({ description: both(vi, en), schema: { type: 'string' as const } });

/** Headers of every answer that can be kept and asked about. */
export const KEPT_HEADERS = {
  ETag: header('Dấu của nội dung, gửi lại ở `If-None-Match`', 'Mark of the content, to send back in `If-None-Match`'),
};
export const NOT_MODIFIED = {
  description: both('Không đổi so với bản người gọi đang giữ', 'Unchanged since the copy that the caller holds'),
};

function listResponses(page: z.ZodType, canMiss: boolean): RouteConfig['responses'] {
  return {
    200: {
      description: both('Một trang của danh sách', 'One page of the list'),
      headers: {
        ...KEPT_HEADERS,
        Link: header('Trang sau và trang trước (RFC 8288)', 'Next and previous page (RFC 8288)'),
      },
      content: { 'application/json': { schema: page } },
    },
    304: NOT_MODIFIED,
    400: problemResponse('Tham số sai', 'A parameter is wrong'),
    ...(canMiss ? { 404: problemResponse('Không tìm thấy', 'Not found') } : {}),
  };
}
