import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { connect, seenBy } from '#kernel/database/connection.ts';
import { eyesOf } from '#kernel/database/eyes.ts';
import { transact } from '#kernel/database/transaction.ts';
import { keepAttachment } from '#kernel/files/index.ts';
import { heldEverywhere, heldFor } from '#kernel/identity/model.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { storeRegistry } from '#kernel/organisations/store.ts';
import { cancelWork, confirmResult, findObligation, OBLIGATION_LIST, submitResult } from '#modules/plan/index.ts';
import { useTemporaryFiles } from '#modules/plan/testing/sample-plan.ts';
import { useDatabase } from '#test/database/fresh.ts';
import * as activities from './index.ts';

useTemporaryFiles();
const fresh = useDatabase();
const NOW = new Date('2025-06-20T03:00:00Z');
const TODAY = isoDate('2025-06-20');
const BODY = 'so-y-te';
const OTHER = 'so-tu-phap';

const holding = (id: string, role: string, body?: string): Actor => ({
  ...system('Cán bộ thử'),
  id,
  position: 'Chuyên viên',
  roles: [role],
  grants: body === undefined ? heldEverywhere(role) : [heldFor(role, body)],
  organisationKey: body ?? 'so-noi-vu',
  organisationKeys: [body ?? 'so-noi-vu'],
});
const inspector = holding('inspector', 'inspector');
const owner = holding('owner', 'plan-owner');
const second = holding('second', 'plan-owner');
const officer = holding('officer', 'officer', BODY);
const stranger = holding('stranger', 'officer', OTHER);
const document = { documentNumber: '12/QĐ-UBND', documentDate: '2025-02-01', documentIssuer: 'UBND tỉnh' };
const evidence = [{ kind: 'document' as const, ...document }];
const code = (expected: string) => expect.objectContaining({ code: expected });

beforeAll(async () => {
  await transact(fresh.db, system('test'), async (tx) => {
    await storeRegistry(tx, readRegistryFolder());
    await tx.execute(sql`insert into person (id, name) values ('00000000-0000-7000-8000-000000000001', 'Lê Hà')`);
    tx.record({ action: 'seed', subjectType: 'test', subjectId: '1', after: {} });
  });
});

const PERSON = '00000000-0000-7000-8000-000000000001';
const inspection = (given: object = {}) => ({ title: 'Kiểm tra công tác CCHC', organisationKey: BODY, fields: { content: 'TTHC' }, ...given }); // prettier-ignore

/** An inspection brought as far as its minutes. */
async function minuted(): Promise<string> {
  const { id } = await activities.planInspection(fresh.db, inspector, inspection(), NOW);
  const conduct = (act: string, request: object) => activities.conductInspection(fresh.db, inspector, id, act, request, NOW); // prettier-ignore
  await conduct('decide-team', { ...document, onDate: '2025-02-03' });
  await conduct('notify', { ...document, onDate: '2025-02-05' });
  await activities.answerFor(fresh.db, officer, id, 'answer', { evidence, onDate: '2025-02-10' }, NOW);
  await conduct('minute', { ...document, onDate: '2025-02-20' });
  return id;
}

const finding = (given: object = {}) => ({ note: 'Trả hồ sơ trễ hạn', norm: 'Điều 17 Quy chế một cửa', organisationKey: BODY, lastDay: '2025-03-31', onDate: '2025-02-20', ...given }); // prettier-ignore
const obligationsOf = async (id: string) => (await activities.itemsOf(fresh.db, id, TODAY)).map(({ obligationId }) => obligationId); // prettier-ignore

describe('kiểm tra: từ kế hoạch đến khép lại', () => {
  it('kế hoạch năm ban hành thì mở cuộc kiểm tra cho từng cơ quan trong tháng của nó', async () => {
    const fields = { year: 2025, rows: [{ organisationKey: BODY, month: 3 }, { organisationKey: OTHER, month: 4 }] }; // prettier-ignore
    const { id } = await activities.planInspections(fresh.db, inspector, { title: 'Kế hoạch kiểm tra 2025', fields }, NOW); // prettier-ignore
    await activities.conductInspection(fresh.db, inspector, id, 'issue', document, NOW);
    const opened = await activities.inspectionsOf(fresh.db, id, TODAY);
    expect(opened.map(({ organisationKey, fromDay, state }) => [organisationKey, fromDay, state])).toEqual([
      [BODY, '2025-03-01', 'planned'],
      [OTHER, '2025-04-01', 'planned'],
    ]);
    await expect(activities.conductInspection(fresh.db, inspector, id, 'issue', document, NOW)).rejects.toEqual(code('activities.wrong-state')); // prettier-ignore
    await expect(activities.conductInspection(fresh.db, inspector, id, 'close', { note: 'Xong' }, NOW)).rejects.toEqual(code('activities.still-open')); // prettier-ignore
  });

  it('kế hoạch không có cơ quan nào thì không ban hành được', async () => {
    const { id } = await activities.planInspections(fresh.db, inspector, { title: 'Rỗng', fields: { year: 2025, rows: [] } }, NOW); // prettier-ignore
    await expect(activities.conductInspection(fresh.db, inspector, id, 'issue', document, NOW)).rejects.toEqual(code('activities.empty-plan')); // prettier-ignore
  });

  it('phát hiện là việc được giao như mọi việc; chỉ khép lại khi việc nào cũng xong hoặc được hủy có lý do', async () => {
    const id = await minuted();
    await activities.recordFinding(fresh.db, inspector, id, finding(), NOW);
    await activities.recordFinding(fresh.db, inspector, id, finding({ note: 'Không niêm yết thủ tục' }), NOW);
    await activities.conductInspection(fresh.db, inspector, id, 'conclude', { ...document, onDate: '2025-03-01' }, NOW);
    const [first, next] = await obligationsOf(id);
    expect(await findObligation(fresh.db, first!, TODAY)).toMatchObject({ source: 'finding', title: 'Trả hồ sơ trễ hạn', heldBy: BODY, timeliness: 'late', lastDay: '2025-03-31' }); // prettier-ignore
    const list = await readPage(fresh.db, OBLIGATION_LIST, readQuery(OBLIGATION_LIST, new URLSearchParams('source=finding')), { planId: null, organisations: 'all', today: TODAY }); // prettier-ignore
    expect(list.rows.map((row) => row.id)).toEqual(expect.arrayContaining([first, next]));
    const close = () => activities.conductInspection(fresh.db, inspector, id, 'close', { note: 'Đã khắc phục' }, NOW);
    await expect(close()).rejects.toMatchObject({ code: 'activities.still-open', message: expect.stringContaining('1, 2') }); // prettier-ignore

    await submitResult(fresh.db, officer, first!, { evidence, onDate: '2025-03-20' }, NOW);
    await expect(close()).rejects.toEqual(code('activities.still-open'));
    await confirmResult(fresh.db, owner, first!, {}, NOW);
    await cancelWork(fresh.db, owner, next!, { note: 'Thủ tục đã bãi bỏ', ...document }, NOW);
    expect(await activities.itemCounts(fresh.db, id, TODAY)).toEqual({ total: 2, done: 1, ended: 2, late: 0 });
    // As of a past day, the figure is that day's.
    expect(await activities.itemCounts(fresh.db, id, isoDate('2025-03-10'))).toEqual({ total: 2, done: 0, ended: 0, late: 0 }); // prettier-ignore
    expect(await close()).toMatchObject({ state: 'closed' });
    const entries = await fresh.db.execute<{ action: string }>(
      sql`select action from audit_entry where subject_type = 'inspection' and subject_id = ${id} order by id`,
      'objects',
    );
    expect(entries.map(({ action }) => action)).toEqual(['make', 'decide-team', 'notify', 'answer', 'minute', 'find', 'find', 'conclude', 'close']); // prettier-ignore
  });

  it.each<[string, (id: string) => Promise<unknown>, string]>([
    ['cơ quan khác không gửi báo cáo thay', (id) => activities.answerFor(fresh.db, stranger, id, 'explain', { note: 'x' }, NOW), 'identity.out-of-scope'], // prettier-ignore
    ['cơ quan được kiểm tra không tự kết luận', (id) => activities.conductInspection(fresh.db, officer, id, 'conclude', document, NOW), 'identity.not-allowed'], // prettier-ignore
    ['việc của người kiểm tra không làm qua cửa của cơ quan', (id) => activities.answerFor(fresh.db, owner, id, 'conclude', document, NOW), 'activities.no-such-act'], // prettier-ignore
    ['việc không có trong vòng đời', (id) => activities.conductInspection(fresh.db, inspector, id, 'toString', {}, NOW), 'activities.no-such-act'], // prettier-ignore
    ['phát hiện không đi cửa thường, vì thiếu quy định', (id) => activities.conductInspection(fresh.db, inspector, id, 'find', finding(), NOW), 'activities.no-such-act'], // prettier-ignore
    ['phát hiện không có quy định bị vi phạm', (id) => activities.recordFinding(fresh.db, inspector, id, finding({ norm: ' ' }), NOW), 'activities.invalid'], // prettier-ignore
    ['phát hiện không có hạn', (id) => activities.recordFinding(fresh.db, inspector, id, finding({ lastDay: '' }), NOW), 'plan.act-invalid'], // prettier-ignore
    ['hạn khắc phục trước ngày phát hiện', (id) => activities.recordFinding(fresh.db, inspector, id, finding({ lastDay: '2025-02-01' }), NOW), 'activities.invalid'], // prettier-ignore
    ['cơ quan khắc phục không có', (id) => activities.recordFinding(fresh.db, inspector, id, finding({ organisationKey: 'khong-co' }), NOW), 'activities.invalid'], // prettier-ignore
    ['kết luận không có văn bản', (id) => activities.conductInspection(fresh.db, inspector, id, 'conclude', {}, NOW), 'plan.act-invalid'], // prettier-ignore
    ['văn bản ngày mai', (id) => activities.conductInspection(fresh.db, inspector, id, 'conclude', { ...document, documentDate: '2025-06-21' }, NOW), 'activities.document-in-future'], // prettier-ignore
    ['ngày trước lần trước', (id) => activities.conductInspection(fresh.db, inspector, id, 'conclude', { ...document, onDate: '2025-02-01' }, NOW), 'activities.act-before-last'], // prettier-ignore
    ['ngày tương lai', (id) => activities.conductInspection(fresh.db, inspector, id, 'conclude', { ...document, onDate: '2025-06-21' }, NOW), 'activities.act-in-future'], // prettier-ignore
    ['người xem thấy trạng thái cũ', (id) => activities.conductInspection(fresh.db, inspector, id, 'conclude', { ...document, revision: 1 }, NOW), 'activities.changed'], // prettier-ignore
    ['tệp không qua cửa kiểm tra', (id) => activities.answerFor(fresh.db, officer, id, 'explain', { note: 'x', evidence: [{ kind: 'file', file: { sha256: 'a'.repeat(64), name: 'x.pdf' } as never }] }, NOW), 'plan.act-invalid'], // prettier-ignore
    ['mã lạ', () => activities.conductInspection(fresh.db, inspector, "1' or true --", 'conclude', document, NOW), 'activities.not-found'], // prettier-ignore
  ])('%s: từ chối, không gì đổi', async (_name, attempt, expected) => {
    const id = await minuted();
    const picture = () => fresh.db.execute(sql`select *, (select count(*) from activity_event) as events, (select count(*) from obligation) as owed from activity where id = ${id}`, 'objects'); // prettier-ignore
    const before = await picture();
    await expect(attempt(id)).rejects.toEqual(code(expected));
    expect(await picture()).toEqual(before);
  });

  it('người kiểm tra của một cơ quan chỉ kiểm tra bên dưới mình, không nhân danh tỉnh', async () => {
    const own = holding('own', 'inspector', BODY);
    await expect(activities.planInspection(fresh.db, own, inspection(), NOW)).rejects.toEqual(code('identity.out-of-scope')); // prettier-ignore
    await expect(activities.planInspection(fresh.db, own, inspection({ deciderKey: BODY, organisationKey: OTHER }), NOW)).rejects.toEqual(code('identity.out-of-scope')); // prettier-ignore
    const { id } = await activities.planInspection(fresh.db, own, inspection({ deciderKey: BODY }), NOW);
    await expect(activities.conductInspection(fresh.db, holding('x', 'inspector', OTHER), id, 'decide-team', document, NOW)).rejects.toEqual(code('identity.out-of-scope')); // prettier-ignore
    // Whose it is cannot be changed by an update.
    await activities.reviseInspection(fresh.db, own, id, 'inspection', { ...inspection({ organisationKey: OTHER, deciderKey: OTHER, title: 'Đổi' }), revision: 0 } as never, NOW); // prettier-ignore
    expect(await activities.findActivity(fresh.db, 'inspection', id, TODAY)).toMatchObject({ organisationKey: BODY, deciderKey: BODY, title: 'Đổi' }); // prettier-ignore
  });

  it('đoàn kiểm tra có người thật; vai trò của loại khác và người không có bị từ chối', async () => {
    const { id } = await activities.planInspection(fresh.db, inspector, inspection({ parties: [{ role: 'leader', personId: PERSON }] }), NOW); // prettier-ignore
    expect(await activities.partiesOf(fresh.db, id, TODAY)).toMatchObject([{ role: 'leader', person: 'Lê Hà' }]);
    const withParty = (party: object) => activities.planInspection(fresh.db, inspector, inspection({ parties: [party] }), NOW); // prettier-ignore
    await expect(withParty({ role: 'chair', personId: PERSON })).rejects.toEqual(code('activities.invalid'));
    await expect(withParty({ role: 'member', personId: PERSON.replace(/1$/, '9') })).rejects.toEqual(code('activities.invalid')); // prettier-ignore
  });

  it('hai người cùng ghi một lúc: một người được', async () => {
    const id = await minuted();
    const results = await Promise.allSettled(
      [1, 2].map(() => activities.conductInspection(fresh.db, inspector, id, 'conclude', document, NOW)),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('họp: mỗi kết luận là một việc', () => {
  const meeting = { title: 'Họp Ban Chỉ đạo quý I', fromDay: '2025-03-20', isPublic: false, parties: [{ role: 'chair' as const, personId: PERSON }, { role: 'attendant' as const, organisationKey: BODY }], fields: { place: 'Hội trường', agenda: 'Quý I' } }; // prettier-ignore
  const item = { note: 'Hoàn thành rà soát', organisationKey: BODY, lastDay: '2025-04-30', onDate: '2025-03-20' };

  it('kết luận đánh số, theo dõi đến khi xong mới kết thúc', async () => {
    const { id } = await activities.planMeeting(fresh.db, owner, meeting, NOW);
    await expect(activities.recordConclusion(fresh.db, owner, id, item, NOW)).rejects.toEqual(code('activities.wrong-state')); // prettier-ignore
    await activities.arrange(fresh.db, owner, id, 'hold', { onDate: '2025-03-20' }, NOW);
    await activities.recordConclusion(fresh.db, owner, id, item, NOW);
    await activities.recordConclusion(fresh.db, owner, id, { ...item, organisationKey: OTHER, note: 'Báo cáo' }, NOW);
    await activities.arrange(fresh.db, owner, id, 'minute', { ...document, onDate: '2025-03-21' }, NOW);
    const items = await activities.itemsOf(fresh.db, id, TODAY);
    expect(items.map(({ number, obligation }) => [number, obligation?.source, obligation?.heldBy])).toEqual([[1, 'action-item', BODY], [2, 'action-item', OTHER]]); // prettier-ignore
    expect(await activities.originOf(fresh.db, items[1]!.obligationId)).toMatchObject({ kind: 'meeting', number: 2, id }); // prettier-ignore
    await submitResult(fresh.db, officer, items[0]!.obligationId, { evidence, onDate: '2025-04-02' }, NOW);
    await confirmResult(fresh.db, owner, items[0]!.obligationId, {}, NOW);
    expect(await activities.itemCounts(fresh.db, id, TODAY)).toMatchObject({ total: 2, done: 1, late: 1 });
    await expect(activities.arrange(fresh.db, owner, id, 'close', { note: 'Xong' }, NOW)).rejects.toEqual(code('activities.still-open')); // prettier-ignore
  });

  it('thủ trưởng một cơ quan chỉ giao cho cơ quan mình', async () => {
    const head = holding('head', 'head', BODY);
    await expect(activities.planMeeting(fresh.db, head, meeting, NOW)).rejects.toEqual(code('identity.out-of-scope'));
    const { id } = await activities.planMeeting(fresh.db, head, { ...meeting, deciderKey: BODY }, NOW);
    await activities.arrange(fresh.db, head, id, 'hold', { onDate: '2025-03-20' }, NOW);
    await expect(activities.recordConclusion(fresh.db, head, id, { ...item, organisationKey: OTHER }, NOW)).rejects.toEqual(code('identity.out-of-scope')); // prettier-ignore
    await activities.recordConclusion(fresh.db, head, id, item, NOW);
    const [row] = await activities.itemsOf(fresh.db, id, TODAY);
    expect(row!.obligation).toMatchObject({ deciderKey: BODY, heldBy: BODY });
  });
});

describe('đào tạo, tuyên truyền', () => {
  const training = { title: 'Tập huấn', organisationKey: BODY, fromDay: '2025-05-10', fields: { form: 'training' as const, outputs: [{ unit: 'lớp', planned: '2', actual: '9' }] } }; // prettier-ignore

  it('số kế hoạch và thực hiện theo đơn vị tính; người báo cáo không sửa số kế hoạch; tổng theo cơ quan và quý', async () => {
    const { id } = await activities.planTraining(fresh.db, owner, training, NOW);
    const report = (outputs: object[]) => activities.reportOutputs(fresh.db, officer, id, { outputs: outputs as never, onDate: '2025-05-11' }, NOW); // prettier-ignore
    await report([{ unit: 'Lớp', planned: '50', actual: '1' }, { unit: 'lượt người', actual: '120' }]); // prettier-ignore
    await report([{ unit: 'lớp', actual: '2' }]);
    const found = await activities.findActivity(fresh.db, 'training', id, TODAY);
    expect(found!.fields.outputs).toEqual([{ unit: 'lớp', planned: 2, actual: 2 }, { unit: 'lượt người', planned: null, actual: 120 }]); // prettier-ignore
    const pdf = await keepAttachment({ name: 'anh.txt', bytes: new TextEncoder().encode('Ảnh lớp học') }, 1_000);
    await activities.answerFor(fresh.db, officer, id, 'submit', { evidence: [{ kind: 'file', file: pdf }], onDate: '2025-05-12' }, NOW); // prettier-ignore
    await activities.arrange(fresh.db, owner, id, 'confirm', {}, NOW);
    expect(await activities.evidenceOfActivity(fresh.db, id)).toMatchObject([{ kind: 'file', fileName: 'anh.txt' }]);
    const totals = await activities.outputTotals(fresh.db, 2025, TODAY);
    expect(totals.map(({ quarter, unit, planned, actual }) => [quarter, unit, planned, actual])).toEqual([['Quý 2', 'lớp', 2, 2], ['Quý 2', 'lượt người', null, 120]]); // prettier-ignore
  });

  it('cơ quan khác không ghi kết quả thay', async () => {
    const { id } = await activities.planTraining(fresh.db, owner, { ...training, fromDay: '2024-05-10' }, NOW);
    await expect(activities.reportOutputs(fresh.db, stranger, id, { outputs: [{ unit: 'lớp', actual: 1 }] }, NOW)).rejects.toEqual(code('identity.out-of-scope')); // prettier-ignore
  });
});

describe('sáng kiến', () => {
  const initiative = { title: 'Trả kết quả qua bưu điện', organisationKey: BODY, fields: { problem: 'Đi lại nhiều', solution: 'Gửi tận nhà' } }; // prettier-ignore
  const criteria = [{ name: 'Tính mới', most: '40', mark: '35' }];

  it('gửi, bổ sung, chấm, công nhận, nhân rộng', async () => {
    const { id } = await activities.submitInitiative(fresh.db, officer, { ...initiative, parties: [{ role: 'author', personId: PERSON }] }, NOW); // prettier-ignore
    const decide = (act: string, request: object) => activities.decideOn(fresh.db, owner, id, act, request, NOW);
    await decide('return', { note: 'Nêu số liệu' });
    await activities.advanceInitiative(fresh.db, officer, id, 'supplement', { note: 'Giảm 40 %', evidence }, NOW);
    await expect(decide('assess', {})).rejects.toEqual(code('activities.no-such-act'));
    await activities.assessInitiative(fresh.db, owner, id, { criteria }, NOW);
    await decide('recognise', document);
    await decide('replicate', { organisationKey: OTHER, note: 'Áp dụng từ tháng 7' });
    expect(await activities.findActivity(fresh.db, 'initiative', id, TODAY)).toMatchObject({ state: 'recognised', fields: { criteria: [{ mark: 35 }] } }); // prettier-ignore
    const view = await readPage(fresh.db, activities.INITIATIVE_LIST, readQuery(activities.INITIATIVE_LIST, new URLSearchParams('q=buu+dien')), { today: TODAY }); // prettier-ignore
    expect(view.rows).toMatchObject([{ id, marks: '35' }]);
  });

  it('không gửi thay cơ quan khác, không tự chấm sáng kiến của mình', async () => {
    await expect(activities.submitInitiative(fresh.db, stranger, initiative, NOW)).rejects.toEqual(code('identity.out-of-scope')); // prettier-ignore
    const { id } = await activities.submitInitiative(fresh.db, owner, initiative, NOW);
    await expect(activities.assessInitiative(fresh.db, owner, id, { criteria }, NOW)).rejects.toEqual(code('activities.own-work')); // prettier-ignore
    await activities.assessInitiative(fresh.db, second, id, { criteria }, NOW);
  });
});

describe('khen thưởng, nhắc nhở từ số liệu', () => {
  const proposal = { side: 'reproach' as const, organisationKey: OTHER, from: '2025-01-01', to: '2025-06-20', form: 'Nhắc nhở', reason: 'Chậm' }; // prettier-ignore

  it('số liệu đóng băng trong đề xuất; ngưỡng là số của chủ kế hoạch, có văn bản', async () => {
    const set = (value: string, given: object = {}) => activities.setThreshold(fresh.db, owner, { key: 'reproach-late', value, documentNumber: '7/QĐ-UBND', documentDate: '2025-01-02', ...given }, NOW); // prettier-ignore
    await expect(set('1', { documentNumber: '' })).rejects.toEqual(code('activities.invalid'));
    await expect(set('-1')).rejects.toEqual(code('activities.invalid'));
    await expect(set('1', { key: '__proto__' })).rejects.toEqual(code('activities.invalid'));
    await set('1');
    await set('1');
    expect(await activities.thresholdsSet(fresh.db)).toMatchObject([{ key: 'reproach-late', version: 1, value: 1 }]);

    const facts = await activities.bodyFacts(fresh.db, isoDate(proposal.from), isoDate(proposal.to));
    // Of the meeting above: one conclusion of the other body is past its day, one of this body was done in time.
    expect(facts.find(({ organisationKey }) => organisationKey === OTHER)).toMatchObject({ due: 1, openLate: 1, doneInTime: 0 }); // prettier-ignore
    // As of a day on which a result was sent but not yet confirmed, it is neither done nor late.
    const then = await activities.bodyFacts(fresh.db, isoDate('2025-04-01'), isoDate('2025-05-01'), BODY);
    expect(then[0]).toMatchObject({ awaiting: 1, due: 1, doneInTime: 0, openLate: 1 });
    const { id } = await activities.proposeMerit(fresh.db, owner, proposal, NOW);
    const [owed] = await fresh.db.execute<{ id: string }>(sql`select id from obligation where organisation_key = ${OTHER} and source = 'action-item'`, 'objects'); // prettier-ignore
    await cancelWork(fresh.db, owner, owed!.id, { note: 'Giao cơ quan khác', ...document }, NOW);
    const found = await activities.findActivity(fresh.db, 'commendation', id, TODAY);
    expect(found!.fields).toMatchObject({ facts: { due: 1, openLate: 1, percent: 0 } });
    expect(found!.fields.thresholds).toContainEqual({ key: 'reproach-late', value: 1, met: true, document: '7/QĐ-UBND ngày 02/01/2025' }); // prettier-ignore
    await activities.answerFor(fresh.db, stranger, id, 'explain', { note: 'Chờ hướng dẫn' }, NOW);
    await activities.decideOn(fresh.db, owner, id, 'decide', document, NOW);
  });

  it.each<[string, object, Actor, string]>([
    ['cơ quan không có số liệu', { organisationKey: 'khong-co' }, owner, 'activities.invalid'],
    ['kỳ ngược', { from: '2025-06-30' }, owner, 'activities.invalid'],
    ['kỳ tương lai', { to: '2025-12-31' }, owner, 'activities.invalid'],
    ['cán bộ', {}, officer, 'identity.not-allowed'],
    ['chủ kế hoạch của một cơ quan', {}, holding('y', 'plan-owner', OTHER), 'identity.out-of-scope'],
  ])('%s: từ chối', async (_name, given, actor, expected) => {
    await expect(activities.proposeMerit(fresh.db, actor, { ...proposal, ...given }, NOW)).rejects.toEqual(code(expected)); // prettier-ignore
  });
});

describe('ai thấy gì', () => {
  it('cán bộ thấy cuộc kiểm tra cơ quan mình; con số “x trên y” của cuộc họp như nhau với mọi người', async () => {
    const app = connect(fresh.applicationUrl, { size: 2 });
    try {
      const inspectionId = await minuted();
      const see = (actor: Actor) => activities.findActivity(seenBy(app, eyesOf(actor)), 'inspection', inspectionId, TODAY); // prettier-ignore
      expect(await see(officer)).toMatchObject({ id: inspectionId });
      expect(await see(inspector)).toMatchObject({ id: inspectionId });
      expect(await see(stranger)).toBeNull();
      const [held] = await fresh.db.execute<{ id: string }>(sql`select id from activity where kind = 'meeting' and decider_key is null`, 'objects'); // prettier-ignore
      const counts = await Promise.all([owner, officer, stranger].map((actor) => activities.itemCounts(seenBy(app, eyesOf(actor)), held!.id, TODAY))); // prettier-ignore
      expect(counts).toEqual([counts[0], counts[0], counts[0]]);
      const seen = await activities.itemsOf(seenBy(app, eyesOf(officer)), held!.id, TODAY);
      expect(seen.map(({ obligation }) => obligation !== null)).toEqual([true, false]);
    } finally {
      await app.$client.end();
    }
  });
});
