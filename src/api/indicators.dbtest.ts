import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { connect, seeingAll } from '#kernel/database/connection.ts';
import { PUBLIC } from '#kernel/database/eyes.ts';
import {
  assignReporters,
  confirmObservations,
  defineIndicator,
  enterObservations,
  INDICATOR_INPUT,
  OBSERVATIONS_INPUT,
  readPeriod,
} from '#kernel/indicators/index.ts';
import { BINDING_INPUT, bindTarget, PLAN_COMPUTATIONS, targetsOf } from '#modules/plan/index.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '#modules/plan/testing/sample-plan.ts';
import { useDatabase, type FreshDatabase } from '#test/database/fresh.ts';
import { IndicatorItemShape, ObservationItemShape, TargetItemShape } from './indicator-shapes.ts';
import { asking, NOW, problemIn } from './testing/asking.ts';

const fresh = useDatabase();
/** As a visitor reads: row visibility holds. */
const outside = {} as FreshDatabase;
const ask = asking(outside);
const OWNER = somebody('plan-owner');
const TARGETS = '/api/v1/plans/3487-qd-ubnd-2024/targets';

const define = (key: string, name: string, isPublic: boolean) =>
  defineIndicator(
    fresh.db,
    OWNER,
    INDICATOR_INPUT.parse({
      key, name, isPublic, kind: 'entered', computation: '', from: '2024-01-01', nameEn: '', aliases: '', unit: 'percent', unitLabel: '',
      direction: 'higher', overBodies: 'none', overPeriods: 'latest', frequency: 'quarter', minimum: '', maximum: '', partOfWhole: true,
      onPace: '', behind: '', source: 'Báo cáo', method: 'Theo báo cáo.',
    }), // prettier-ignore
    PLAN_COMPUTATIONS,
  );
const enter = (period: string, value: string) =>
  enterObservations(
    fresh.db,
    OWNER,
    'hai-long',
    OBSERVATIONS_INPUT.parse({ period, documentNumber: '1/BC', documentDate: '2025-01-10', documentIssuer: '', link: '', note: '', entries: [{ organisation: null, seen: 0, outcome: 'measured', value, numerator: '', denominator: '' }] }), // prettier-ignore
    null,
    NOW,
  );
async function items(path: string): Promise<unknown[]> {
  const response = await ask(path);
  expect(response.status, path).toBe(200);
  return ((await response.json()) as { items: unknown[] }).items;
}

beforeAll(async () => {
  outside.db = connect(fresh.applicationUrl, { eyes: PUBLIC, size: 2 });
  useTemporaryFiles();
  const plan = await withSeedPlan(fresh.db, { accepted: true });
  await define('hai-long', 'Mức độ hài lòng', true);
  await define('noi-bo', 'Chỉ số nội bộ', false);
  await assignReporters(fresh.db, OWNER, 'hai-long', { from: isoDate('2024-01-01'), province: true, organisations: [], collectives: [] }); // prettier-ignore
  await enter('2024-Q4', '85,5');
  await confirmObservations(fresh.db, OWNER, 'hai-long', readPeriod('2024-Q4')!, [null], NOW);
  await enter('2025-Q1', '88');
  const target = (await targetsOf(seeingAll(fresh.db), plan.id)).find(({ text }) =>
    text.startsWith('Mức độ hài lòng'),
  )!;
  await bindTarget(fresh.db, OWNER, target, BINDING_INPUT.parse({ indicatorKey: 'hai-long', organisationKey: '', period: '2025', baseline: '80', baselineNote: '', onPace: '', behind: '' })); // prettier-ignore
});

afterAll(() => outside.db.$client.end());

describe('chỉ số và số liệu qua API', () => {
  it('danh sách chỉ số không có chỉ số nội bộ', async () => {
    const found = (await items('/api/v1/indicators')).map((item) => IndicatorItemShape.parse(item));
    expect(found.map(({ key, observations }) => [key, observations])).toEqual([['hai-long', '/api/v1/indicators/hai-long/observations']]); // prettier-ignore
    expect(await items('/api/v1/indicators?kind=computed')).toEqual([]);
  });

  it('số liệu chỉ gồm số đã xác nhận, với kỳ và căn cứ', async () => {
    const found = (await items('/api/v1/indicators/hai-long/observations')).map((item) =>
      ObservationItemShape.parse(item),
    );
    expect(found).toEqual([expect.objectContaining({ period: '2024-Q4', value: 85.5, status: 'confirmed', organisationKey: null, documentNumber: '1/BC' })]); // prettier-ignore
    expect(await items('/api/v1/indicators/hai-long/observations?from=2025-01-01')).toEqual([]);
  });

  it('chỉ số nội bộ hoặc không có: 404; tham số lạ: 400', async () => {
    for (const key of ['noi-bo', 'khong-co', '%C3%A9']) {
      const problem = await problemIn(await ask(`/api/v1/indicators/${key}/observations`));
      expect(problem).toMatchObject({ status: 404, code: 'indicator.not-found' });
    }
    expect(await problemIn(await ask('/api/v1/indicators?màu=đỏ'))).toMatchObject({ code: 'list.bad-parameter' });
  });

  it('chỉ tiêu của kế hoạch, với chỉ số đo và kỳ phải đạt', async () => {
    const found = (await items(TARGETS)).map((item) => TargetItemShape.parse(item));
    expect(found).toHaveLength(9);
    const bound = (await items(`${TARGETS}?bound=yes`)).map((item) => TargetItemShape.parse(item));
    expect(bound).toEqual([expect.objectContaining({ indicatorKey: 'hai-long', indicatorName: 'Mức độ hài lòng', period: '2025', baseline: 80, operator: '>' })]); // prettier-ignore
    expect(await problemIn(await ask('/api/v1/plans/khong-co/targets'))).toMatchObject({ code: 'plan.not-found' });
  });
});
