import { createRoute, z, type RouteConfig } from '@hono/zod-openapi';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { demandAnywhere } from '#kernel/identity/permissions.ts';
import { Refusal } from '#kernel/refusal.ts';
import {
  askExtension,
  cancelWork,
  clearObstacle,
  confirmResult,
  giveToBody,
  grantExtension,
  OBLIGATION_LIFE,
  raiseObstacle,
  refuseExtension,
  registerResult,
  reopenWork,
  reportProgress,
  resumeWork,
  returnResult,
  startWork,
  submitResult,
  suspendWork,
  timelinessOn,
  triggerWork,
  type Acted,
  type ActRequest,
  type ObligationAct,
} from '#modules/plan/index.ts';
import { BASE, type Api, type ApiContext } from './context.ts';
import { ActedShape } from './obligation-shapes.ts';
import { pathParameter, refuseBad, unknownParameters } from './parameters.ts';
import { problemResponse } from './problem.ts';
import { both } from './texts.ts';
import { demandSameOrigin, readJson } from './upload.ts';

export const OBLIGATIONS_TAG = 'obligations';
export const OBLIGATION_ID = pathParameter('id', 'Mã của việc', 'Identity of the obligation', '0198f0aa-0000-7000-8000-000000000001'); // prettier-ignore
export const obligationPath = (id: string) => `${BASE}/obligations/${id}`;

type Doing = (db: Database, actor: Actor, id: string, input: ActRequest, now?: Date) => Promise<Acted>;

/** The acts that the API offers; persons are not assigned by programs, files are sent on the pages. */
const DOING: Readonly<Partial<Record<ObligationAct, Doing>>> = {
  start: startWork,
  report: reportProgress,
  submit: submitResult,
  'ask-extension': askExtension,
  'raise-obstacle': raiseObstacle,
  'clear-obstacle': clearObstacle,
  confirm: confirmResult,
  return: returnResult,
  register: registerResult,
  reopen: reopenWork,
  'grant-extension': grantExtension,
  'refuse-extension': refuseExtension,
  trigger: triggerWork,
  suspend: suspendWork,
  resume: resumeWork,
  cancel: cancelWork,
  give: giveToBody,
};
export const OFFERED_ACTS = Object.keys(DOING) as ObligationAct[];

/** Bytes that a body of JSON may have. */
const LONGEST_BODY = 256 * 1024;

const about = (vi: string, en: string) => ({ description: both(vi, en) });
const words = (vi: string, en: string) => z.string().nullish().openapi(about(vi, en));
const day = (vi: string, en: string) =>
  z
    .string()
    .nullish()
    .openapi({ ...about(vi, en), format: 'date' });
const documentFields = {
  documentNumber: words('Số, ký hiệu văn bản', 'Number of the document'),
  documentDate: day('Ngày văn bản', 'Date of the document'),
  documentIssuer: words('Cơ quan ban hành', 'Who issued it'),
};
const proof = { title: words('Tên gọi', 'Name'), isPublic: z.boolean().optional() };
const EvidenceGiven = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('document'), ...proof, ...documentFields }),
  z.strictObject({ kind: z.literal('link'), ...proof, url: z.string() }),
  z.strictObject({ kind: z.literal('figure'), ...proof, indicatorKey: z.string(), indicatorPeriod: z.string() }),
]);

const ActGiven = z
  .strictObject({
    onDate: day('Ngày xảy ra; để trống: hôm nay', 'Day on which it happened; empty: today'),
    note: words('Nội dung hoặc lý do', 'Text or reason'),
    lastDay: day('Hạn mới, hạn đề nghị, hoặc hạn gỡ vướng mắc', 'The new, asked for or clearing last day'),
    organisationKey: words('Cơ quan được giao hoặc phải gỡ vướng mắc', 'The body that is given the work, or can help'),
    ...documentFields,
    obstacle: z.int().positive().nullish().openapi(about('Vướng mắc nào: `seq` của diễn biến nêu ra nó', 'Which obstacle: `seq` of the event that raised it')), // prettier-ignore
    figures: z
      .record(z.string(), z.union([z.number(), z.string()]))
      .nullish()
      .openapi(about('Số liệu kèm báo cáo', 'Figures of the report')),
    evidence: z.array(EvidenceGiven).optional().openapi(about('Tài liệu kiểm chứng', 'What proves the work')),
    revision: z.int().min(0).nullish().openapi(about('`revision` đã đọc; khác đi thì từ chối (409)', 'The `revision` that was read; refused (409) when it is another now')), // prettier-ignore
  })
  .openapi('ActRequest', about('Điều mỗi việc cần: theo vòng đời của nhiệm vụ', 'What an act needs follows from the life of the obligation')); // prettier-ignore

const ACT = {
  method: 'post',
  path: `${BASE}/obligations/{id}/acts/{act}`,
  operationId: 'actOnObligation',
  tags: [OBLIGATIONS_TAG],
  summary: both('Ghi nhận một việc: báo cáo, gửi kết quả, xác nhận…', 'Record an act: report, submit, confirm…'),
  description: both(
    'Cần khóa API có plan.report hoặc plan.decide gắn với cơ quan giữ việc (plan.report@so-noi-vu) hay toàn tỉnh (@*), hoặc phiên đăng nhập. Gửi `revision` để lần gửi lại không ghi hai lần.',
    'Needs an API key with plan.report or plan.decide bound to the body that holds the work (plan.report@so-noi-vu) or the province (@*), or a session. Send `revision`, so that sending again does not record twice.',
  ),
  security: [{ key: [] }, { session: [] }] as Record<string, string[]>[],
  parameters: [
    OBLIGATION_ID,
    { ...pathParameter('act', 'Việc cần ghi nhận', 'The act', 'report'), schema: { type: 'string', enum: OFFERED_ACTS } }, // prettier-ignore
  ] as RouteConfig['parameters'],
  // Not under `request`: the body is read here, with a limit, and not by the framework.
  requestBody: {
    required: true,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/ActRequest' } } },
  },
  responses: {
    200: {
      description: both('Đã ghi nhận; tình trạng sau đó', 'Recorded; the state after it'),
      content: { 'application/json': { schema: ActedShape } },
    },
    400: problemResponse('Nội dung không phải JSON', 'The body is no JSON'),
    401: problemResponse('Chưa đăng nhập, hoặc khóa API không dùng được', 'Not signed in, or the API key does not hold'), // prettier-ignore
    403: problemResponse('Không có quyền với việc này', 'Not allowed on this obligation'),
    404: problemResponse('Không có việc này', 'No such obligation or act'),
    409: problemResponse('Trái với tình trạng hiện tại', 'Against the present state'),
    413: problemResponse('Nội dung quá lớn', 'The body is too large'),
    415: problemResponse('Không phải application/json', 'Not application/json'),
    422: problemResponse('Thiếu hoặc sai mục; `fields` nêu từng mục', 'Something is missing or wrong; `fields` names it'), // prettier-ignore
    429: problemResponse('Quá nhiều khóa API không dùng được', 'Too many API keys that do not hold'),
  },
} satisfies RouteConfig & Record<string, unknown>;

/** Adds the acts on obligations to the API. */
export function addObligationActs(api: Api): void {
  api.openAPIRegistry.register('ActRequest', ActGiven);
  api.openapi(createRoute(ACT as RouteConfig), (c) => answerAct(c as unknown as ApiContext));
}

async function answerAct(c: ApiContext): Promise<Response> {
  const { actor, database, now } = c.env;
  demandSameOrigin(c.req.raw, actor);
  const { act, doing } = actIn(c.req.param('act')!);
  // Before the body is read: nobody without the right makes us work.
  demandAnywhere(actor, OBLIGATION_LIFE.acts[act].permission);
  refuseBad(unknownParameters(new URL(c.req.url).searchParams, []));
  const given = readGiven(await readJson(c.req.raw, LONGEST_BODY));
  const acted = await doing(database(), actor, c.req.param('id')!, given, now);
  const { state, lastDay } = acted.facts;
  const id = acted.obligationId;
  const timeliness = timelinessOn(acted.facts, vietnamDate(now));
  const body = { id, act, revision: acted.revision, state, timeliness, lastDay, self: obligationPath(id) };
  return Response.json(body, { headers: { 'cache-control': 'no-store' } });
}

function actIn(name: string): { act: ObligationAct; doing: Doing } {
  if (Object.hasOwn(DOING, name)) return { act: name as ObligationAct, doing: DOING[name as ObligationAct]! };
  throw new Refusal('api.not-found', 'API không có việc này.', {
    status: 404,
    where: name.slice(0, 60),
    remedy: `Dùng một trong: ${OFFERED_ACTS.join(', ')}.`,
  });
}

function readGiven(body: unknown): ActRequest {
  const read = ActGiven.safeParse(body);
  if (read.success) return read.data as ActRequest;
  const fields: Record<string, string> = {};
  for (const issue of read.error.issues) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [''];
    for (const key of keys.slice(0, 20)) {
      const at = [...issue.path.map(String), key].filter(Boolean).join('.').slice(0, 120);
      fields[at || 'body'] ??= issue.code === 'unrecognized_keys' ? 'Không có mục này.' : 'Giá trị không đúng kiểu.';
    }
  }
  throw new Refusal('plan.act-invalid', 'Còn mục chưa đúng.', { status: 422, fields, remedy: 'Sửa các mục được nêu rồi gửi lại.' }); // prettier-ignore
}
