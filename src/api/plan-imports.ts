import { createRoute, type RouteConfig } from '@hono/zod-openapi';
import { demand } from '#kernel/identity/permissions.ts';
import { importPlanDocument, PLAN_PERMISSIONS } from '#modules/plan/index.ts';
import { BASE, type Api, type ApiContext } from './context.ts';
import { refuseBad, unknownParameters } from './parameters.ts';
import { ImportShape } from './plan-shapes.ts';
import { planPath } from './plan-bodies.ts';
import { PLANS_TAG } from './plans.ts';
import { problemResponse } from './problem.ts';
import { both } from './texts.ts';
import { demandSameOrigin, readUpload } from './upload.ts';

const binary = { schema: { type: 'string', format: 'binary' } } as const;

const IMPORT = {
  method: 'post',
  path: `${BASE}/plans/imports`,
  operationId: 'importPlan',
  tags: [PLANS_TAG],
  summary: both('Nhập văn bản kế hoạch thành bản nháp', 'Import a plan document as a draft'),
  description: both(
    'Cần khóa API hoặc phiên đăng nhập có quyền nhập kế hoạch (plan.import). Nhập lại cùng quyết định không thay đổi gì và trả về 200.',
    'Needs an API key or a session with the permission to import plans (plan.import). Importing the same decision again changes nothing and answers 200.',
  ),
  security: [{ key: [] }, { session: [] }] as Record<string, string[]>[],
  parameters: [
    {
      name: 'name',
      in: 'query',
      description: both('Tên tệp, khi gửi thẳng nội dung tệp', 'Name of the file, when its content is the body'),
      schema: { type: 'string' },
    },
  ],
  // Not under `request`: the body is read here, with a limit, and not by the framework.
  requestBody: {
    required: true,
    description: both('Tệp .txt, .html, .docx hoặc .pdf có lớp chữ', 'A .txt, .html, .docx or .pdf file with text'),
    content: {
      'multipart/form-data': {
        schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
      },
      'text/plain': binary,
      'text/html': binary,
      'application/pdf': binary,
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document': binary,
    },
  },
  responses: {
    200: {
      description: both('Quyết định đã có; không lưu gì', 'The decision was there; nothing was stored'),
      content: { 'application/json': { schema: ImportShape } },
    },
    201: {
      description: both('Đã lưu bản nháp', 'The draft is stored'),
      headers: {
        Location: { description: both('Địa chỉ của bản nháp', 'Address of the draft'), schema: { type: 'string' } },
      },
      content: { 'application/json': { schema: ImportShape } },
    },
    400: problemResponse('Thiếu tệp', 'No file'),
    401: problemResponse(
      'Chưa đăng nhập, hoặc khóa API không dùng được',
      'Not signed in, or the API key does not hold',
    ),
    403: problemResponse(
      'Không có quyền, hoặc yêu cầu đến từ trang web khác',
      'Not allowed, or sent from another website',
    ),
    413: problemResponse('Tệp quá lớn', 'The file is too large'),
    415: problemResponse('Định dạng không được hỗ trợ', 'The format is not supported'),
    422: problemResponse('Tệp không đọc được hoặc không phải kế hoạch', 'The file cannot be read or is no plan'),
    429: problemResponse('Quá nhiều khóa API không dùng được', 'Too many API keys that do not hold'),
  },
} satisfies RouteConfig & Record<string, unknown>;

/** Adds the import of plans to the API. */
export function addPlanImports(api: Api): void {
  api.openapi(createRoute(IMPORT as RouteConfig), (c) => answerImport(c as unknown as ApiContext));
}

async function answerImport(c: ApiContext): Promise<Response> {
  const { actor, database, uploadLimit, now } = c.env;
  demandSameOrigin(c.req.raw, actor);
  // Before the body is read: nobody without the right makes us take 20 MB.
  demand(actor, PLAN_PERMISSIONS.import);
  refuseBad(unknownParameters(new URL(c.req.url).searchParams, ['name']));
  const file = await readUpload(c.req.raw, uploadLimit);
  const outcome = await importPlanDocument(database(), actor, file, now);
  const self = planPath(outcome.slug);
  const isNew = outcome.outcome === 'imported';
  return Response.json(
    { ...outcome, self },
    { status: isNew ? 201 : 200, headers: { 'cache-control': 'no-store', ...(isNew ? { location: self } : {}) } },
  );
}
