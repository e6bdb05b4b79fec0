import { createRoute, type RouteConfig, type z } from '@hono/zod-openapi';
import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { lastEntry } from '#kernel/audit/index.ts';
import type { Database } from '#kernel/database/connection.ts';
import { eyesOf, settingsOf } from '#kernel/database/eyes.ts';
import { actsNow } from '#kernel/lifecycle/index.ts';
import { may } from '#kernel/identity/permissions.ts';
import { Refusal } from '#kernel/refusal.ts';
import {
  boardOf,
  eventsOfObligation,
  evidenceOf,
  findObligation,
  findPlan,
  groupsOf,
  HEADINGS,
  namesOf,
  OBLIGATION_LIFE,
  OBLIGATION_LIST,
  PLAN_PERMISSIONS,
  reportFigures,
  totalsOf,
  type EvidenceRow,
  type HeadingCounts,
  type ObligationDetail,
  type ObligationEventRow,
  type ObligationRow,
  type ObligationScope,
} from '#modules/plan/index.ts';
import { answer, answerDecidedBy } from './answer.ts';
import { BASE, type Api, type ApiContext } from './context.ts';
import { addListRoute, KEPT_HEADERS, NOT_MODIFIED } from './list-route.ts';
import { addObligationActs, OBLIGATION_ID, obligationPath, OBLIGATIONS_TAG, OFFERED_ACTS } from './obligation-acts.ts';
import { BoardShape, ObligationItemShape, ObligationShape, type ObligationBody, type ObligationItem } from './obligation-shapes.ts'; // prettier-ignore
import { AS_OF, dayParameter, noParameters, pathParameter, refuseBad, unknownParameters, type Parameter } from './parameters.ts'; // prettier-ignore
import { planPath, type Plan } from './plan-bodies.ts';
import { PLANS_TAG } from './plans.ts';
import { problemResponse } from './problem.ts';
import { both } from './texts.ts';

const kept = (description: string, schema: z.ZodType) => ({ description, headers: KEPT_HEADERS, content: { 'application/json': { schema } } }); // prettier-ignore
const BAD = problemResponse('Tham số sai', 'A parameter is wrong');

const ONE: RouteConfig = {
  method: 'get',
  path: `${BASE}/obligations/{id}`,
  operationId: 'getObligation',
  tags: [OBLIGATIONS_TAG],
  summary: both('Một việc với tài liệu kiểm chứng và diễn biến', 'An obligation with its evidence and events'),
  parameters: [OBLIGATION_ID] as RouteConfig['parameters'],
  responses: {
    200: kept(both('Việc', 'The obligation'), ObligationShape),
    304: NOT_MODIFIED,
    400: BAD,
    404: problemResponse('Không có việc này, hoặc không được xem', 'No such obligation, or it may not be seen'),
  },
};

const ORGANISED: Parameter = {
  name: 'organised',
  in: 'query',
  description: both(
    'Tính cho cơ quan mà kế hoạch nêu (`then`) hay cơ quan giữ việc sau sắp xếp (`now`)',
    'Counted with the body that the plan named (`then`) or the one that holds the work (`now`)',
  ),
  schema: { type: 'string', enum: ['now', 'then'], default: 'now' },
};
const BOARD: RouteConfig = {
  method: 'get',
  path: `${BASE}/plans/{id}/board`,
  operationId: 'getBoard',
  tags: [PLANS_TAG],
  summary: both('Bảng theo dõi: số việc theo cơ quan, nhóm, tình trạng', 'Board: obligations by body, group, heading'),
  parameters: [
    pathParameter('id', 'Tên trong địa chỉ hoặc mã của kế hoạch', 'The plan’s slug or identity', '3487-qd-ubnd-2024'),
    AS_OF,
    ORGANISED,
  ] as RouteConfig['parameters'],
  responses: {
    200: kept(both('Bảng', 'The board'), BoardShape),
    304: NOT_MODIFIED,
    400: BAD,
    404: problemResponse('Không có kế hoạch này', 'No such plan'),
  },
};

/** Adds obligations to the API. */
export function addObligations(api: Api): void {
  addListRoute<ObligationRow, ObligationScope, ObligationItem>(api, {
    path: `${BASE}/obligations`,
    operationId: 'listObligations',
    tag: OBLIGATIONS_TAG,
    summary: both('Việc của các cơ quan, qua mọi kế hoạch và năm', 'Obligations of bodies, across plans and years'),
    description: both(
      'Ai đọc thì thấy phần của người đó: việc theo kế hoạch ai cũng thấy; ý kiến chỉ đạo, kế hoạch riêng chỉ cơ quan liên quan thấy.',
      'Seen with the caller’s eyes: what plans order is public; instructions and own plans are for the bodies concerned.',
    ),
    example: '?organisation=so-noi-vu&state=in-progress&limit=5',
    definition: OBLIGATION_LIST,
    item: ObligationItemShape,
    pageName: 'ObligationPage',
    toItem: itemOf,
    open: (c) =>
      Promise.resolve({
        scope: { planId: null, organisations: 'all', today: vietnamDate(c.env.now) },
        basis: null,
        address: `${BASE}/obligations`,
      }),
  });
  api.openapi(createRoute(ONE), (c) => answerObligation(c as unknown as ApiContext));
  addObligationActs(api);
  api.openapi(createRoute(BOARD), (c) => answerBoard(c as unknown as ApiContext));
}

const planOf = (slug: string | null, year: number | null) => (slug === null ? null : { slug, year, self: planPath(slug) }); // prettier-ignore

/** What lists and details tell alike. */
type Told = Pick<ObligationRow, (keyof ObligationRow & keyof ObligationDetail) | 'code'>;

function itemOf(row: Told): ObligationItem {
  return {
    id: row.id,
    source: row.source,
    code: row.code,
    title: row.title,
    period: row.periodLabel,
    plan: planOf(row.planSlug, row.planYear),
    organisationKey: row.organisationKey,
    holder: row.organisation,
    state: row.state,
    timeliness: row.timeliness,
    firstLastDay: row.firstLastDay,
    lastDay: row.lastDay,
    extensions: row.extensions,
    lastReportOn: row.lastReportOn,
    submittedOn: row.submittedOn,
    openObstacles: row.openObstacles,
    assignee: row.assignee,
    self: obligationPath(row.id),
  };
}

async function answerObligation(c: ApiContext): Promise<Response> {
  noParameters(c);
  const db = c.env.database();
  const today = vietnamDate(c.env.now);
  const id = c.req.param('id')!;
  const found = await findObligation(db, id, today);
  if (!found) {
    throw new Refusal('plan.obligation-not-found', 'Không có việc này, hoặc bạn không được xem.', { status: 404, where: id.slice(0, 60) }); // prettier-ignore
  }
  const [evidence, events] = await Promise.all([
    found.hasEvidence ? evidenceOf(db, id) : [],
    eventsOfObligation(db, id, today),
  ]);
  return answer(c, { body: bodyOf(c, found, evidence, events) });
}

function bodyOf(
  c: ApiContext,
  found: ObligationDetail,
  evidence: readonly EvidenceRow[],
  events: readonly ObligationEventRow[],
): ObligationBody {
  const standing = { ...found, doer: found.heldBy, decider: found.deciderKey };
  const acts = found.planActive ? actsNow(OBLIGATION_LIFE, standing, c.env.actor) : [];
  return {
    ...itemOf({ ...found, code: found.taskCode, organisation: found.holder }),
    product: found.product,
    scheduleText: found.scheduleText,
    role: found.role,
    waitsFor: found.waitsFor,
    openedOn: found.openedOn,
    startedOn: found.startedOn,
    doneOn: found.doneOn,
    askedLastDay: found.askedLastDay,
    parent: found.parentId && obligationPath(found.parentId),
    revision: found.revision,
    acts: acts.filter((act) => OFFERED_ACTS.includes(act)),
    evidence: evidence.map(({ kind, title, documentNumber, documentDate, documentIssuer, fileName, url, indicatorKey, indicatorPeriod, onDate, withdrawn }) => ({ kind, title, documentNumber, documentDate, documentIssuer, fileName, url, indicatorKey, indicatorPeriod, onDate, withdrawn })), // prettier-ignore
    events: events.map((event) => ({
      seq: event.seq,
      act: event.act,
      onDate: event.onDate,
      recordedAt: event.recordedAt.toISOString(),
      by: event.position,
      note: event.note,
      lastDay: event.lastDay,
      organisation: event.organisation,
      document: event.documentNumber === null ? null : { number: event.documentNumber, date: event.documentDate, issuer: event.documentIssuer }, // prettier-ignore
      figures: event.figures,
    })),
  };
}

async function answerBoard(c: ApiContext): Promise<Response> {
  const { asOf, organised } = boardWish(c);
  const db = c.env.database();
  const drafts = may(c.env.actor, PLAN_PERMISSIONS.review).allowed;
  const plan = await findPlan(db, c.req.param('id')!, { drafts });
  const today = vietnamDate(c.env.now);
  const eyes = settingsOf(eyesOf(c.env.actor));
  // Decisions on reorganisations and names of bodies are in it too, so no plan's revision alone decides it.
  const parts = ['board', plan.id, plan.status, await lastEntry(db), asOf, organised, today, eyes.sees, eyes.organisations]; // prettier-ignore
  return answerDecidedBy(c, parts, async () => ({ body: await boardBody(db, plan, { asOf, organised, today }) }));
}

async function boardBody(db: Database, plan: Plan, { asOf, organised, today }: BoardWish & { today: IsoDate }) {
  const [cells, groups] = await Promise.all([boardOf(db, plan.id, asOf, { today, organised }), groupsOf(db, plan.id)]);
  const codeOf = new Map(groups.map(({ id, code }) => [id, code]));
  const byBody = Map.groupBy(cells, ({ organisationKey }) => organisationKey);
  const keys = [...byBody.keys()].sort((a, b) => (a ?? '').localeCompare(b ?? ''));
  const names = await namesOf(db, keys.filter((key) => key !== null), asOf); // prettier-ignore
  const totals = totalsOf(cells);
  return {
    plan: planOf(plan.slug, plan.year)!,
    asOf,
    organised,
    figures: reportFigures(totals),
    totals,
    groups: groups.map(({ code, title }) => ({ code, title })),
    organisations: keys.map((key) => ({
      organisationKey: key,
      name: key === null ? null : (names.get(key) ?? key),
      groups: byBody
        .get(key)!
        .map((cell) => ({ code: codeOf.get(cell.groupId)!, counts: countsOf(cell) }))
        .sort((a, b) => groupOrder(groups, a.code) - groupOrder(groups, b.code)),
    })),
  };
}

const countsOf = (cell: HeadingCounts) =>
  Object.fromEntries(HEADINGS.map((heading) => [heading, cell[heading]])) as Record<(typeof HEADINGS)[number], number>;
const groupOrder = (groups: readonly { code: string }[], wanted: string) =>
  groups.findIndex(({ code }) => code === wanted);

interface BoardWish {
  asOf: IsoDate;
  organised: 'then' | 'now';
}

/** @throws Refusal `list.bad-parameter` */
function boardWish(c: ApiContext): BoardWish {
  const query = new URL(c.req.url).searchParams;
  const problems = unknownParameters(query, ['as_of', 'organised']);
  const asOf = dayParameter(query, 'as_of', problems) ?? vietnamDate(c.env.now);
  const [organised = 'now', ...more] = query.getAll('organised').filter(Boolean);
  if (more.length > 0 || (organised !== 'now' && organised !== 'then')) problems.organised = 'Chọn now hoặc then.';
  refuseBad(problems);
  return { asOf, organised: organised as 'then' | 'now' };
}
