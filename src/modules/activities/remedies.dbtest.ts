import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { heldEverywhere, heldFor } from '#kernel/identity/model.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { storeRegistry } from '#kernel/organisations/store.ts';
import { findObligation, submitResult } from '#modules/plan/index.ts';
import { useTemporaryFiles } from '#modules/plan/testing/sample-plan.ts';
import { useDatabase } from '#test/database/fresh.ts';
import * as activities from './index.ts';

useTemporaryFiles();
const fresh = useDatabase();
const NOW = new Date('2025-06-20T03:00:00Z');
const TODAY = isoDate('2025-06-20');
const BODY = 'so-y-te';
const OTHER = 'so-tu-phap';
const document = { documentNumber: '12/QĐ-UBND', documentDate: '2025-02-01', documentIssuer: 'UBND tỉnh' };
const evidence = [{ kind: 'document' as const, ...document }];

const holding = (id: string, role: string, body?: string): Actor => ({
  ...system('Cán bộ thử'),
  id,
  roles: [role],
  grants: body === undefined ? heldEverywhere(role) : [heldFor(role, body)],
  organisationKey: body ?? 'so-noi-vu',
  organisationKeys: [body ?? 'so-noi-vu'],
});
const inspector = holding('inspector', 'inspector');
const officer = holding('officer', 'officer', BODY);

beforeAll(async () => {
  await transact(fresh.db, system('test'), async (tx) => {
    await storeRegistry(tx, readRegistryFolder());
    tx.record({ action: 'seed', subjectType: 'test', subjectId: '1', after: {} });
  });
});

/** An inspection with one finding. */
async function found(): Promise<{ id: string; obligationId: string }> {
  const { id } = await activities.planInspection(fresh.db, inspector, { title: 'Kiểm tra', organisationKey: BODY, fields: { content: 'TTHC' } }, NOW); // prettier-ignore
  for (const act of ['decide-team', 'minute', 'conclude']) {
    await activities.conductInspection(fresh.db, inspector, id, act, { ...document, onDate: '2025-02-03' }, NOW);
    if (act === 'minute')
      await activities.recordFinding(fresh.db, inspector, id, { note: 'Trả trễ hạn', norm: 'Đ.17', organisationKey: BODY, lastDay: '2025-03-31', onDate: '2025-02-03' }, NOW); // prettier-ignore
  }
  const [item] = await activities.itemsOf(fresh.db, id, TODAY);
  return { id, obligationId: item!.obligationId };
}
const judge = (id: string, act: 'accept-remedy' | 'return-remedy', request: object, actor = inspector) =>
  activities.judgeRemedy(fresh.db, actor, id, act, { number: 1, ...request }, NOW);

describe('khắc phục sau kiểm tra: người kiểm tra xác nhận, cùng vòng đời với mọi việc', () => {
  it('trả lại với lý do, xác nhận khi đạt; ngày hoàn thành là ngày cơ quan gửi; rồi mới khép lại', async () => {
    const { id, obligationId } = await found();
    const owed = () => findObligation(fresh.db, obligationId, TODAY);
    await submitResult(fresh.db, officer, obligationId, { evidence, onDate: '2025-03-10' }, NOW);
    await judge(id, 'return-remedy', { note: 'Thiếu biên bản', onDate: '2025-03-12' });
    expect(await owed()).toMatchObject({ state: 'in-progress' });
    await submitResult(fresh.db, officer, obligationId, { evidence, onDate: '2025-03-20' }, NOW);
    await judge(id, 'accept-remedy', { onDate: '2025-04-05' });
    expect(await owed()).toMatchObject({ state: 'done', timeliness: 'in-time' });
    const events = await fresh.db.execute<{ act: string; note: string | null; actor: string }>(
      sql`select act, note, actor_id as actor from obligation_event where obligation_id = ${obligationId} order by seq`,
      'objects',
    );
    expect(events.map(({ act, note, actor }) => [act, note, actor])).toEqual([
      ['submit', null, 'officer'],
      ['return', 'Phát hiện số 1: Thiếu biên bản', 'inspector'],
      ['submit', null, 'officer'],
      ['confirm', 'Phát hiện số 1', 'inspector'],
    ]);
    const close = await activities.conductInspection(fresh.db, inspector, id, 'close', { note: 'Đã khắc phục' }, NOW);
    expect(close.state).toBe('closed');
    const told = await fresh.db.execute<{ after: Record<string, unknown> }>(
      sql`select after from audit_entry where subject_id = ${id} and action = 'accept-remedy'`,
      'objects',
    );
    expect(told).toMatchObject([{ after: { number: 1 } }]);
  });

  it.each<[string, (id: string) => Promise<unknown>, string]>([
    ['chưa gửi gì', (id) => judge(id, 'accept-remedy', {}), 'activities.remedy-not-sent'],
    ['phát hiện không có', (id) => judge(id, 'accept-remedy', { number: 9 }), 'activities.invalid'],
    ['số lạ', (id) => judge(id, 'accept-remedy', { number: '1; drop' }), 'activities.invalid'],
    ['trả lại không lý do', (id) => judge(id, 'return-remedy', {}), 'plan.act-invalid'],
    ['cơ quan được kiểm tra tự xác nhận', (id) => judge(id, 'accept-remedy', {}, holding('h', 'head', BODY)), 'identity.not-allowed'], // prettier-ignore
    ['người kiểm tra của cơ quan khác', (id) => judge(id, 'accept-remedy', {}, holding('x', 'inspector', OTHER)), 'identity.out-of-scope'], // prettier-ignore
    ['đi cửa thường', (id) => activities.conductInspection(fresh.db, inspector, id, 'accept-remedy', {}, NOW), 'activities.no-such-act'], // prettier-ignore
  ])('%s: từ chối, không gì đổi', async (_name, attempt, code) => {
    const { id, obligationId } = await found();
    const picture = () => fresh.db.execute(sql`select activity.revision, obligation.revision as owed, obligation.state from activity, obligation where activity.id = ${id} and obligation.id = ${obligationId}`, 'objects'); // prettier-ignore
    const before = await picture();
    await expect(attempt(id)).rejects.toMatchObject({ code });
    expect(await picture()).toEqual(before);
  });

  it('ai gửi kết quả thì không tự xác nhận, dù có quyền kiểm tra', async () => {
    const { id, obligationId } = await found();
    const both: Actor = { ...officer, id: 'both', roles: ['officer', 'inspector'], grants: [...officer.grants, ...heldEverywhere('inspector')] }; // prettier-ignore
    await submitResult(fresh.db, both, obligationId, { evidence }, NOW);
    await expect(judge(id, 'accept-remedy', {}, both)).rejects.toMatchObject({ code: 'activities.own-work' });
    await judge(id, 'accept-remedy', {});
  });

  it('hai người cùng xác nhận: một người được', async () => {
    const { id, obligationId } = await found();
    await submitResult(fresh.db, officer, obligationId, { evidence }, NOW);
    const both = await Promise.allSettled([judge(id, 'accept-remedy', {}), judge(id, 'accept-remedy', {})]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('điều chỉnh kế hoạch kiểm tra đã ban hành', () => {
  it('có văn bản và nội dung; rồi thêm cuộc, dời tháng, bỏ cuộc; kế hoạch đã duyệt vẫn xem lại được', async () => {
    const { id } = await activities.planInspections(fresh.db, inspector, { title: 'Kế hoạch kiểm tra', fields: { year: 2025, rows: [{ organisationKey: BODY, month: 3 }] } }, NOW); // prettier-ignore
    const conduct = (act: string, request: object) => activities.conductInspection(fresh.db, inspector, id, act, request, NOW); // prettier-ignore
    await expect(conduct('amend', { ...document, note: 'x' })).rejects.toMatchObject({
      code: 'activities.wrong-state',
    });
    await conduct('issue', document);
    await expect(conduct('amend', { note: 'Dời' })).rejects.toMatchObject({ code: 'plan.act-invalid' });
    await expect(conduct('amend', document)).rejects.toMatchObject({ fields: { note: expect.any(String) } });
    expect(await conduct('amend', { ...document, documentNumber: '40/QĐ-UBND', note: 'Dời một cuộc, thêm một cuộc' })).toMatchObject({ state: 'issued' }); // prettier-ignore
    await activities.planInspection(fresh.db, inspector, { title: 'Thêm', organisationKey: OTHER, parentId: id, fromDay: '2025-08-01', toDay: '2025-08-31', fields: { content: 'x' } }, NOW); // prettier-ignore
    const [first] = await activities.inspectionsOf(fresh.db, id, TODAY);
    await activities.reviseInspection(fresh.db, inspector, first!.id, 'inspection', { title: 'Dời', organisationKey: BODY, parentId: id, fromDay: '2025-05-01', toDay: '2025-05-31', fields: { content: 'x' }, revision: 0 } as never, NOW); // prettier-ignore
    const now = await activities.inspectionsOf(fresh.db, id, TODAY);
    expect(now.map(({ organisationKey, fromDay }) => [organisationKey, fromDay])).toEqual([[BODY, '2025-05-01'], [OTHER, '2025-08-01']]); // prettier-ignore
    const kept = await activities.findActivity(fresh.db, 'inspection-plan', id, TODAY);
    expect(kept!.fields).toMatchObject({ rows: [{ organisationKey: BODY, month: 3 }] });
  });
});
