import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { seeingAll } from '#kernel/database/connection.ts';
import { transact } from '#kernel/database/transaction.ts';
import { assignReporters, defineIndicator, INDICATOR_INPUT, readPeriod, REPORTER_DEPENDENTS, reportersIn, reportersOf } from '#kernel/indicators/index.ts'; // prettier-ignore
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { draftReorganisation } from '#kernel/organisations/drafts.ts';
import { rewind } from '#kernel/organisations/reorganisation/carry-out.ts';
import type { Reorganisation, Step } from '#kernel/organisations/reorganisation/model.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { listHandovers } from '#kernel/organisations/reorganisation-queries.ts';
import { reverseReorganisation } from '#kernel/organisations/reverse.ts';
import { carryOutReorganisation, decideHandover, previewReorganisation } from '#kernel/organisations/service.ts';
import { storeRegistry } from '#kernel/organisations/store.ts';
import { freshDatabase, type FreshDatabase } from '#test/database/fresh.ts';
import {
  FUNDING_DEPENDENTS,
  FUNDING_ENTRY_LIST,
  FUNDING_INPUT,
  fundingTotals,
  recordFunding,
} from './funding/index.ts';
import { importPlanDocument } from './service/import-plan.ts';
import { acceptPlan } from './service/review-plan.ts';
import { BINDING_INPUT, bindTarget, PLAN_COMPUTATIONS, TARGET_DEPENDENTS, targetsOf } from './targets/index.ts';
import { seedBytes, somebody, useTemporaryFiles } from './testing/sample-plan.ts';

/** What hangs on a body by its figures and its money. */
const LABOUR = 'so-lao-dong-thuong-binh-va-xa-hoi';
const PLANNING = 'so-ke-hoach-va-dau-tu';
const FINANCE = 'so-tai-chinh';
const DAY = isoDate('2025-03-01');
const BEFORE = new Date('2025-02-15T03:00:00Z');
const NOW = new Date('2025-03-05T03:00:00Z');
const TODAY = isoDate('2025-03-05');
const CLERK = system('test');
const OWNER: Actor = somebody('plan-owner');
const DEPENDENTS = [TARGET_DEPENDENTS, FUNDING_DEPENDENTS, REPORTER_DEPENDENTS];
const shipped = readRegistryFolder();

const mergePlanning: Step = { step: 'merge', keys: [PLANNING], into: FINANCE };
const splitLabour: Step = { step: 'split', key: LABOUR, continues: false, parts: [{ function: 'lao-dong', to: 'so-noi-vu' }, { function: 'bao-tro-xa-hoi-va-tre-em', to: 'so-y-te' }] }; // prettier-ignore
const act = (...steps: Step[]): Reorganisation => ({
  document: { number: '05/NQ-HĐND', issuedOn: isoDate('2025-02-20'), title: 'Sắp xếp', source: null },
  effectiveOn: DAY,
  inferred: false,
  steps,
});

useTemporaryFiles();
let fresh: FreshDatabase;
let planId: string;

beforeEach(async () => {
  fresh = await freshDatabase();
  await transact(fresh.db, CLERK, (tx) => storeRegistry(tx, rewind(shipped, isoDate('2025-01-01'))));
  const plan = await importPlanDocument(fresh.db, CLERK, { bytes: seedBytes(), name: 'plan-3487-qd-ubnd.txt' });
  await acceptPlan(fresh.db, CLERK, plan.id);
  planId = plan.id;
  await defineIndicator(
    fresh.db,
    OWNER,
    INDICATOR_INPUT.parse({
      key: 'hai-long', name: 'Mức độ hài lòng', kind: 'entered', computation: '', isPublic: true, from: '2024-01-01', nameEn: '', aliases: '',
      unit: 'percent', unitLabel: '', direction: 'higher', overBodies: 'none', overPeriods: 'latest', frequency: 'quarter', minimum: '', maximum: '',
      partOfWhole: true, onPace: '', behind: '', source: 'Báo cáo', method: 'Theo báo cáo.',
    }), // prettier-ignore
    PLAN_COMPUTATIONS,
  );
  return () => fresh.drop();
});

async function carried(...steps: Step[]): Promise<string> {
  const { id } = await draftReorganisation(fresh.db, CLERK, act(...steps));
  await carryOutReorganisation(fresh.db, CLERK, id, 1, DEPENDENTS, NOW);
  return id;
}
const decideAll = async (toKey: string) => {
  const open = await listHandovers(fresh.db, { status: 'open' });
  await decideHandover(fresh.db, CLERK, { ids: open.map(({ id }) => id), toKey, reason: 'Theo đề án' }, DEPENDENTS, NOW); // prettier-ignore
  return open;
};
const report = (...organisations: string[]) =>
  assignReporters(fresh.db, OWNER, 'hai-long', { from: isoDate('2025-01-01'), province: false, organisations, collectives: [] }); // prettier-ignore
const reporting = async (period: string) =>
  (await reportersIn(seeingAll(fresh.db), 'hai-long', [readPeriod(period)!])).map(({ organisationKey }) => organisationKey); // prettier-ignore
async function bind(organisationKey: string, period: string): Promise<() => Promise<string | null>> {
  const find = async () => (await targetsOf(seeingAll(fresh.db), planId)).find(({ text }) => text.startsWith('Mức độ hài lòng'))!; // prettier-ignore
  await bindTarget(fresh.db, OWNER, await find(), BINDING_INPUT.parse({ indicatorKey: 'hai-long', organisationKey, period, baseline: '', baselineNote: '', onPace: '', behind: '' })); // prettier-ignore
  return async () => (await find()).binding!.organisationKey;
}
async function pay(organisationKey: string, kind: string, amount: string): Promise<string> {
  const [task] = await fresh.db.execute<{ id: string }>(sql`select id from plan_task where plan_id = ${planId} and code = 'I.1'`, 'objects'); // prettier-ignore
  await recordFunding(fresh.db, OWNER, task!.id, FUNDING_INPUT.parse({ kind, sourceKey: 'ngan-sach-tinh', organisationKey, amount, onDate: '2025-02-01', documentNumber: '1/QĐ', documentDate: '2025-02-01', documentIssuer: '', note: '' }), BEFORE); // prettier-ignore
  return task!.id;
}
const money = async (day: IsoDate) => {
  const { whole, byAgency } = await fundingTotals(seeingAll(fresh.db), planId, day);
  const shown = ({ estimate, allocated, spent }: typeof whole) => `${estimate}/${allocated}/${spent}`;
  return { whole: shown(whole), ...Object.fromEntries(byAgency.map((each) => [each.key, shown(each)])) };
};

describe('cơ quan kết thúc, một cơ quan tiếp nhận', () => {
  it('kỳ trước do cơ quan cũ báo cáo, kỳ sau do cơ quan mới; hoàn tác thì như cũ; không hỏi ai', async () => {
    await report(PLANNING, 'so-noi-vu');
    const preview = await previewReorganisation(fresh.db, CLERK, act(mergePlanning), DEPENDENTS);
    expect(preview.affected.map(({ label, fate }) => [label, fate.kind])).toEqual([['Mức độ hài lòng', 'moves']]);
    const id = await carried(mergePlanning);
    expect(await listHandovers(fresh.db, { status: 'open' })).toEqual([]);
    expect(await reporting('2024-Q4')).toEqual([]);
    expect(new Set(await reporting('2025-Q1'))).toEqual(new Set([FINANCE, 'so-noi-vu']));
    expect((await reportersOf(seeingAll(fresh.db), 'hai-long', isoDate('2025-02-28'))).organisations).toEqual([PLANNING, 'so-noi-vu']); // prettier-ignore
    expect((await reportersOf(seeingAll(fresh.db), 'hai-long', DAY)).organisations).toEqual(['so-noi-vu', FINANCE]);
    await reverseReorganisation(fresh.db, CLERK, id, 'Thử', DEPENDENTS, NOW);
    expect(new Set(await reporting('2025-Q1'))).toEqual(new Set([PLANNING, 'so-noi-vu']));
  });

  it('chỉ tiêu còn kỳ phải đạt thì đo theo cơ quan mới, đã hết kỳ thì ở lại; hoàn tác thì như cũ', async () => {
    const body = await bind(PLANNING, '2025');
    const id = await carried(mergePlanning);
    expect(await body()).toBe(FINANCE);
    await reverseReorganisation(fresh.db, CLERK, id, 'Thử', DEPENDENTS, NOW);
    expect(await body()).toBe(PLANNING);
    await bind(PLANNING, '2024-Q4');
    await carried(mergePlanning);
    expect(await body()).toBe(PLANNING);
  });

  it('tiền của cơ quan cũ tính cho cơ quan mới từ ngày ấy, tổng không đổi, sổ vẫn ghi như đã ghi', async () => {
    await pay(PLANNING, 'allocated', '100');
    await pay(PLANNING, 'spent', '40');
    const id = await carried(mergePlanning);
    expect(await money(isoDate('2025-02-28'))).toEqual({ whole: '0/100/40', [PLANNING]: '0/100/40' });
    expect(await money(TODAY)).toEqual({ whole: '0/100/40', [FINANCE]: '0/100/40' });
    const listed = async (key: string) =>
      (await readPage(seeingAll(fresh.db), FUNDING_ENTRY_LIST, readQuery(FUNDING_ENTRY_LIST, new URLSearchParams(`organisation=${key}`)), { planId, planSlug: '', today: TODAY })).rows.map(({ organisationKey }) => organisationKey); // prettier-ignore
    expect(await listed(FINANCE)).toEqual([PLANNING, PLANNING]);
    expect(await listed(PLANNING)).toEqual([]);
    await reverseReorganisation(fresh.db, CLERK, id, 'Thử', DEPENDENTS, NOW);
    expect(await money(TODAY)).toEqual({ whole: '0/100/40', [PLANNING]: '0/100/40' });
  });
});

describe('cơ quan chia tách', () => {
  it('số xem trước = số chờ quyết định = số đã chuyển; phần đã xong ở lại', async () => {
    await report(LABOUR);
    const body = await bind(LABOUR, '2025');
    await pay(LABOUR, 'estimate', '150');
    await pay(LABOUR, 'allocated', '100');
    await pay(LABOUR, 'spent', '40');
    const preview = await previewReorganisation(fresh.db, CLERK, act(splitLabour), DEPENDENTS);
    const asked = preview.affected.map(({ subjectType, fate }) => [subjectType, fate.kind]);
    expect(asked).toEqual([['plan-target', 'decide'], ['plan-funding', 'decide'], ['indicator-reporter', 'decide']]); // prettier-ignore
    expect(preview.affected[1]!.detail).toBe('Kinh phí còn 60 đồng');
    await carried(splitLabour);
    expect(await body()).toBe(LABOUR);

    expect((await decideAll('so-noi-vu')).length).toBe(asked.length);
    expect(await body()).toBe('so-noi-vu');
    expect(await reporting('2025-Q1')).toEqual(['so-noi-vu']);
    expect((await reportersOf(seeingAll(fresh.db), 'hai-long', isoDate('2025-02-28'))).organisations).toEqual([LABOUR]);
    expect(await money(TODAY)).toEqual({ whole: '150/100/40', [LABOUR]: '40/40/40', 'so-noi-vu': '110/60/0' });
    expect(await money(isoDate('2025-02-28'))).toEqual({ whole: '150/100/40', [LABOUR]: '150/100/40' });
  });

  it('tiền đã chi hết thì không hỏi ai', async () => {
    await pay(LABOUR, 'allocated', '100');
    await pay(LABOUR, 'spent', '100');
    expect((await previewReorganisation(fresh.db, CLERK, act(splitLabour), DEPENDENTS)).affected).toEqual([]);
  });
});
