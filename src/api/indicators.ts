import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { may } from '#kernel/identity/permissions.ts';
import {
  findIndicator,
  INDICATOR_LIST,
  OBSERVATION_LIST,
  periodKey,
  type IndicatorRow,
  type ObservationRow,
  type ObservationScope,
} from '#kernel/indicators/index.ts';
import { findPlan, PLAN_PERMISSIONS, TARGET_LIST, type TargetListRow, type TargetScope } from '#modules/plan/index.ts';
import { BASE, type Api } from './context.ts';
import { IndicatorItemShape, ObservationItemShape, TargetItemShape, type IndicatorItem, type ObservationItem, type TargetItem } from './indicator-shapes.ts'; // prettier-ignore
import { addListRoute } from './list-route.ts';
import { pathParameter } from './parameters.ts';
import { planPath } from './plan-bodies.ts';
import { PLANS_TAG } from './plans.ts';
import { both } from './texts.ts';

export const INDICATORS_TAG = 'indicators';
const LIST = `${BASE}/indicators`;
const observationsPath = (key: string) => `${LIST}/${encodeURIComponent(key)}/observations`;

/** Adds indicators, their figures and the targets of plans to the API. What the caller may not see is not there. */
export function addIndicators(api: Api): void {
  addListRoute<IndicatorRow, { today: IsoDate }, IndicatorItem>(api, {
    path: LIST,
    operationId: 'listIndicators',
    tag: INDICATORS_TAG,
    summary: both('Chỉ số theo dõi', 'Indicators'),
    example: '?kind=entered&limit=5',
    definition: INDICATOR_LIST,
    item: IndicatorItemShape,
    pageName: 'IndicatorPage',
    toItem: ({ key, kind, name, nameEn, unit, unitLabel, direction, frequency, source, lastDay }) => ({
      key, kind, name, nameEn, unit, unitLabel, direction, frequency, source, lastDay, observations: observationsPath(key),
    }), // prettier-ignore
    open: async (c) => ({ scope: { today: vietnamDate(c.env.now) }, basis: null, address: LIST }),
  });
  addListRoute<ObservationRow, ObservationScope, ObservationItem>(api, {
    path: `${LIST}/{key}/observations`,
    operationId: 'listObservations',
    tag: INDICATORS_TAG,
    summary: both('Số liệu của một chỉ số', 'Figures of an indicator'),
    description: both(
      'Không đăng nhập thì thấy số đã xác nhận. Chỉ số tính từ sổ không có số nhập.',
      'Without sign-in the confirmed figures are seen. A computed indicator has none entered.',
    ),
    example: '?from=2025-01-01&sort=period&limit=5',
    definition: OBSERVATION_LIST,
    parameters: [pathParameter('key', 'Mã của chỉ số', 'Key of the indicator', 'hai-long')],
    item: ObservationItemShape,
    pageName: 'ObservationPage',
    toItem: observationItem,
    open: async (c) => {
      const today = vietnamDate(c.env.now);
      const { key } = await findIndicator(c.env.database(), c.req.param('key')!, today);
      return { scope: { indicatorKey: key, today }, basis: null, address: observationsPath(key) };
    },
  });
  addListRoute<TargetListRow, TargetScope, TargetItem>(api, {
    path: `${BASE}/plans/{id}/targets`,
    operationId: 'listTargets',
    tag: PLANS_TAG,
    summary: both('Chỉ tiêu bằng số của một kế hoạch, và chỉ số đo', 'Numeric targets of a plan, and what measures them'), // prettier-ignore
    example: '?bound=no&limit=5',
    definition: TARGET_LIST,
    parameters: [
      pathParameter('id', 'Tên trong địa chỉ hoặc mã của kế hoạch', 'The plan’s slug or identity', '3487-qd-ubnd-2024'),
    ],
    item: TargetItemShape,
    pageName: 'TargetPage',
    toItem: targetItem,
    open: async (c) => {
      const drafts = may(c.env.actor, PLAN_PERMISSIONS.review).allowed;
      const plan = await findPlan(c.env.database(), c.req.param('id')!, { drafts });
      return { scope: { planId: plan.id }, basis: null, address: `${planPath(plan.slug)}/targets` };
    },
  });
}

function observationItem(row: ObservationRow): ObservationItem {
  const { id, organisationKey, organisationName, outcome, value, numerator, denominator, status, revision } = row;
  const { documentNumber, documentDate, documentIssuer, link, note } = row;
  return {
    id,
    period: periodKey({ kind: row.periodKind, start: row.periodStart }),
    organisationKey,
    organisationName,
    outcome,
    value,
    numerator,
    denominator,
    status,
    revision,
    documentNumber,
    documentDate,
    documentIssuer,
    link,
    note,
    recordedAt: new Date(row.recordedAt).toISOString(),
  };
}

function targetItem(row: TargetListRow): TargetItem {
  const { id, number, text, operator, value, unit, indicatorKey, indicatorName, organisationName, baseline } = row;
  const period = row.periodKind && periodKey({ kind: row.periodKind, start: row.periodStart! });
  return { id, number, text, operator, value, unit, indicatorKey, indicatorName, organisationName, period, baseline };
}
