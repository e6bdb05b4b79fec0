import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { describeEntry, history } from '#kernel/audit/index.ts';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { heldEverywhere, heldFor } from '#kernel/identity/model.ts';
import { draftReorganisation } from '#kernel/organisations/drafts.ts';
import { rewind } from '#kernel/organisations/reorganisation/carry-out.ts';
import type { Reorganisation, Step } from '#kernel/organisations/reorganisation/model.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { listHandovers } from '#kernel/organisations/reorganisation-queries.ts';
import { reverseReorganisation } from '#kernel/organisations/reverse.ts';
import { carryOutReorganisation, decideHandover, previewReorganisation, renewHandovers } from '#kernel/organisations/service.ts'; // prettier-ignore
import { storeRegistry } from '#kernel/organisations/store.ts';
import { freshDatabase, type FreshDatabase } from '#test/database/fresh.ts';
import * as activities from './index.ts';

const LABOUR = 'so-lao-dong-thuong-binh-va-xa-hoi';
const PLANNING = 'so-ke-hoach-va-dau-tu';
const FINANCE = 'so-tai-chinh';
const DAY = isoDate('2025-03-01');
const BEFORE = new Date('2025-02-15T03:00:00Z');
const NOW = new Date('2025-03-05T03:00:00Z');
const TODAY = isoDate('2025-03-05');
const DEPENDENTS = [activities.ACTIVITY_DEPENDENTS, activities.ACTIVITY_DECISION_DEPENDENTS];
const CLERK = system('test');
const holding = (id: string, role: string, body?: string): Actor => ({
  ...system('Cán bộ thử'),
  id,
  roles: [role],
  grants: body === undefined ? heldEverywhere(role) : [heldFor(role, body)],
  organisationKey: body ?? null,
  organisationKeys: body === undefined ? [] : [body],
});
const inspector = holding('inspector', 'inspector');
const owner = holding('owner', 'plan-owner');
const document = { documentNumber: '12/QĐ-UBND', documentDate: '2025-02-10', documentIssuer: 'UBND tỉnh' };

const merge: Step = { step: 'merge', keys: [PLANNING], into: FINANCE };
const split: Step = {
  step: 'split',
  key: LABOUR,
  continues: false,
  parts: [
    { function: 'lao-dong', to: 'so-noi-vu' },
    { function: 'bao-tro-xa-hoi-va-tre-em', to: 'so-y-te' },
  ],
};
const act = (...steps: Step[]): Reorganisation => ({
  document: { number: '05/NQ-HĐND', issuedOn: isoDate('2025-02-20'), title: 'Sắp xếp', source: null },
  effectiveOn: DAY,
  inferred: false,
  steps,
});

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await transact(fresh.db, CLERK, (tx) => storeRegistry(tx, rewind(readRegistryFolder(), isoDate('2025-01-01'))));
  return () => fresh.drop();
});

const inspection = async (body: string) => (await activities.planInspection(fresh.db, inspector, { title: 'Kiểm tra CCHC', organisationKey: body, fields: { content: 'TTHC' } }, BEFORE)).id; // prettier-ignore
const training = async (body: string, deciderKey: string | null = null) => (await activities.planTraining(fresh.db, owner, { title: 'Tập huấn', organisationKey: body, deciderKey, fromDay: '2025-04-10', toDay: '2025-04-11', fields: { form: 'training', outputs: [{ unit: 'người', planned: 50 }] } }, BEFORE)).id; // prettier-ignore
const meeting = async (body: string) => (await activities.planMeeting(fresh.db, owner, { title: 'Họp giao ban', deciderKey: body, fromDay: '2025-04-01', fields: {} }, BEFORE)).id; // prettier-ignore
const cancelled = async (body: string) => {
  const id = await inspection(body);
  await activities.conductInspection(fresh.db, inspector, id, 'cancel', { note: 'Trùng' }, BEFORE);
  return id;
};
const bodies = async (id: string) => {
  const [row] = await fresh.db.execute<{ own: string | null; decider: string | null }>(sql`select organisation_key as own, decider_key as decider from activity where id = ${id}`, 'objects'); // prettier-ignore
  return [row!.own, row!.decider];
};
async function carried(now: Date, ...steps: Step[]): Promise<string> {
  const { id } = await draftReorganisation(fresh.db, CLERK, act(...steps));
  await carryOutReorganisation(fresh.db, CLERK, id, 1, DEPENDENTS, now);
  return id;
}

describe('cơ quan kết thúc, một cơ quan tiếp nhận', () => {
  it('hoạt động chưa xong đi theo, cái đã khép ở lại; hoàn tác thì trở về như cũ', async () => {
    const inspected = await inspection(PLANNING);
    const trained = await training(PLANNING);
    const confirms = await training('so-noi-vu', PLANNING);
    const met = await meeting(PLANNING);
    const over = await cancelled(PLANNING);
    const elsewhere = await inspection('so-noi-vu');

    const preview = await previewReorganisation(fresh.db, CLERK, act(merge), DEPENDENTS);
    const seen = preview.affected.map(({ subjectType, subjectId, fate, path, detail }) => ({ subjectType, subjectId, to: 'to' in fate ? fate.to : fate.kind, path, detail })); // prettier-ignore
    expect(seen).toHaveLength(4);
    expect(seen).toEqual(
      expect.arrayContaining([
        { subjectType: 'activity', subjectId: inspected, to: FINANCE, path: `/van-phong/kiem-tra/${inspected}`, detail: 'Cuộc kiểm tra: theo kế hoạch' }, // prettier-ignore
        { subjectType: 'activity', subjectId: trained, to: FINANCE, path: `/van-phong/dao-tao/${trained}`, detail: 'Đào tạo, tuyên truyền: theo kế hoạch' }, // prettier-ignore
        { subjectType: 'activity-decider', subjectId: confirms, to: FINANCE, path: `/van-phong/dao-tao/${confirms}`, detail: 'Đào tạo, tuyên truyền: theo kế hoạch' }, // prettier-ignore
        { subjectType: 'activity-decider', subjectId: met, to: FINANCE, path: `/van-phong/hop/${met}`, detail: 'Cuộc họp: sắp họp' }, // prettier-ignore
      ]),
    );
    expect(preview.history).toEqual([{ name: 'activity', count: 1 }, { name: 'activity-decider', count: 0 }]); // prettier-ignore

    expect(preview.finished).toEqual({ activity: [{ label: 'Cuộc kiểm tra: Kiểm tra CCHC', path: `/van-phong/kiem-tra/${over}` }], 'activity-decider': [] }); // prettier-ignore

    const id = await carried(NOW, merge);
    expect(await Promise.all([inspected, trained, confirms, met, over, elsewhere].map(bodies))).toEqual([
      [FINANCE, null],
      [FINANCE, null],
      ['so-noi-vu', FINANCE],
      [FINANCE, FINANCE],
      [PLANNING, null],
      ['so-noi-vu', null],
    ]);
    // Each tells of it: on its page, and in the record.
    const [event] = await activities.eventsOfActivity(fresh.db, inspected, TODAY);
    expect(event).toMatchObject({ act: 'give', onDate: DAY, organisation: 'Sở Tài chính', note: expect.stringContaining('01/03/2025') }); // prettier-ignore
    const [entry] = await history(fresh.db, 'meeting', met);
    expect(describeEntry(entry!, activities.ACTIVITY_HISTORY, 'vi')).toMatchObject({ title: 'Chuyển cơ quan chủ trì' });
    // The new body can answer, and what happened before the day can still be entered.
    await activities.conductInspection(fresh.db, inspector, inspected, 'decide-team', { ...document, onDate: '2025-02-20' }, NOW); // prettier-ignore
    await activities.conductInspection(fresh.db, inspector, inspected, 'notify', { ...document, onDate: '2025-02-21' }, NOW); // prettier-ignore
    const evidence = [{ kind: 'link' as const, url: 'https://vi-du.vn/1' }];
    await expect(activities.answerFor(fresh.db, holding('cu', 'officer', PLANNING), inspected, 'answer', { evidence }, NOW)).rejects.toMatchObject({ status: 403 }); // prettier-ignore
    await activities.answerFor(fresh.db, holding('moi', 'officer', FINANCE), inspected, 'answer', { evidence }, NOW);

    await reverseReorganisation(fresh.db, CLERK, id, 'Nhập nhầm', DEPENDENTS, NOW);
    expect(await Promise.all([inspected, trained, confirms, met, over].map(bodies))).toEqual([
      [PLANNING, null],
      [PLANNING, null],
      ['so-noi-vu', PLANNING],
      [PLANNING, PLANNING],
      [PLANNING, null],
    ]);
    expect(await activities.findActivity(fresh.db, 'inspection', inspected, TODAY)).toMatchObject({
      state: 'notified',
    });
  });

  it('chưa đến ngày thì vẫn ở cơ quan cũ; đến ngày, lần rà chuyển đúng một lần', async () => {
    const trained = await training(PLANNING);
    await carried(BEFORE, merge);
    expect(await bodies(trained)).toEqual([PLANNING, null]);
    await renewHandovers(fresh.db, CLERK, DEPENDENTS, NOW);
    await renewHandovers(fresh.db, CLERK, DEPENDENTS, NOW);
    expect(await bodies(trained)).toEqual([FINANCE, null]);
    expect(await activities.eventsOfActivity(fresh.db, trained, TODAY)).toHaveLength(1);
  });

  it('cuộc kiểm tra lập sau, theo kế hoạch soạn trước, cũng về cơ quan tiếp nhận', async () => {
    const fields = { year: 2025, rows: [{ organisationKey: PLANNING, month: 6 }] };
    const { id } = await activities.planInspections(fresh.db, inspector, { title: 'Kế hoạch kiểm tra 2025', fields }, BEFORE); // prettier-ignore
    await carried(BEFORE, merge);
    await activities.conductInspection(fresh.db, inspector, id, 'issue', { ...document, onDate: '2025-03-03' }, NOW);
    await renewHandovers(fresh.db, CLERK, DEPENDENTS, NOW);
    const opened = await activities.inspectionsOf(fresh.db, id, TODAY);
    expect(opened.map(({ organisationKey }) => organisationKey)).toEqual([FINANCE]);
  });

  it('cơ quan mới lập đã xong việc thì không hoàn tác được nữa, và nói vì việc nào', async () => {
    const trained = await inspection(PLANNING);
    const made: Step = { step: 'create', key: 'so-moi', name: 'Sở Mới', shortName: null, aliases: [], code: null, level: 'province', kind: 'department', parentKey: 'ubnd-tinh' }; // prettier-ignore
    const id = await carried(NOW, made, { step: 'merge', keys: [PLANNING], into: 'so-moi' });
    await activities.conductInspection(fresh.db, inspector, trained, 'cancel', { note: 'Không cần' }, NOW);
    await expect(reverseReorganisation(fresh.db, CLERK, id, 'Thử', DEPENDENTS, NOW)).rejects.toMatchObject({ code: 'organisations.built-upon', where: 'Hoạt động của cơ quan mới: Kiểm tra CCHC' }); // prettier-ignore
  });
});

describe('cơ quan chia tách', () => {
  it('mỗi hoạt động chờ một quyết định; quyết định xong thì cuộc họp đi cả hai vế, với lý do', async () => {
    const inspected = await inspection(LABOUR);
    const met = await meeting(LABOUR);
    await carried(NOW, split);
    const waiting = await listHandovers(fresh.db, { status: 'open' });
    expect(waiting.map(({ subjectType, subjectId }) => [subjectType, subjectId]).sort()).toEqual([['activity', inspected], ['activity-decider', met]]); // prettier-ignore
    expect(await bodies(met)).toEqual([LABOUR, LABOUR]);
    await decideHandover(fresh.db, CLERK, { ids: waiting.map(({ id }) => id), toKey: 'so-noi-vu', reason: 'Theo đề án' }, DEPENDENTS, NOW); // prettier-ignore
    expect(await Promise.all([inspected, met].map(bodies))).toEqual([['so-noi-vu', null], ['so-noi-vu', 'so-noi-vu']]); // prettier-ignore
    expect((await activities.eventsOfActivity(fresh.db, met, TODAY))[0]).toMatchObject({ act: 'give-decision', note: 'Theo đề án' }); // prettier-ignore
    expect(await renewHandovers(fresh.db, CLERK, DEPENDENTS, NOW)).toEqual({ open: 0, automatic: 0 });
  });
});
