import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { connect, seeingAll } from '#kernel/database/connection.ts';
import { PUBLIC } from '#kernel/database/eyes.ts';
import {
  assignReporters,
  confirmObservations,
  defineIndicator,
  enterObservations,
  findIndicator,
  INDICATOR_INPUT,
  OBSERVATIONS_INPUT,
  readPeriod,
  standingOf,
  yearOf,
} from '#kernel/indicators/index.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '../testing/sample-plan.ts';
import { BINDING_INPUT, bindTarget, PLAN_COMPUTATIONS, TARGET_LIST, targetsMeasuredBy, targetsOf, targetStandings, unbindTarget } from './index.ts'; // prettier-ignore

const fresh = useDatabase();
const OWNER = somebody('plan-owner');
const NOW = new Date('2025-07-10T03:00:00Z');
const TODAY = isoDate('2025-07-10');
let plan: { id: string; slug: string };

const define = (changes: Record<string, unknown>) =>
  defineIndicator(
    fresh.db,
    OWNER,
    INDICATOR_INPUT.parse({
      kind: 'entered', computation: '', isPublic: true, from: '2024-01-01', nameEn: '', aliases: '', unit: 'percent', unitLabel: '',
      direction: 'higher', overBodies: 'none', overPeriods: 'latest', frequency: 'quarter', minimum: '', maximum: '',
      partOfWhole: true, onPace: '', behind: '', source: 'Báo cáo', method: 'Theo báo cáo.', ...changes,
    }), // prettier-ignore
    PLAN_COMPUTATIONS,
  );
const enter = (key: string, period: string, value: string) =>
  enterObservations(
    fresh.db,
    OWNER,
    key,
    OBSERVATIONS_INPUT.parse({
      period, documentNumber: '1/BC', documentDate: '2025-01-01', documentIssuer: '', link: '', note: '',
      entries: [{ organisation: null, seen: 0, outcome: 'measured', value, numerator: '', denominator: '' }],
    }), // prettier-ignore
    null,
    NOW,
  );
const binding = (changes: Record<string, unknown> = {}) =>
  BINDING_INPUT.parse({ indicatorKey: 'hai-long', organisationKey: '', period: '2025', baseline: '', baselineNote: '', onPace: '', behind: '', ...changes }); // prettier-ignore
const satisfied = async () =>
  (await targetsOf(seeingAll(fresh.db), plan.id)).find(({ text }) => text.startsWith('Mức độ hài lòng'))!;

beforeAll(async () => {
  useTemporaryFiles();
  plan = await withSeedPlan(fresh.db, { accepted: true });
  await define({ key: 'hai-long', name: 'Mức độ hài lòng' });
  await define({ key: 'so-hoi-nghi', name: 'Số hội nghị', unit: 'count', overPeriods: 'sum' });
  await define({
    key: 'nhiem-vu-xong',
    name: 'Nhiệm vụ đã xong',
    kind: 'computed',
    computation: 'plan.tasks-done',
    frequency: 'month',
  });
  await assignReporters(fresh.db, OWNER, 'hai-long', {
    from: isoDate('2024-01-01'),
    province: true,
    organisations: [],
    collectives: [],
  });
});

describe('chỉ tiêu của kế hoạch mẫu', () => {
  it('có chín chỉ tiêu, chưa chỉ tiêu nào có chỉ số đo', async () => {
    const targets = await targetsOf(seeingAll(fresh.db), plan.id);
    expect(targets.map(({ number, operator, value, unit }) => `${number} ${operator} ${value} ${unit}`)).toEqual([
      '3.a >= 20 %', '3.b = 100 %', '3.c = 100 %', '3.d = 100 %', '3.d > 70 %', '4 = 15 %', '9 > 90 %', '9 > 90 %', '10 <= 25 tỉnh, thành phố',
    ].map((text) => expect.stringContaining(text.slice(text.indexOf(' ') + 1)))); // prettier-ignore
    expect(targets.every((target) => target.binding === null)).toBe(true);
    expect(targets.at(-1)!.number).toBe('10');
  });

  it('gắn, đèn và dự báo theo số đã nhập; bỏ gắn thì lại là chưa đo', async () => {
    const target = await satisfied();
    await bindTarget(fresh.db, OWNER, target, binding());
    await enter('hai-long', '2025-Q1', '85');
    await enter('hai-long', '2025-Q2', '88');
    const standings = await targetStandings(seeingAll(fresh.db), plan.id, TODAY, PLAN_COMPUTATIONS);
    const found = standings.find((each) => each.target.binding !== null)!;
    expect(found.standing).toMatchObject({
      soFar: { state: 'measured', value: 88 },
      through: 1,
      judgement: { light: 'on-pace', needed: 90, thresholdsFrom: 'platform' },
      forecast: { method: 'last', estimate: 88, interval: null },
      comparison: { comparable: false, reason: 'no-data' },
    });
    expect((await targetsMeasuredBy(seeingAll(fresh.db), 'hai-long')).map(({ planSlug }) => planSlug)).toEqual([
      plan.slug,
    ]);
    await bindTarget(fresh.db, OWNER, target, binding({ onPace: '100', behind: '90' }));
    const again = await targetStandings(seeingAll(fresh.db), plan.id, TODAY, PLAN_COMPUTATIONS);
    expect(again.find((each) => each.standing)!.standing!.judgement).toMatchObject({
      light: 'behind',
      thresholdsFrom: 'plan',
    });
    await unbindTarget(fresh.db, OWNER, target);
    expect((await satisfied()).binding).toBeNull();
  });

  it('người ngoài chỉ thấy đèn từ số đã xác nhận', async () => {
    const target = await satisfied();
    await bindTarget(fresh.db, OWNER, target, binding());
    // Opened anew each time: of what others write, one that is open learns only after some seconds.
    const light = async () => {
      const outside = connect(fresh.applicationUrl, { eyes: PUBLIC, size: 2 });
      const standings = await targetStandings(outside, plan.id, TODAY, PLAN_COMPUTATIONS);
      await outside.$client.end();
      return standings.find(({ standing }) => standing)!.standing!.judgement!.light;
    };
    expect(await light()).toBe('no-data');
    await confirmObservations(fresh.db, OWNER, 'hai-long', readPeriod('2025-Q1')!, [null], NOW);
    expect(await light()).toBe('behind');
  });

  it.each([
    ['chỉ số không có', { indicatorKey: 'khong-co' }, 'indicatorKey'],
    ['chỉ số đếm cho chỉ tiêu phần trăm', { indicatorKey: 'so-hoi-nghi' }, 'indicatorKey'],
    ['kỳ ngắn hơn kỳ số liệu', { period: '2025-03' }, 'period'],
    ['cơ quan không có', { organisationKey: 'khong-co' }, 'organisationKey'],
  ])('%s', async (_what, changes, field) => {
    await expect(bindTarget(fresh.db, OWNER, await satisfied(), binding(changes))).rejects.toMatchObject({
      status: 422,
      fields: { [field]: expect.any(String) },
    });
  });

  it('chỉ tiêu không có, hoặc vai trò không được', async () => {
    const none = { objectiveId: '00000000-0000-7000-8000-000000000000', ordinal: 1 };
    await expect(bindTarget(fresh.db, OWNER, none, binding())).rejects.toMatchObject({ status: 404 });
    await expect(bindTarget(fresh.db, somebody('officer'), await satisfied(), binding())).rejects.toMatchObject({
      status: 403,
    });
  });

  it('danh sách lọc được theo đã gắn hay chưa', async () => {
    const count = async (address: string) =>
      (
        await readPage(seeingAll(fresh.db), TARGET_LIST, readQuery(TARGET_LIST, new URLSearchParams(address)), {
          planId: plan.id,
        })
      ).total;
    expect([await count(''), await count('bound=yes'), await count('bound=no'), await count('q=hai long')]).toEqual([
      9, 1, 8, 1,
    ]);
  });
});

describe('chỉ số tính từ sổ nhiệm vụ', () => {
  it('62 nhiệm vụ, đầu năm chưa xong nhiệm vụ nào: 0 %, không phải chưa có số liệu', async () => {
    const db = seeingAll(fresh.db);
    const indicator = await findIndicator(db, 'nhiem-vu-xong', TODAY);
    const wish = { organisationKey: null, whole: yearOf(2025), asOf: TODAY, aim: null };
    const found = await standingOf(db, indicator, wish, PLAN_COMPUTATIONS);
    expect(found.soFar).toEqual({ state: 'measured', value: 0, numerator: 0, denominator: 62 });
    expect(found.readings.map(({ reading }) => reading?.state ?? null).slice(5)).toEqual(['measured', 'measured', null, null, null, null, null]); // prettier-ignore
    const justice = await standingOf(db, indicator, { ...wish, organisationKey: 'so-tu-phap' }, PLAN_COMPUTATIONS);
    expect(justice.soFar).toMatchObject({ denominator: expect.any(Number) });
    const nobody = await standingOf(db, indicator, { ...wish, whole: yearOf(2024) }, PLAN_COMPUTATIONS);
    expect(nobody.soFar).toEqual({ state: 'not-assigned' });
  });
});
