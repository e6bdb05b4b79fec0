import { createRoute, type RouteConfig } from '@hono/zod-openapi';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import type { OrganisationVersion } from '#kernel/organisations/index.ts';
import { ORGANISATION_LIST, type OrganisationRow, type OrganisationScope } from '#kernel/organisations/lists.ts';
import { findOrganisationByKey, type SuccessionStep } from '#kernel/organisations/queries.ts';
import { currentPlan } from '#modules/plan/index.ts';
import { answer } from './answer.ts';
import { BASE, type Api, type ApiContext } from './context.ts';
import { addListRoute, KEPT_HEADERS, NOT_MODIFIED } from './list-route.ts';
import {
  OrganisationItemShape,
  OrganisationShape,
  type OrganisationBody,
  type OrganisationItem,
} from './organisation-shapes.ts';
import { AS_OF, asOfParameter, pathParameter } from './parameters.ts';
import { planPath } from './plan-bodies.ts';
import { problemResponse } from './problem.ts';
import { both } from './texts.ts';

export const ORGANISATIONS_TAG = 'organisations';
const organisationPath = (key: string) => `${BASE}/organisations/${encodeURIComponent(key)}`;

/** Adds the organisations to the API. */
export function addOrganisations(api: Api): void {
  addListRoute<OrganisationRow, OrganisationScope, OrganisationItem>(api, {
    path: `${BASE}/organisations`,
    operationId: 'listOrganisations',
    tag: ORGANISATIONS_TAG,
    summary: both('Cơ quan, đơn vị vào một ngày', 'Organisations on a day'),
    example: '?kind=department&limit=5',
    definition: ORGANISATION_LIST,
    item: OrganisationItemShape,
    pageName: 'OrganisationPage',
    toItem: (row) => ({ key: row.key, ...versionOf(row), self: organisationPath(row.key) }),
    open: async (c) => ({ scope: { today: vietnamDate(c.env.now) }, basis: null, address: `${BASE}/organisations` }),
  });
  api.openapi(createRoute(ONE), (c) => answerOrganisation(c as unknown as ApiContext));
}

const ONE: RouteConfig = {
  method: 'get',
  path: `${BASE}/organisations/{key}`,
  operationId: 'getOrganisation',
  tags: [ORGANISATIONS_TAG],
  summary: both('Một cơ quan, đơn vị qua các thời kỳ', 'An organisation over time'),
  parameters: [
    pathParameter('key', 'Tên ổn định của cơ quan', 'Stable identity', 'so-noi-vu'),
    AS_OF,
  ] as RouteConfig['parameters'],
  responses: {
    200: {
      description: both('Cơ quan, đơn vị', 'The organisation'),
      headers: KEPT_HEADERS,
      content: { 'application/json': { schema: OrganisationShape } },
    },
    304: NOT_MODIFIED,
    400: problemResponse('Tham số sai', 'A parameter is wrong'),
    404: problemResponse('Không có cơ quan, đơn vị này', 'No such organisation'),
  },
};

async function answerOrganisation(c: ApiContext): Promise<Response> {
  const asOf = asOfParameter(c);
  const key = c.req.param('key')!;
  const db = c.env.database();
  const [{ version, exists, periods, steps }, plan] = await Promise.all([
    findOrganisationByKey(db, key, asOf),
    currentPlan(db),
  ]);
  const body: OrganisationBody = {
    key,
    asOf,
    current: exists ? versionOf(version) : null,
    versions: periods.map(versionOf),
    predecessors: steps.filter(({ direction }) => direction === 'predecessor').map(linkTo),
    successors: steps.filter(({ direction }) => direction === 'successor').map(linkTo),
    tasksHref: plan && `${planPath(plan.slug)}/tasks?organisation=${encodeURIComponent(key)}`,
    self: organisationPath(key),
  };
  return answer(c, { body });
}

function versionOf({
  name,
  shortName,
  aliases,
  code,
  level,
  kind,
  parentKey,
  area,
  validFrom,
  validTo,
}: Omit<OrganisationVersion, 'key'>) {
  return { name, shortName, aliases, code, level, kind, parentKey, area, validFrom, validTo };
}

function linkTo({ key, name, function: carried, effectiveOn, source, inferred }: SuccessionStep) {
  return { key, name, function: carried, effectiveOn, source, inferred, self: organisationPath(key) };
}
