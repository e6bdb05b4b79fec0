import { createRoute, z, type RouteConfig } from '@hono/zod-openapi';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { Refusal } from '#kernel/refusal.ts';
import { siteOf } from '#kernel/site.ts';
import { currentPlan, findPlan, publicProgress } from '#modules/plan/index.ts';
import { answer } from './answer.ts';
import { BASE, type Api, type ApiContext } from './context.ts';
import { KEPT_HEADERS, NOT_MODIFIED } from './list-route.ts';
import { AS_OF, dayParameter, refuseBad, unknownParameters } from './parameters.ts';
import { planPath } from './plan-bodies.ts';
import { PLANS_TAG } from './plans.ts';
import { problemResponse } from './problem.ts';
import { both } from './texts.ts';

const count = (vi: string, en: string) => z.int().openapi({ description: both(vi, en) });
const day = () => z.string().openapi({ format: 'date', example: '2025-06-30' });

const figures = {
  tasks: count('Số nhiệm vụ', 'Tasks'),
  counted: count(
    'Số nhiệm vụ được tính: trừ nhiệm vụ không thực hiện nữa',
    'Tasks that count: all but the cancelled ones',
  ),
  done: count('Hoàn thành', 'Done'),
  review: count('Chờ xác nhận', 'Awaiting confirmation'),
  active: count('Đang thực hiện, còn hạn', 'In progress, in time'),
  late: count('Quá hạn', 'Late'),
  waiting: count('Chưa thực hiện, còn hạn', 'Not started, in time'),
  stopped: count('Tạm dừng hoặc không thực hiện nữa', 'Suspended or cancelled'),
  percentDone: z
    .number()
    .nullable()
    .openapi({
      description: both(
        'Phần trăm hoàn thành, không tính nhiệm vụ đã thôi; null khi không có nhiệm vụ nào được tính',
        'Done, in per cent of all but the cancelled ones; null when none counts',
      ),
    }),
};

const ProgressShape = z
  .strictObject({
    plan: z.strictObject({
      slug: z.string(),
      number: z.string().nullable(),
      year: z.int().nullable(),
      subject: z.string().nullable(),
      issuedOn: day().nullable(),
      self: z.string().openapi({ format: 'uri-reference' }),
    }),
    licence: z.union([z.strictObject({ vi: z.string(), en: z.string() }), z.null()]).openapi({
      description: both(
        'Điều kiện dùng lại dữ liệu; null khi tỉnh chưa chọn',
        'Terms of reuse; null while the province has chosen none',
      ),
    }),
    asOf: day(),
    updatedAt: z.string().nullable().openapi({ format: 'date-time' }),
    total: z.strictObject(figures).openapi('ProgressFigures'),
    groups: z.array(
      z
        .strictObject({ code: z.string(), title: z.string(), inferred: z.boolean(), ...figures })
        .openapi('GroupProgress'),
    ),
    organisations: z.array(z.strictObject({ key: z.string(), name: z.string(), ...figures }).openapi('BodyProgress')),
  })
  .openapi('PlanProgress');

const ROUTE: RouteConfig = {
  method: 'get',
  path: `${BASE}/progress`,
  operationId: 'getProgress',
  tags: [PLANS_TAG],
  summary: both(
    'Tiến độ của kế hoạch: cả kế hoạch, theo nhóm, theo cơ quan chủ trì',
    'Progress of a plan: the whole, by group, by lead organisation',
  ),
  parameters: [
    {
      name: 'plan',
      in: 'query',
      description: both('Tên trong địa chỉ của kế hoạch; để trống: kế hoạch đang thực hiện', 'The plan’s slug; empty: the plan in force'), // prettier-ignore
      schema: { type: 'string' },
      example: '3487-qd-ubnd-2024',
    },
    AS_OF,
  ] as RouteConfig['parameters'],
  responses: {
    200: {
      description: both('Tiến độ', 'The progress'),
      headers: KEPT_HEADERS,
      content: { 'application/json': { schema: ProgressShape } },
    },
    304: NOT_MODIFIED,
    400: problemResponse('Tham số sai', 'A parameter is wrong'),
    404: problemResponse('Không có kế hoạch này', 'No such plan'),
  },
};

/** Adds the open data of progress: the same as the file `/tien-do.json`. */
export function addProgress(api: Api): void {
  api.openapi(createRoute(ROUTE), (c) => answerProgress(c as unknown as ApiContext));
}

async function answerProgress(c: ApiContext): Promise<Response> {
  const query = new URL(c.req.url).searchParams;
  const problems = unknownParameters(query, ['plan', 'as_of']);
  const asOf = dayParameter(query, 'as_of', problems) ?? vietnamDate(c.env.now);
  refuseBad(problems);
  const db = c.env.database();
  const wanted = query.get('plan');
  const plan = wanted ? await findPlan(db, wanted, { drafts: false }) : await currentPlan(db);
  if (!plan) {
    throw new Refusal('plan.not-found', 'Chưa có kế hoạch nào đang thực hiện.', {
      status: 404,
      remedy: `Xem các kế hoạch tại ${BASE}/plans.`,
    });
  }
  const [progress, site] = await Promise.all([publicProgress(db, plan, asOf), siteOf(db)]);
  const { slug, number, year, subject, issuedOn } = plan;
  return answer(c, {
    body: { plan: { slug, number, year, subject, issuedOn, self: planPath(slug) }, licence: site.licence ?? null, ...progress }, // prettier-ignore
  });
}
