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
  productState,
  progressByGroup,
  TASK_LIST,
  taskState,
  type ObjectiveTree,
  type PlanSummary,
  type StateCount,
  type TaskDetail,
  type TaskRow,
  type TaskScope,
} from '#modules/plan/index.ts';
import { answer, answerDecidedBy } from './answer.ts';
import { BASE, type Api, type ApiContext } from './context.ts';
import { addListRoute, KEPT_HEADERS, NOT_MODIFIED } from './list-route.ts';
import { AS_OF, asOfParameter, noParameters, pathParameter } from './parameters.ts';
import {
  PlanShape,
  PlansShape,
  TaskItemShape,
  TaskShape,
  type ObjectiveItem,
  type TaskBody,
  type TaskItem,
} from './plan-shapes.ts';
import { problemResponse } from './problem.ts';
import { both } from './texts.ts';

export const PLANS_TAG = 'plans';
type Plan = Awaited<ReturnType<typeof findPlan>>;

const PLAN_ID = pathParameter(
  'id',
  'Tên trong địa chỉ hoặc mã của kế hoạch',
  'The plan’s slug or identity',
  '3487-qd-ubnd-2024',
);
const TASK_CODE = pathParameter('code', 'Nhóm và số của nhiệm vụ', 'Group and number of the task', 'VI.12');

export const planPath = (slug: string) => `${BASE}/plans/${encodeURIComponent(slug)}`;
const taskPath = (slug: string, code: string) => `${planPath(slug)}/tasks/${encodeURIComponent(code)}`;

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
    const task = await findTask(db, plan.id, code);
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

function planSummary(plan: Omit<PlanSummary, 'openDiagnostics'>) {
  const { id, slug, status, year, number, issuedOn, issuer, signer, subject, tasks, revision, importedAt, acceptedAt } =
    plan;
  return {
    id,
    slug,
    status,
    year,
    number,
    issuedOn,
    issuer,
    signer,
    subject,
    tasks,
    revision,
    importedAt,
    acceptedAt,
    self: planPath(slug),
  };
}

function objective({ number, text, targets, items }: ObjectiveTree): ObjectiveItem {
  return {
    number,
    text,
    targets: targets.map(({ operator, value, unit, text }) => ({ operator, value, unit, text })),
    items: items.map(objective),
  };
}

function total(counts: readonly StateCount[]): StateCount[] {
  const sums = new Map<string, StateCount>();
  for (const { progress, timeliness, count } of counts) {
    const key = `${progress} ${timeliness}`;
    sums.set(key, { progress, timeliness, count: (sums.get(key)?.count ?? 0) + count });
  }
  return [...sums.values()];
}

function taskItem(row: TaskRow, { planSlug }: TaskScope): TaskItem {
  const { code, number, title, groupCode, groupTitle, firstDue, lastDue, progress, timeliness, products } = row;
  const group = { code: groupCode, title: groupTitle };
  return {
    code,
    number,
    title,
    group,
    firstDue,
    lastDue,
    progress,
    timeliness,
    self: taskPath(planSlug, code),
    products: products ?? [],
  };
}

function taskBody(task: TaskDetail, plan: Plan, asOf: IsoDate): Omit<TaskBody, 'previous' | 'next'> {
  const products = task.products.map((product) => ({
    id: product.id,
    text: product.text,
    schedule: product.schedule,
    due: product.due,
    lastDay: product.lastDay,
    startedOn: product.startedOn,
    doneOn: product.doneOn,
    ...productState(product, asOf),
    assignment: {
      text: product.assignmentText,
      roles: product.assignments.map(({ role, name, organisationKey, collectiveKey, collective }) => ({
        role,
        name,
        organisationKey,
        collectiveKey,
        collective,
      })),
    },
    // Who entered it is the office's affair, not the public's.
    events: product.events.map(({ kind, onDate, documentNumber, documentDate, documentIssuer, note, recordedAt }) => ({
      kind,
      onDate,
      documentNumber,
      documentDate,
      documentIssuer,
      note,
      recordedAt: recordedAt.toISOString(),
    })),
    source: { from: product.line, to: product.endLine },
  }));
  return {
    code: task.code,
    number: task.number,
    title: task.title,
    group: { code: task.group.code, title: task.group.title },
    firstDue: task.firstDue,
    lastDue: task.lastDue,
    ...taskState(products),
    self: taskPath(plan.slug, task.code),
    plan: { slug: plan.slug, year: plan.year, self: planPath(plan.slug) },
    asOf,
    heading: task.heading,
    notes: task.notes,
    products,
    source: { from: task.line, to: task.endLine },
  };
}
