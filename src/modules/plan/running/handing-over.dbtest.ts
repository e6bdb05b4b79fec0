import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { draftReorganisation } from '#kernel/organisations/drafts.ts';
import { rewind } from '#kernel/organisations/reorganisation/carry-out.ts';
import type { Reorganisation, Step } from '#kernel/organisations/reorganisation/model.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { listHandovers } from '#kernel/organisations/reorganisation-queries.ts';
import { reverseReorganisation } from '#kernel/organisations/reverse.ts';
import { carryOutReorganisation, decideHandover, previewReorganisation, renewHandovers } from '#kernel/organisations/service.ts'; // prettier-ignore
import { storeRegistry } from '#kernel/organisations/store.ts';
import { freshDatabase, type FreshDatabase } from '#test/database/fresh.ts';
import { PLAN_DEPENDENTS } from '../dependents.ts';
import { importPlanDocument } from '../service/import-plan.ts';
import { acceptPlan } from '../service/review-plan.ts';
import { seedBytes, somebody, useTemporaryFiles } from '../testing/sample-plan.ts';
import { DECISION_DEPENDENTS, OBLIGATION_DEPENDENTS, OBSTACLE_DEPENDENTS } from './dependents.ts';
import { boardOf, totalsOf } from './overview.ts';
import { obstaclesOf } from './brought.ts';
import { eventsOfObligation, findObligation } from './queries.ts';
import {
  assignPerson,
  clearObstacle,
  confirmResult,
  giveToBody,
  raiseObstacle,
  reportProgress,
  submitResult,
} from './service/acts.ts';
import { openFor } from './service/open-for.ts';

const LABOUR = 'so-lao-dong-thuong-binh-va-xa-hoi';
const PLANNING = 'so-ke-hoach-va-dau-tu';
const DAY = isoDate('2025-03-01');
const BEFORE = new Date('2025-02-15T03:00:00Z');
const NOW = new Date('2025-03-05T03:00:00Z');
const TODAY = isoDate('2025-03-05');
const CLERK = system('test');
const OWNER: Actor = { ...somebody('plan-owner'), id: 'owner' };
const DEPENDENTS = [PLAN_DEPENDENTS, OBLIGATION_DEPENDENTS, DECISION_DEPENDENTS, OBSTACLE_DEPENDENTS];
const OWN = ['obligation', 'obligation-decider'];
const shipped = readRegistryFolder();

const mergePlanning: Step = { step: 'merge', keys: [PLANNING], into: 'so-tai-chinh' };
const splitLabour: Step = {
  step: 'split',
  key: LABOUR,
  continues: false,
  parts: [
    { function: 'lao-dong', to: 'so-noi-vu' },
    { function: 'bao-tro-xa-hoi-va-tre-em', to: 'so-y-te' },
  ],
};
const act = (effectiveOn: IsoDate, ...steps: Step[]): Reorganisation => ({
  document: { number: '05/NQ-HĐND', issuedOn: isoDate('2025-02-20'), title: 'Sắp xếp', source: null },
  effectiveOn,
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
  return () => fresh.drop();
});

const rows = <Row extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  fresh.db.execute<Row>(query, 'objects');
const open = (organisationKey: string, more: { title?: string; deciderKey?: string | null } = {}) =>
  transact(fresh.db, CLERK, async (tx) => {
    const id = await openFor(tx, { source: 'directive', title: 'Báo cáo', deciderKey: null, openedOn: isoDate('2025-02-10'), lastDay: isoDate('2025-04-30'), isPublic: false, organisationKey, ...more }); // prettier-ignore
    tx.record({ action: 'open', subjectType: 'obligation', subjectId: id, after: { organisationKey } });
    return id;
  });
const at = async (id: string) => (await findObligation(fresh.db, id, TODAY))!;
const anyone = async (): Promise<string> => {
  const id = '019a0000-0000-7000-8000-00000000aa01';
  await fresh.db.execute(sql`insert into person (id, name) values (${id}, 'Trần Thị Làm')`);
  return id;
};
async function carried(now: Date, ...steps: Step[]): Promise<string> {
  const { id } = await draftReorganisation(fresh.db, CLERK, act(DAY, ...steps));
  await carryOutReorganisation(fresh.db, CLERK, id, 1, DEPENDENTS, now);
  return id;
}
const own = <Row extends { subjectType: string }>(list: readonly Row[]) => list.filter(({ subjectType }) => OWN.includes(subjectType)); // prettier-ignore

describe('cơ quan kết thúc, một cơ quan tiếp nhận', () => {
  it('việc còn mở đi theo bằng một sự kiện, người làm để trống; việc đã xong ở lại; hoàn tác thì trở về nguyên', async () => {
    const moving = await open(PLANNING, { deciderKey: 'ubnd-tinh' });
    const deciding = await open('so-noi-vu', { deciderKey: PLANNING });
    const finished = await open(PLANNING);
    await submitResult(fresh.db, OWNER, finished, { evidence: [{ kind: 'link', url: 'https://vi-du.vn/1' }] }, BEFORE);
    await confirmResult(fresh.db, { ...OWNER, id: 'khac' }, finished, {}, BEFORE);
    const person = await anyone();
    await assignPerson(fresh.db, OWNER, moving, { personId: person }, BEFORE);

    const preview = await previewReorganisation(fresh.db, CLERK, act(DAY, mergePlanning), DEPENDENTS);
    expect(own(preview.affected).map(({ subjectId, fate }) => [subjectId, fate.kind])).toEqual([[moving, 'moves'], [deciding, 'moves']]); // prettier-ignore
    expect(preview.history.find(({ name }) => name === 'obligation')).toEqual({ name: 'obligation', count: 1 });

    const id = await carried(NOW, mergePlanning);
    expect(await at(moving)).toMatchObject({ organisationKey: 'so-tai-chinh', assigneeId: null, state: 'not-started' });
    expect(await at(deciding)).toMatchObject({ organisationKey: 'so-noi-vu', deciderKey: 'so-tai-chinh' });
    expect(await at(finished)).toMatchObject({ organisationKey: PLANNING, state: 'done' });
    const [last] = await eventsOfObligation(fresh.db, moving, TODAY);
    expect(last).toMatchObject({ act: 'give', onDate: DAY, note: expect.stringContaining('01/03/2025') });
    expect(await rows(sql`select organisation_key as key, from_day from obligation_span where obligation_id = ${moving} order by from_day`)) // prettier-ignore
      .toEqual([{ key: PLANNING, from_day: '2025-02-10' }, { key: 'so-tai-chinh', from_day: DAY }]); // prettier-ignore

    await reportProgress(fresh.db, OWNER, moving, { note: 'Đang làm' }, NOW);
    await reverseReorganisation(fresh.db, CLERK, id, 'Nhập nhầm', DEPENDENTS, NOW);
    expect(await at(moving)).toMatchObject({ organisationKey: PLANNING, assigneeId: person, state: 'in-progress' });
    expect(await at(deciding)).toMatchObject({ deciderKey: PLANNING });
    expect(await at(finished)).toMatchObject({ organisationKey: PLANNING, state: 'done' });
    expect(await rows(sql`select 1 from handover`)).toEqual([]);
  });

  it('chưa đến ngày thì việc vẫn ở cơ quan cũ; đến ngày, lần rà chuyển đúng một lần', async () => {
    const moving = await open(PLANNING);
    await carried(BEFORE, mergePlanning);
    const key = async () => (await rows(sql`select organisation_key as key from obligation where id = ${moving}`))[0];
    expect(await key()).toEqual({ key: PLANNING });
    await renewHandovers(fresh.db, CLERK, DEPENDENTS, BEFORE);
    expect(await key()).toEqual({ key: PLANNING });
    await renewHandovers(fresh.db, CLERK, DEPENDENTS, NOW);
    expect(await key()).toEqual({ key: 'so-tai-chinh' });
    await renewHandovers(fresh.db, CLERK, DEPENDENTS, NOW);
    expect(await eventsOfObligation(fresh.db, moving, TODAY)).toHaveLength(1);
  });

  it('cơ quan mới lập đã xong việc thì không hoàn tác được nữa', async () => {
    const moving = await open(PLANNING);
    const { level, kind, parentKey } = shipped.organisations.find(({ key }) => key === 'so-noi-vu')!;
    const unit: Step = { step: 'create', key: 'so-ke-hoach-tai-chinh', name: 'Sở Kế hoạch - Tài chính', shortName: null, code: null, level, kind, parentKey, aliases: [] }; // prettier-ignore
    const id = await carried(NOW, unit, { step: 'merge', keys: [PLANNING], into: 'so-ke-hoach-tai-chinh' });
    await submitResult(fresh.db, OWNER, moving, { evidence: [{ kind: 'link', url: 'https://vi-du.vn/1' }] }, NOW);
    await confirmResult(fresh.db, { ...OWNER, id: 'khac' }, moving, {}, NOW);
    await expect(reverseReorganisation(fresh.db, CLERK, id, 'Thử', DEPENDENTS, NOW)).rejects.toMatchObject({ code: 'organisations.built-upon', where: expect.stringContaining('Việc giao cho cơ quan mới: Báo cáo') }); // prettier-ignore
  });
});

describe('cơ quan chia tách', () => {
  it('số xem trước = số chờ quyết định = số đã chuyển; số tổng hợp của kế hoạch không đổi', async () => {
    const directives = await Promise.all(['Một', 'Hai', 'Ba'].map((title) => open(LABOUR, { title })));
    const decided = await open('so-y-te', { title: 'Bốn', deciderKey: LABOUR });
    // A product that somebody gave by hand is named by no assignment of the plan any more.
    const [product] = await rows<{ id: string }>(sql`select id from obligation where plan_id = ${planId} and organisation_key = 'so-noi-vu' and state = 'not-started' order by id limit 1`); // prettier-ignore
    await giveToBody(fresh.db, OWNER, product!.id, { organisationKey: LABOUR, note: 'Giao lại' }, BEFORE);
    const total = async () => totalsOf(await boardOf(fresh.db, planId, TODAY, { today: TODAY }));
    const before = await total();

    const preview = await previewReorganisation(fresh.db, CLERK, act(DAY, splitLabour), DEPENDENTS);
    const expected = [...directives, decided, product!.id].sort();
    expect(own(preview.affected).map(({ subjectId }) => subjectId).sort()).toEqual(expected); // prettier-ignore
    expect(own(preview.affected).every(({ fate }) => fate.kind === 'decide')).toBe(true);

    await carried(NOW, splitLabour);
    const waiting = own(await listHandovers(fresh.db, { status: 'open' }));
    expect(waiting.map(({ subjectId }) => subjectId).sort()).toEqual(expected);
    expect((await at(directives[0]!)).organisationKey).toBe(LABOUR);

    await decideHandover(fresh.db, CLERK, { ids: waiting.map(({ id }) => id), toKey: 'so-noi-vu', reason: 'Theo đề án' }, DEPENDENTS, NOW); // prettier-ignore
    const moved = await rows<{ id: string }>(sql`select distinct obligation_id as id from obligation_event where act = 'give' and organisation_key = 'so-noi-vu' and note = 'Theo đề án'`); // prettier-ignore
    expect([...moved.map(({ id }) => id), decided].sort()).toEqual(expected);
    expect(await at(decided)).toMatchObject({ organisationKey: 'so-y-te', deciderKey: 'so-noi-vu' });
    expect(await at(product!.id)).toMatchObject({ organisationKey: 'so-noi-vu', heldBy: 'so-noi-vu' });
    expect(await total()).toEqual(before);
    expect(await renewHandovers(fresh.db, CLERK, DEPENDENTS, NOW)).toEqual({ open: 0, automatic: 0 });
  });

  it('việc giao tay được chuyển đi thì bảng đếm của kế hoạch đi theo, các ngày trước vẫn như cũ', async () => {
    const [product] = await rows<{ id: string }>(sql`select id from obligation where plan_id = ${planId} and organisation_key = 'so-noi-vu' and state = 'not-started' order by id limit 1`); // prettier-ignore
    await giveToBody(fresh.db, OWNER, product!.id, { organisationKey: PLANNING, note: 'Giao lại' }, BEFORE);
    const count = async (key: string, day: IsoDate) =>
      Object.values(totalsOf((await boardOf(fresh.db, planId, day, { today: TODAY, organised: 'now' })).filter(({ organisationKey }) => organisationKey === key))).reduce((a, b) => a + b, 0); // prettier-ignore
    const eve = addDays(DAY, -1);
    const before = { planning: await count(PLANNING, eve), finance: await count('so-tai-chinh', eve) };
    expect(before.planning).toBeGreaterThan(0);
    await carried(NOW, mergePlanning);
    expect(await count(PLANNING, eve)).toBe(before.planning);
    expect(await count('so-tai-chinh', TODAY)).toBe(before.planning + before.finance);
    expect(await count(PLANNING, TODAY)).toBe(0);
  });
});

describe('vướng mắc chờ một cơ quan gỡ, cơ quan ấy kết thúc', () => {
  const raised = async (owner: string) => {
    const id = await open('so-noi-vu');
    for (const text of ['Chưa bố trí kinh phí', 'Chưa có hướng dẫn']) {
      await raiseObstacle(fresh.db, OWNER, id, { note: text, organisationKey: owner, lastDay: '2025-04-01' }, BEFORE);
    }
    await clearObstacle(fresh.db, OWNER, id, { obstacle: 2, note: 'Đã có' }, BEFORE);
    return id;
  };
  const owners = async (id: string) => (await obstaclesOf(fresh.db, id, TODAY)).map(({ ownerKey, cleared }) => [ownerKey, cleared]); // prettier-ignore

  it('một cơ quan tiếp nhận thì vướng mắc chưa gỡ theo về đó; cái đã gỡ ở lại; hoàn tác thì trở về', async () => {
    const id = await raised(PLANNING);
    const preview = await previewReorganisation(fresh.db, CLERK, act(DAY, mergePlanning), DEPENDENTS);
    const seen = preview.affected.filter(({ subjectType }) => subjectType === 'obstacle');
    expect(seen).toMatchObject([{ subjectId: `${id}:1`, detail: 'Chưa bố trí kinh phí', fate: { kind: 'moves', to: 'so-tai-chinh' } }]); // prettier-ignore
    expect(preview.history.find(({ name }) => name === 'obstacle')!.count).toBe(1);
    const done = await carried(NOW, mergePlanning);
    expect(await owners(id)).toEqual([['so-tai-chinh', false], [PLANNING, true]]); // prettier-ignore
    await reverseReorganisation(fresh.db, CLERK, done, 'Nhập nhầm', DEPENDENTS, NOW);
    expect(await owners(id)).toEqual([[PLANNING, false], [PLANNING, true]]); // prettier-ignore
  });

  it('nhiều nơi có thể nhận thì chờ người quyết định', async () => {
    const id = await raised(LABOUR);
    await carried(NOW, splitLabour);
    const [waiting] = (await listHandovers(fresh.db, { status: 'open' })).filter(({ subjectType }) => subjectType === 'obstacle'); // prettier-ignore
    expect(waiting).toMatchObject({ subjectId: `${id}:1`, choices: ['so-noi-vu', 'so-y-te'] });
    await decideHandover(fresh.db, CLERK, { ids: [waiting!.id], toKey: 'so-y-te', reason: 'Theo đề án' }, DEPENDENTS, NOW); // prettier-ignore
    expect(await owners(id)).toEqual([['so-y-te', false], [LABOUR, true]]); // prettier-ignore
  });
});
