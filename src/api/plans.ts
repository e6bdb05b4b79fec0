import { createRoute, type RouteConfig, type z } from '@hono/zod-openapi';
import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { may } from '#kernel/identity/permissions.ts';
import { Refusal } from '#kernel/refusal.ts';
import {
  basesOf,
  findPlan,
  findTask,
  groupsOf,
  listPlans,
  neighboursOf,
  objectivesOf,
  PLAN_PERMISSIONS,
  progressByGroup,
  TASK_LIST,
  type TaskRow,
  type TaskScope,
} from '#modules/plan/index.ts';
import { answer, answerDecidedBy } from './answer.ts';
import { BASE, type Api, type ApiContext } from './context.ts';
import { addListRoute, KEPT_HEADERS, NOT_MODIFIED } from './list-route.ts';
import { objective, planPath, planSummary, taskBody, taskItem, taskPath, total, type Plan } from './plan-bodies.ts';
import { AS_OF, asOfParameter, noParameters, pathParameter } from './parameters.ts';
import { PlanShape, PlansShape, TaskItemShape, TaskShape, type TaskItem } from './plan-shapes.ts';
import { problemResponse } from './problem.ts';
import { both } from './texts.ts';

export const PLANS_TAG = 'plans';

const PLAN_ID = pathParameter(
  'id',
  'Tên trong địa chỉ hoặc mã của kế hoạch',
  'The plan’s slug or identity',
  '3487-qd-ubnd-2024',
);
const TASK_CODE = pathParameter('code', 'Nhóm và số của nhiệm vụ', 'Group and number of the task', 'VI.12');

/** Reviewers see drafts; the same rule as on the pages. */
const drafts = (c: ApiContext) => ({ drafts: may(c.env.actor, PLAN_PERMISSIONS.review).allowed });
const openPlan = (c: ApiContext) => findPlan(c.env.database(), c.req.param('id')!, drafts(c));

/** Adds the reads of plans to the API. */
export function addPlans(api: Api): void {
  api.openapi(createRoute(LIST), (c) => answerPlans(c as unknown as ApiContext));
  api.openapi(createRoute(ONE), (c) => answerPlan(c as unknown as ApiContext));
  addListRoute<TaskRow, TaskScope, TaskItem>(api, {
    path: `${BASE}/plans/{id}/tasks`,
    operationId: 'listTasks',
    tag: PLANS_TAG,
    summary: both('Nhiệm vụ của một kế hoạch', 'Tasks of a plan'),
    description: both(
      'Cùng bộ lọc, thứ tự và trang với danh sách trên web: chép phần sau dấu “?” của trang web là được cùng kết quả.',
      'The filters, orders and pages of the list on the web: what stands behind the “?” there gives the same result here.',
    ),
    example: '?role=lead&kind=deadline&sort=due&limit=5',
    definition: TASK_LIST,
    parameters: [PLAN_ID],
    item: TaskItemShape,
    pageName: 'TaskPage',
    toItem: taskItem,
    open: async (c) => {
      const plan = await openPlan(c);
      const scope = { planId: plan.id, planSlug: plan.slug, today: vietnamDate(c.env.now) };
      return { scope, basis: basisOf(plan), address: `${planPath(plan.slug)}/tasks` };
    },
  });
  api.openapi(createRoute(TASK), (c) => answerTask(c as unknown as ApiContext));
}

const kept = (description: string, schema: z.ZodType) => ({
  description,
  headers: KEPT_HEADERS,
  content: { 'application/json': { schema } },
});
const reads = (
  operationId: string,
  path: string,
  summary: string,
): Pick<RouteConfig, 'method' | 'path' | 'operationId' | 'tags' | 'summary'> => ({
  method: 'get',
  path,
  operationId,
  tags: [PLANS_TAG],
  summary,
});
const BAD = problemResponse('Tham số sai', 'A parameter is wrong');

const LIST: RouteConfig = {
  ...reads('listPlans', `${BASE}/plans`, both('Các kế hoạch, năm mới nhất trước', 'Plans, latest year first')),
  responses: { 200: kept(both('Các kế hoạch', 'The plans'), PlansShape), 304: NOT_MODIFIED, 400: BAD },
};
const ONE: RouteConfig = {
  ...reads(
    'getPlan',
    `${BASE}/plans/{id}`,
    both(
      'Một kế hoạch: quyết định, căn cứ, mục tiêu, nhóm, số liệu',
      'A plan: decision, bases, objectives, groups, counts',
    ),
  ),
  parameters: [PLAN_ID, AS_OF] as RouteConfig['parameters'],
  responses: {
    200: kept(both('Kế hoạch', 'The plan'), PlanShape),
    304: NOT_MODIFIED,
    400: BAD,
    404: problemResponse('Không có kế hoạch này', 'No such plan'),
  },
};
const TASK: RouteConfig = {
  ...reads(
    'getTask',
    `${BASE}/plans/{id}/tasks/{code}`,
    both(
      'Một nhiệm vụ với kết quả, tiến độ, cơ quan và diễn biến',
      'A task with its products, schedules, agencies and events',
    ),
  ),
  parameters: [PLAN_ID, TASK_CODE, AS_OF] as RouteConfig['parameters'],
  responses: {
    200: kept(both('Nhiệm vụ', 'The task'), TaskShape),
    304: NOT_MODIFIED,
    400: BAD,
    404: problemResponse('Không có kế hoạch hoặc nhiệm vụ này', 'No such plan or task'),
  },
};

/** Every change of a plan's content, events included, raises its revision. */
const basisOf = (plan: Plan) => `${plan.id} ${plan.revision} ${plan.status}`;

async function answerPlans(c: ApiContext): Promise<Response> {
  noParameters(c);
  const plans = await listPlans(c.env.database(), drafts(c));
  return answer(c, { body: { items: plans.map(planSummary), total: plans.length } });
}

async function answerPlan(c: ApiContext): Promise<Response> {
  const asOf = asOfParameter(c);
  const plan = await openPlan(c);
  return answerDecidedBy(c, ['plan', basisOf(plan), asOf], async () => ({ body: await planBody(c, plan, asOf) }));
}

async function planBody(c: ApiContext, plan: Plan, asOf: IsoDate) {
  const db = c.env.database();
  const [bases, objectives, groups, progress] = await Promise.all([
    basesOf(db, plan.id),
    objectivesOf(db, plan.id),
    groupsOf(db, plan.id),
    progressByGroup(db, plan.id, asOf),
  ]);
  const countsOf = new Map(progress.map(({ code, counts }) => [code, counts]));
  const counts = total(progress.flatMap((group) => group.counts));
  return {
    ...planSummary({ ...plan, tasks: counts.reduce((sum, { count }) => sum + count, 0) }),
    asOf,
    bases: bases.map(({ number, issuedOn, title }) => ({ number, issuedOn, title })),
    objectives: objectives.map(objective),
    groups: groups.map(({ code, title, inferred }) => ({ code, title, inferred, counts: countsOf.get(code) ?? [] })),
    counts,
    tasksHref: `${planPath(plan.slug)}/tasks`,
  };
}

async function answerTask(c: ApiContext): Promise<Response> {
  const asOf = asOfParameter(c);
  const plan = await openPlan(c);
  const code = c.req.param('code')!;
  return answerDecidedBy(c, ['task', code, basisOf(plan), asOf], async () => {
    const db = c.env.database();
    const task = await findTask(db, plan.id, code, asOf);
    if (!task) throw noSuchTask(plan, code);
    const { previous, next } = await neighboursOf(db, plan.id, task.ordinal);
    const at = (other: string | null) => other && taskPath(plan.slug, other);
    return { body: { ...taskBody(task, plan, asOf), previous: at(previous), next: at(next) } };
  });
}

function noSuchTask(plan: Plan, code: string): Refusal {
  return new Refusal('plan.task-not-found', 'Kế hoạch không có nhiệm vụ này.', {
    status: 404,
    where: code.slice(0, 100),
    remedy: `Xem danh sách tại ${planPath(plan.slug)}/tasks.`,
  });
}
