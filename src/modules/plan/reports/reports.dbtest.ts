import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { heldFor } from '#kernel/identity/model.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { renderPaper, renderSheets } from '#kernel/papers/index.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { progressByGroup } from '../queries.ts';
import { boardOf, HEADING_FILTERS, HEADINGS, totalsOf } from '../running/overview.ts';
import { OBLIGATION_LIST } from '../running/lists.ts';
import * as acts from '../running/service/acts.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '../testing/sample-plan.ts';
import { REPORT_LIST } from './lists.ts';
import { writtenSections } from './outline.ts';
import { reportPaper, reportSheets } from './paper.ts';
import {
  bodiesToAsk,
  contributionsOf,
  findReport,
  partsOfReport,
  snapshotOf,
  textsOf,
  verifySnapshot,
  versionsOf,
} from './queries.ts';
import { askContributions, contribute, insertContribution } from './service/contribute.ts';
import { discardReport, finaliseReport, issueReport, reopenReport } from './service/finish.ts';
import { makeReport, retakeSnapshot } from './service/make.ts';
import { setReportPaper, writeSection } from './service/write.ts';
import { snapshotText } from './snapshot.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { wishOf } from './wish.ts';

useTemporaryFiles();
const fresh = useDatabase();
const LATER = new Date('2025-12-20T03:00:00Z');
const owner: Actor = { ...somebody('plan-owner'), id: 'owner', organisationKey: 'so-noi-vu' };
const other: Actor = { ...somebody('plan-owner'), id: 'other' };
const JUNE = isoDate('2025-06-14');
const PAPER = {
  superior: '', issuer: 'Ủy ban nhân dân tỉnh Khánh Hòa', symbol: 'BC-UBND', place: 'Khánh Hòa', subject: 'Kết quả cải cách hành chính',
  addressees: 'Bộ Nội vụ', recipients: 'Như trên\nSở Nội vụ', archive: 'VT, CCHC', signing: 'TM. KT.' as const, authority: 'Ủy ban nhân dân\nChủ tịch',
  position: 'Phó Chủ tịch', signer: 'Nguyễn Thị Thử',
}; // prettier-ignore
let planId: string;

/** Somebody of one body only. */
function of(role: string, organisation: string): Actor {
  return { ...system('Cán bộ'), id: `${role}-${organisation}`, roles: [role], grants: [heldFor(role, organisation)], organisationKey: organisation, organisationKeys: [organisation] }; // prettier-ignore
}

const evidence = [{ kind: 'document' as const, title: null, documentNumber: '12/QĐ-UBND', documentDate: '2025-01-02', documentIssuer: null }]; // prettier-ignore

/** Obligations of a task that nothing has happened to. */
async function owed(code: string): Promise<string[]> {
  const rows = await fresh.db.execute<{ id: string }>(
    sql`select obligation.id from obligation join plan_task task on task.id = obligation.task_id
      where task.code = ${code} and obligation.revision = 0 order by obligation.organisation_key, obligation.id`,
    'objects',
  );
  return rows.map(({ id }) => id);
}

async function done(code: string, on: string, confirmedOn = on) {
  for (const id of await owed(code)) {
    await acts.submitResult(fresh.db, other, id, { evidence, onDate: on }, LATER);
    await acts.confirmResult(fresh.db, owner, id, { onDate: confirmedOn }, LATER);
  }
}

beforeAll(async () => {
  planId = (await withSeedPlan(fresh.db, { accepted: true })).id;
  await done('VI.12', '2025-02-10', '2025-02-20');
  await done('I.1', '2025-03-13', '2025-03-18');
  const dated = await fresh.db.execute<{ id: string; last_day: IsoDate }>(
    sql`select id, last_day from obligation where plan_id = ${planId} and last_day between '2025-06-01' and '2025-09-30' and revision = 0 order by id limit 6`,
    'objects',
  );
  const [first, second] = dated;
  for (const [each, day] of [
    [first!, '2026-01-31'],
    [second!, '2026-02-28'],
  ] as const) {
    await acts.askExtension(
      fresh.db,
      other,
      each.id,
      { note: 'Chờ hướng dẫn', lastDay: day, onDate: '2025-04-01' },
      LATER,
    );
    await acts.grantExtension(fresh.db, owner, each.id, { lastDay: day, onDate: '2025-04-02' }, LATER);
  }
  await acts.raiseObstacle(fresh.db, other, dated[2]!.id, { note: 'Phần mềm =1+1 <script>chưa kết nối</script>', organisationKey: 'so-noi-vu', onDate: '2025-05-01' }, LATER); // prettier-ignore
});

async function june(actor: Actor = owner, organisationKey: string | null = null) {
  return makeReport(fresh.db, actor, { planId, kind: 'six-months', year: 2025, from: '', to: '', organisationKey }, LATER); // prettier-ignore
}

const partsNow = async (id: string) => partsOfReport(fresh.db, await findReport(fresh.db, id));

describe('số liệu của báo cáo', () => {
  it('bằng bảng theo dõi và bằng trang công khai tại ngày chốt, con số mở đúng danh sách', async () => {
    const { id } = await june();
    const { snapshot } = await partsNow(id);
    const board = totalsOf(await boardOf(fresh.db, planId, JUNE, { today: isoDate('2025-12-20') }));
    expect(snapshot.obligations.headings).toEqual(board);
    expect(snapshot.groups.map(({ code }) => code)).toEqual(['I', 'II', 'III', 'IV', 'V', 'VI', 'VII']);
    expect(snapshot.tasks.total).toBe(62);
    const groups = await progressByGroup(fresh.db, planId, JUNE);
    for (const { code, counts } of groups) {
      const late = counts.filter(({ progress, timeliness }) => timeliness === 'late' && ['not-started', 'in-progress'].includes(progress)); // prettier-ignore
      const doneThere = counts.filter(({ progress }) => progress === 'done');
      const ours = snapshot.groups.find((each) => each.code === code)!.tasks;
      const sum = (rows: typeof counts) => rows.reduce((total, { count }) => total + count, 0);
      expect([ours.total, ours.doneInTime + ours.doneLate, ours.late]).toEqual([
        sum(counts),
        sum(doneThere),
        sum(late),
      ]);
    }
    for (const heading of HEADINGS) {
      const { state, time } = HEADING_FILTERS[heading];
      const address = new URLSearchParams({ as_of: JUNE, year: '2025' });
      for (const each of state) address.append('state', each);
      for (const each of time ?? []) address.append('time', each);
      const scope = { planId: null, organisations: 'all' as const, today: isoDate('2025-12-20') };
      const page = await readPage(fresh.db, OBLIGATION_LIST, readQuery(OBLIGATION_LIST, address), scope);
      expect([heading, page.total]).toEqual([heading, snapshot.obligations.headings[heading]]);
    }
    const sum = (lines: typeof snapshot.bodies.now) => lines.reduce((total, { counts }) => total + counts.total, 0);
    expect([sum(snapshot.bodies.now), sum(snapshot.bodies.then)]).toEqual([snapshot.obligations.total, snapshot.obligations.total]); // prettier-ignore
    expect(snapshot.extended).toHaveLength(2);
    expect(snapshot.extended[0]).toMatchObject({ reason: 'Chờ hướng dẫn', inWindow: 1 });
    expect(snapshot.hindrances).toMatchObject([{ owner: 'so-noi-vu', clearedOn: null }]);
    await discardReport(fresh.db, owner, id, { reason: 'thử' }, LATER);
  });

  it('việc gửi trước ngày chốt mà xác nhận sau thì tính vào kỳ sau, không rơi giữa hai kỳ', async () => {
    const wish = { ...(await wishOfJune()), window: { kind: 'free', label: 'x', due: null, source: null } };
    const inWindow = async (from: string, to: string) => {
      const taken = await takeSnapshot(fresh.db, { ...wish, window: { ...wish.window, from: isoDate(from), to: isoDate(to) } }); // prettier-ignore
      return taken.tasks.doneInWindow.inTime + taken.tasks.doneInWindow.late;
    };
    expect(await inWindow('2024-12-15', '2025-03-14')).toBe(1);
    expect(await inWindow('2025-03-15', '2025-06-14')).toBe(1);
    expect(await inWindow('2024-12-15', '2025-06-14')).toBe(2);
  });

  it('làm lại cho cùng ngày chốt sau nhiều việc về sau: giống từng byte, cả Word, PDF và bảng tính', async () => {
    const { id } = await june();
    const before = await snapshotOf(fresh.db, id, 1);
    const draw = async () => {
      const parts = await partsNow(id);
      const fresher = await takeSnapshot(fresh.db, await wishOf(fresh.db, await findReport(fresh.db, id)));
      const again = { ...parts, snapshot: JSON.parse(snapshotText(fresher)) as typeof fresher };
      return Promise.all([renderPaper(reportPaper(again), 'docx'), renderPaper(reportPaper(again), 'pdf'), renderSheets(reportSheets(again))]); // prettier-ignore
    };
    const first = await draw();
    const extended = JSON.parse(before!.text) as { extended: { id: string }[]; hindrances: { id: string }[] };
    await acts.askExtension(fresh.db, other, extended.extended[0]!.id, { note: 'Lần hai', lastDay: '2026-06-30', onDate: '2025-07-01' }, LATER); // prettier-ignore
    await acts.grantExtension(fresh.db, owner, extended.extended[0]!.id, { lastDay: '2026-06-30', onDate: '2025-07-02' }, LATER); // prettier-ignore
    await acts.clearObstacle(fresh.db, other, extended.hindrances[0]!.id, { note: 'Đã kết nối', obstacle: 1, onDate: '2025-07-03' }, LATER); // prettier-ignore
    await acts.cancelWork(fresh.db, owner, (await owed('II.3'))[0]!, { note: 'Không làm', documentNumber: '1/QĐ', documentDate: '2025-08-01', onDate: '2025-08-01' }, LATER); // prettier-ignore
    await acts.suspendWork(fresh.db, owner, (await owed('II.4'))[0]!, { note: 'Dừng', onDate: '2025-08-01' }, LATER);
    await acts.triggerWork(fresh.db, owner, await waiting(), { documentNumber: '2/NĐ', documentDate: '2025-08-01', lastDay: '2025-10-01', onDate: '2025-08-02' }, LATER); // prettier-ignore
    await done('V.1', '2025-09-01');
    const found = await findReport(fresh.db, id);
    expect(await verifySnapshot(fresh.db, found)).toEqual({ same: true, sha256: before!.sha256 });
    expect(await draw()).toEqual(first);
    await discardReport(fresh.db, owner, id, { reason: 'thử' }, LATER);
  });

  it('ghi muộn cho ngày trong kỳ: báo cáo giữ nguyên, lấy lại số liệu thành bản mới, bản cũ còn', async () => {
    const { id } = await june();
    const [late] = await owed('IV.1');
    await acts.registerResult(fresh.db, owner, late!, { documentNumber: '9/QĐ', documentDate: '2025-06-01', onDate: '2025-06-02' }, LATER); // prettier-ignore
    expect((await verifySnapshot(fresh.db, await findReport(fresh.db, id))).same).toBe(false);
    const one = await snapshotOf(fresh.db, id, 1);
    await expect(retakeSnapshot(fresh.db, owner, id, { reason: ' ' })).rejects.toMatchObject({ fields: { reason: expect.any(String) } }); // prettier-ignore
    expect(await retakeSnapshot(fresh.db, owner, id, { reason: 'Bổ sung kết quả gửi muộn' }, LATER)).toEqual({ version: 2, changed: true }); // prettier-ignore
    expect(await snapshotOf(fresh.db, id, 1)).toEqual(one);
    expect((await snapshotOf(fresh.db, id, 2))!.snapshot.obligations.doneInTime).toBe(one!.snapshot.obligations.doneInTime + 1); // prettier-ignore
    await expect(
      fresh.db.execute(sql`update report_snapshot set sha256 = '' where report_id = ${id}`),
    ).rejects.toThrow();
    await discardReport(fresh.db, owner, id, { reason: 'thử' }, LATER);
  });
});

async function wishOfJune() {
  const { id } = await june();
  const wish = await wishOf(fresh.db, await findReport(fresh.db, id));
  await discardReport(fresh.db, owner, id, { reason: 'thử' }, LATER);
  return wish;
}

async function waiting(): Promise<string> {
  const [row] = await fresh.db.execute<{ id: string }>(
    sql`select id from obligation where plan_id = ${planId} and state = 'waiting' order by id limit 1`,
    'objects',
  );
  return row!.id;
}

describe('từ soạn đến ban hành', () => {
  it('báo cáo thành việc được theo dõi; thiếu thì không chốt được; ban hành rồi thì việc báo cáo xong', async () => {
    const { id } = await june();
    await expect(june(other)).rejects.toMatchObject({ code: 'plan.report-known' });
    await expect(finaliseReport(fresh.db, owner, id)).rejects.toMatchObject({ code: 'plan.report-incomplete' });
    const { outline, obligationId } = await findReport(fresh.db, id);
    for (const { key } of writtenSections(outline)) await writeSection(fresh.db, owner, id, { section: key, text: `Nội dung ${key}.`, seen: 0 }, LATER); // prettier-ignore
    await setReportPaper(fresh.db, owner, id, { ...PAPER, revision: 0 });
    await expect(setReportPaper(fresh.db, other, id, { ...PAPER, revision: 0 })).rejects.toMatchObject({ code: 'plan.report-changed' }); // prettier-ignore
    const { sha256 } = await finaliseReport(fresh.db, owner, id);
    await expect(writeSection(fresh.db, owner, id, { section: 'ket', text: 'x', seen: 1 })).rejects.toMatchObject({ code: 'plan.report-state' }); // prettier-ignore
    await expect(issueReport(fresh.db, owner, id, { number: 7, issuedOn: '2025-06-14' }, LATER)).rejects.toMatchObject({ fields: { issuedOn: expect.any(String) } }); // prettier-ignore
    await reopenReport(fresh.db, owner, id, { reason: 'Sửa lỗi chữ' });
    await expect(issueReport(fresh.db, owner, id, { number: 7, issuedOn: '2025-06-18' }, LATER)).rejects.toMatchObject({ code: 'plan.report-state' }); // prettier-ignore
    expect(await finaliseReport(fresh.db, owner, id)).toEqual({ sha256 });
    const draft = reportPaper(await partsNow(id));
    await issueReport(fresh.db, owner, id, { number: 7, issuedOn: '2025-12-20' }, LATER);
    const issued = reportPaper(await partsNow(id));
    expect(issued).toEqual({ ...draft, number: 7, date: '2025-12-20' });
    const [duty] = await fresh.db.execute<Record<string, unknown>>(
      sql`select state, source, organisation_key, last_day from obligation where id = ${obligationId}`,
      'objects',
    );
    expect(duty).toEqual({ state: 'done', source: 'report', organisation_key: 'so-noi-vu', last_day: '2025-06-20' });
    const page = await readPage(fresh.db, REPORT_LIST, readQuery(REPORT_LIST, new URLSearchParams({ state: 'issued', q: '6 thang' })), { today: JUNE }); // prettier-ignore
    expect(page.rows).toMatchObject([{ document: '07/BC-UBND', issuedOn: '2025-12-20' }]);
  });

  it('hai người sửa cùng một phần: người sau thấy, không mất bản nào', async () => {
    const { id } = await makeReport(fresh.db, owner, { planId, kind: 'quarter-1', year: 2025 }, LATER);
    await writeSection(fresh.db, owner, id, { section: 'ton-tai', text: 'Bản một', seen: 0 });
    const both = await Promise.allSettled([
      writeSection(fresh.db, owner, id, { section: 'ton-tai', text: 'Của người thứ nhất', seen: 1 }),
      writeSection(fresh.db, other, id, { section: 'ton-tai', text: 'Của người thứ hai', seen: 1 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: 'plan.report-text-changed', status: 409 });
    expect(await writeSection(fresh.db, other, id, { section: 'ton-tai', text: 'Gộp hai bản', seen: 2 })).toEqual({ version: 3 }); // prettier-ignore
    // Saved again without a change: no version more.
    expect(await writeSection(fresh.db, other, id, { section: 'ton-tai', text: 'Gộp hai bản', seen: 3 })).toEqual({ version: 3 }); // prettier-ignore
    expect((await versionsOf(fresh.db, id, 'section:ton-tai')).map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  it.each([
    ['mã và thẻ', '<script>alert(1)</script> ![x](javascript:alert(1)) [x](javascript:alert(1))'],
    ['công thức', '=HYPERLINK("http://x","y")\n\n| a | b |\n| --- | --- |\n| =1+1 | +cmd |'],
    ['ký tự lạ', 'a\u0000b\u0007c \ud800 d\u202e'],
    ['ký hiệu sắp chữ', '#set page(width: 1cm) $x$ \\begin{x} {{7*7}} `#eval("1")`'],
  ])('nội dung hiểm: %s vẫn chỉ là chữ', async (_name, text) => {
    const { id } = await makeReport(fresh.db, owner, { planId, kind: 'free', from: '2025-01-01', to: '2025-01-31' }, LATER); // prettier-ignore
    await writeSection(fresh.db, owner, id, { section: 'chi-dao', text, seen: 0 });
    const parts = await partsNow(id);
    const pdf = await renderPaper(reportPaper(parts), 'pdf');
    const docx = await renderPaper(reportPaper(parts), 'docx');
    expect([Buffer.from(pdf.slice(0, 5)).toString(), Buffer.from(docx.slice(0, 2)).toString()]).toEqual([
      '%PDF-',
      'PK',
    ]);
    expect(JSON.stringify(reportPaper(parts))).not.toContain('\\u0000');
    await discardReport(fresh.db, owner, id, { reason: 'thử' }, LATER);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['kỳ chưa đến ngày chốt', () => makeReport(fresh.db, owner, { planId, kind: 'year', year: 2026 }, LATER), 'plan.report-invalid'],
    ['kỳ không có', () => makeReport(fresh.db, owner, { planId, kind: 'khong', year: 2025 }, LATER), 'plan.report-invalid'],
    ['kỳ tự chọn ngược ngày', () => makeReport(fresh.db, owner, { planId, kind: 'free', from: '2025-02-01', to: '2025-01-01' }, LATER), 'plan.report-invalid'],
    ['cán bộ một sở lập báo cáo toàn tỉnh', () => makeReport(fresh.db, of('officer', 'so-tu-phap'), { planId, kind: 'year', year: 2025 }, LATER), 'identity.out-of-scope'],
    ['cán bộ một sở lập báo cáo của sở khác', () => makeReport(fresh.db, of('officer', 'so-tu-phap'), { planId, kind: 'year', year: 2025, organisationKey: 'so-noi-vu' }, LATER), 'identity.out-of-scope'],
    ['người chỉ xem', () => makeReport(fresh.db, somebody('reader'), { planId, kind: 'year', year: 2025 }, LATER), 'identity.not-allowed'],
    ['kế hoạch không có', () => makeReport(fresh.db, owner, { planId: '00000000-0000-7000-8000-000000000000', kind: 'year', year: 2025 }, LATER), 'plan.not-found'],
    ['cơ quan không có việc nào', () => makeReport(fresh.db, owner, { planId, kind: 'year', year: 2025, organisationKey: 'khong-co' }, LATER), 'plan.report-invalid'],
  ])('%s: từ chối', async (_name, attempt, code) => {
    await expect(attempt()).rejects.toMatchObject({ code });
  }); // prettier-ignore

  it('báo cáo riêng của một sở từ cùng số liệu; sở khác không đụng vào được', async () => {
    const officer = of('officer', 'so-tu-phap');
    const head = of('head', 'so-tu-phap');
    const { id } = await makeReport(fresh.db, officer, { planId, kind: 'six-months', year: 2025, organisationKey: 'so-tu-phap' }, LATER); // prettier-ignore
    const { snapshot } = await partsNow(id);
    expect(snapshot.body).toEqual({ key: 'so-tu-phap', name: 'Sở Tư pháp' });
    const whole = await takeSnapshot(fresh.db, { ...(await wishOf(fresh.db, await findReport(fresh.db, id))), organisationKey: null }); // prettier-ignore
    const line = whole.bodies.now.find(({ key }) => key === 'so-tu-phap')!;
    expect(snapshot.obligations).toEqual(line.counts);
    const write = (actor: Actor) => writeSection(fresh.db, actor, id, { section: 'ket', text: 'x', seen: 0 });
    await expect(write(of('officer', 'so-noi-vu'))).rejects.toMatchObject({ code: 'identity.out-of-scope' });
    await write(head);
    await expect(finaliseReport(fresh.db, officer, id)).rejects.toMatchObject({ code: 'identity.not-allowed' });
    await expect(finaliseReport(fresh.db, of('head', 'so-noi-vu'), id)).rejects.toMatchObject({ code: 'identity.out-of-scope' }); // prettier-ignore
  });
});

describe('đóng góp của cơ quan', () => {
  it('đề nghị thành việc có hạn; cơ quan viết, gửi; bên tổng hợp đưa vào; ai chưa gửi thấy rõ', async () => {
    const { id } = await makeReport(fresh.db, owner, { planId, kind: 'quarter-3', year: 2025 }, LATER);
    const ask = (organisationKeys: string[]) => askContributions(fresh.db, owner, id, { organisationKeys, sections: ['the-che', 'de-xuat'], dueDay: '2025-12-25' }, LATER); // prettier-ignore
    expect(await ask(['so-tu-phap', 'so-tai-chinh'])).toEqual({ asked: 2 });
    const { snapshot } = await partsNow(id);
    const askable = await bodiesToAsk(fresh.db, id, snapshot, isoDate('2025-12-20'));
    expect(askable.map(({ key }) => key)).not.toContain('so-tu-phap');
    expect(askable.length).toBeGreaterThan(5);
    await expect(ask(['so-tu-phap'])).rejects.toMatchObject({ code: 'plan.report-asked' });
    await expect(ask(['khong-co'])).rejects.toMatchObject({ fields: { organisationKeys: expect.any(String) } });
    expect((await findReport(fresh.db, id)).state).toBe('collecting');
    const officer = of('officer', 'so-tu-phap');
    const write = (actor: Actor, text: string, seen: number, submit: boolean) =>
      contribute(fresh.db, actor, id, { organisationKey: 'so-tu-phap', texts: [{ section: 'the-che', text, seen }], submit }, LATER); // prettier-ignore
    await expect(write(of('officer', 'so-tai-chinh'), 'x', 0, false)).rejects.toMatchObject({ code: 'identity.out-of-scope' }); // prettier-ignore
    await expect(write(officer, '', 0, true)).rejects.toMatchObject({ fields: { texts: expect.any(String) } });
    await write(officer, 'Đã thẩm định 12 văn bản.', 0, false);
    const insert = () => insertContribution(fresh.db, owner, id, { organisationKey: 'so-tu-phap', section: 'the-che', seen: 0 }, LATER); // prettier-ignore
    await expect(insert()).rejects.toMatchObject({ code: 'plan.contribution-not-sent' });
    await write(officer, 'Đã thẩm định 13 văn bản.', 1, true);
    await expect(write(officer, 'x', 2, false)).rejects.toMatchObject({ code: 'plan.contribution-sent' });
    expect(await contributionsOf(fresh.db, id, isoDate('2025-12-20'))).toMatchObject([
      { organisationKey: 'so-tai-chinh', state: 'not-started', due: '2025-12-25', written: [] },
      { organisationKey: 'so-tu-phap', state: 'awaiting-confirmation', written: ['the-che'] },
    ]);
    expect(await insert()).toEqual({ version: 1 });
    expect((await textsOf(fresh.db, id)).get('section:the-che')!.text).toBe(
      '**Sở Tư pháp**\n\nĐã thẩm định 13 văn bản.',
    );
    expect((await contributionsOf(fresh.db, id, isoDate('2025-12-20')))[1]).toMatchObject({ state: 'done' });
    await discardReport(fresh.db, owner, id, { reason: 'Không cần nữa' }, LATER);
    expect((await contributionsOf(fresh.db, id, isoDate('2025-12-20'))).map(({ state }) => state).sort()).toEqual(['cancelled', 'done']); // prettier-ignore
  });
});
