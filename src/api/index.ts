import { OpenAPIHono } from '@hono/zod-openapi';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { seenBy } from '#kernel/database/connection.ts';
import { eyesOf } from '#kernel/database/eyes.ts';
import { actorOfKey, bringsKey } from '#kernel/identity/api-keys.ts';
import { requestLogger } from '#kernel/log.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Language } from '#kernel/language.ts';
import { answer, EXPOSED } from './answer.ts';
import { API_VERSION, type Api, type ApiContext, type ApiEnv } from './context.ts';
import { addIndicators, INDICATORS_TAG } from './indicators.ts';
import { OBLIGATIONS_TAG } from './obligation-acts.ts';
import { addObligations } from './obligations.ts';
import { addOrganisations, ORGANISATIONS_TAG } from './organisations.ts';
import { addPlanImports } from './plan-imports.ts';
import { addPlans, PLANS_TAG } from './plans.ts';
import { ProblemShape, problemAnswer } from './problem.ts';
import { addProgress } from './progress.ts';
import { both, inLanguage } from './texts.ts';

export type { ApiBindings } from './context.ts';
export { PROBLEMS } from './problem.ts';

const READS = 'GET, HEAD';

const notAllowed = (method: string, allowed: readonly string[]) =>
  new Refusal('api.method-not-allowed', `Địa chỉ này không nhận ${method}.`, {
    status: 405,
    remedy: `Dùng ${allowed.join(', ')}.`,
  });
const notFound = (path: string) =>
  new Refusal('api.not-found', 'API không có địa chỉ này.', {
    status: 404,
    where: path.slice(0, 200),
    remedy: 'Xem các địa chỉ tại /api.',
  });

function make(): Api {
  const api: Api = new OpenAPIHono<ApiEnv>();
  api.use(async (c, next) => {
    const isPreflight = c.req.method === 'OPTIONS';
    if (isPreflight) c.res = new Response(null, { status: 204 });
    else await next();
    openToAll(c.req.method, c.res.headers);
  });
  api.use(
    methodNotAllowed({
      app: api,
      onMethodNotAllowed: (c, methods) => problem(c, notAllowed(c.req.method, methods), methods),
    }),
  );
  api.use(async (c, next) => {
    demandPlainText(c.req.url);
    await next();
  });
  api.use(async (c, next) => {
    const header = c.req.header('authorization');
    if (bringsKey(header)) {
      const { database, ...request } = c.env;
      const actor = await actorOfKey(database(), header, request);
      c.env = { ...c.env, actor, database: () => seenBy(database(), eyesOf(actor)) };
    }
    await next();
  });
  addPlans(api);
  addPlanImports(api);
  addProgress(api);
  addObligations(api);
  addOrganisations(api);
  addIndicators(api);
  api.get('/api/openapi.json', (c) => {
    const language = new URL(c.req.url).searchParams.get('lang') === 'en' ? 'en' : 'vi';
    return answer(c, { body: documentIn(language) });
  });
  api.notFound((c) => problem(c, notFound(c.req.path)));
  api.onError((error, c) => {
    if (!(error instanceof Refusal) || error.status >= 500) {
      requestLogger(c.env.requestId).error({ method: c.req.method, path: c.req.path, error }, 'API request failed');
    }
    return problem(c, error);
  });
  api.openAPIRegistry.register('Problem', ProblemShape);
  api.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'cchc.session_token',
    description: both(
      'Phiên đăng nhập; `__Secure-` đứng trước tên khi dùng https',
      'Session; the name has `__Secure-` before it under https',
    ),
  });
  api.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'cchc_…',
    description: both(
      'Khóa API do quản trị hệ thống cấp, có quyền và ngày hết hạn riêng: `Authorization: Bearer cchc_…`',
      'An API key issued by the system administrator, with permissions and an end of its own: `Authorization: Bearer cchc_…`',
    ),
  });
  return api;
}

function problem(c: ApiContext, error: unknown, allowed?: readonly string[]): Response {
  return problemAnswer(error, c.env.requestId, {
    ...(allowed ? { allow: allowed.join(', ') } : {}),
    ...(error instanceof Refusal && error.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
  });
}

// Public data: pages of any site may read it, without the visitor's session. Writes are for our own pages.
function openToAll(method: string, headers: Headers): void {
  if (!['GET', 'HEAD', 'OPTIONS'].includes(method)) return;
  headers.set('access-control-allow-origin', '*');
  headers.set('cross-origin-resource-policy', 'cross-origin');
  if (method !== 'OPTIONS') return headers.set('access-control-expose-headers', EXPOSED);
  headers.set('access-control-allow-methods', READS);
  headers.set('access-control-allow-headers', 'If-None-Match, Accept');
  headers.set('access-control-max-age', '86400');
}

// PostgreSQL has no NUL in its texts, and no place of ours has one in its name.
function demandPlainText(address: string): void {
  if (!/%00/.test(address)) return;
  throw new Refusal('api.bad-text', 'Địa chỉ chứa ký tự không đọc được.', {
    where: '%00',
    remedy: 'Bỏ ký tự đó khỏi địa chỉ.',
  });
}

/** The API as a web application: `api.fetch(request, bindings)`; tests use `api.request(path, init, bindings)`. */
export const api: Api = make();

const documents = new Map<Language, ApiDocument>();
export type ApiDocument = ReturnType<Api['getOpenAPI31Document']>;

/** The description of the API (OpenAPI 3.1) in a language; the Vietnamese one is kept in `docs/openapi.json`. */
export function documentIn(language: Language): ApiDocument {
  let document = documents.get(language);
  if (!document) {
    document = inLanguage(growing(api.getOpenAPI31Document(HEAD)), language);
    documents.set(language, document);
  }
  return document;
}

// Our tests hold the answers to exactly these fields; a caller is to expect that later versions bring more.
function growing(document: ApiDocument): ApiDocument {
  const open = (key: string, value: unknown) => (key === 'additionalProperties' && value === false ? undefined : value);
  return JSON.parse(JSON.stringify(document, open)) as ApiDocument;
}

const HEAD: Parameters<Api['getOpenAPI31Document']>[0] = {
  openapi: '3.1.0',
  info: {
    title: both('API cải cách hành chính', 'Administrative reform API'),
    version: API_VERSION,
    description: both(
      'Kế hoạch, nhiệm vụ và cơ quan của cải cách hành chính tỉnh. Đọc không cần đăng nhập; ghi cần khóa API. Ngày viết YYYY-MM-DD, thời điểm theo ISO 8601 (UTC). Lỗi theo RFC 9457.',
      'Plans, tasks and agencies of the province’s administrative reform. Reading needs no sign-in; writing needs an API key. Dates are YYYY-MM-DD, instants ISO 8601 (UTC). Problems follow RFC 9457.',
    ),
    license: { name: both('Dữ liệu mở: được dùng lại khi ghi rõ nguồn', 'Open data: may be reused with attribution') },
  },
  servers: [{ url: '/' }],
  tags: [
    { name: PLANS_TAG, description: both('Kế hoạch', 'Plans') },
    { name: OBLIGATIONS_TAG, description: both('Việc của các cơ quan', 'Obligations of bodies') },
    { name: INDICATORS_TAG, description: both('Chỉ số và số liệu', 'Indicators and their figures') },
    { name: ORGANISATIONS_TAG, description: both('Cơ quan, đơn vị', 'Organisations') },
  ],
};
