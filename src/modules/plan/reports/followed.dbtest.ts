import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { heldFor } from '#kernel/identity/model.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { findObligation } from '../running/queries.ts';
import { cancelWork } from '../running/service/acts.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '../testing/sample-plan.ts';
import { followedPeriods, servableTasks } from './followed.ts';
import { writtenSections } from './outline.ts';
import { findReport } from './queries.ts';
import { discardReport, finaliseReport, issueReport } from './service/finish.ts';
import { followPeriods } from './service/follow.ts';
import { makeReport } from './service/make.ts';
import { setReportPaper, writeSection } from './service/write.ts';

useTemporaryFiles();
const fresh = useDatabase();
const on = (day: string) => new Date(`${day}T03:00:00Z`);
const FEBRUARY = on('2025-02-03');
const owner: Actor = { ...somebody('plan-owner'), id: 'owner', organisationKey: 'so-noi-vu' };
const head: Actor = { ...system('Thủ trưởng'), id: 'head', roles: ['head'], grants: [heldFor('head', 'so-noi-vu')], organisationKey: 'so-noi-vu', organisationKeys: ['so-noi-vu'] }; // prettier-ignore
const PAPER = {
  superior: '', issuer: 'Ủy ban nhân dân tỉnh Khánh Hòa', symbol: 'BC-UBND', place: 'Khánh Hòa', subject: 'Kết quả', addressees: '',
  recipients: '', archive: 'VT', signing: '' as const, authority: '', position: 'Chủ tịch', signer: '',
}; // prettier-ignore
const KINDS = ['quarter-1', 'six-months', 'quarter-3', 'year'];
let planId: string;
let plan: { id: string; year: number };
let served: string;

beforeAll(async () => {
  planId = (await withSeedPlan(fresh.db, { accepted: true })).id;
  plan = { id: planId, year: 2025 };
  served = (await servableTasks(fresh.db, planId, isoDate('2025-02-03')))[0]!.obligationId;
});

const states = async (day: string) =>
  (await followedPeriods(fresh.db, plan, isoDate(day))).map(({ duty }) => duty && [duty.state, duty.timeliness, duty.lastDay]); // prettier-ignore
const task = (day = '2026-01-31') => findObligation(fresh.db, served, isoDate(day));

async function issued(kind: string, number: number, on: string, now: Date): Promise<string> {
  const { id } = await makeReport(fresh.db, owner, { planId, kind, year: 2025 }, now);
  const { outline, revision } = await findReport(fresh.db, id);
  for (const { key } of writtenSections(outline)) await writeSection(fresh.db, owner, id, { section: key, text: 'Nội dung.', seen: 0 }, now); // prettier-ignore
  await setReportPaper(fresh.db, owner, id, { ...PAPER, revision });
  await finaliseReport(fresh.db, owner, id);
  await issueReport(fresh.db, owner, id, { number, issuedOn: on }, now);
  return id;
}

describe('nghĩa vụ báo cáo định kỳ của kế hoạch (nhiệm vụ VII.8)', () => {
  it('nhiệm vụ “Báo cáo … định kỳ của tỉnh” được gợi ý trước', async () => {
    const [first, ...rest] = await servableTasks(fresh.db, planId, isoDate('2025-02-03'));
    expect(first).toMatchObject({ code: 'VII.8', holder: 'Sở Nội vụ', likely: true, waitsFor: 'Theo quy định' });
    expect(rest.length).toBeGreaterThan(20);
  });

  it.each<[string, object, Actor, string]>([
    ['thủ trưởng một sở', {}, head, 'identity.out-of-scope'],
    ['cán bộ', {}, somebody('officer'), 'identity.not-allowed'],
    ['kế hoạch không có', { planId: '00000000-0000-7000-8000-000000000000' }, owner, 'plan.not-found'],
    ['mã lạ', { obligationId: "x' or true --" }, owner, 'plan.report-invalid'],
    ['việc không có', { obligationId: '00000000-0000-7000-8000-000000000000' }, owner, 'plan.obligation-not-found'],
  ])('%s: từ chối', async (_name, given, actor, code) => {
    await expect(followPeriods(fresh.db, actor, { planId, obligationId: served, ...given }, FEBRUARY)).rejects.toMatchObject({ code }); // prettier-ignore
    expect(await states('2025-02-03')).toEqual([null, null, null, null]);
  });

  it('việc đã hủy không nhận kỳ báo cáo', async () => {
    const other = (await servableTasks(fresh.db, planId, isoDate('2025-02-03'))).at(-1)!.obligationId;
    await cancelWork(fresh.db, owner, other, { note: 'Bỏ', documentNumber: '1/QĐ', documentDate: '2025-02-01', onDate: '2025-02-01' }, FEBRUARY); // prettier-ignore
    await expect(followPeriods(fresh.db, owner, { planId, obligationId: other }, FEBRUARY)).rejects.toMatchObject({ fields: { obligationId: expect.any(String) } }); // prettier-ignore
  });

  it('theo dõi thì mỗi kỳ là một việc có hạn trước khi ai lập báo cáo; nhiệm vụ thôi chờ, hạn là kỳ cuối', async () => {
    expect(await task()).toMatchObject({ state: 'waiting', lastDay: null });
    expect(await followPeriods(fresh.db, owner, { planId, obligationId: served }, FEBRUARY)).toEqual({ opened: 4 });
    expect(await task()).toMatchObject({ state: 'not-started', lastDay: '2025-12-20' });
    expect(await states('2025-03-21')).toEqual([
      ['not-started', 'late', '2025-03-20'],
      ['not-started', 'in-time', '2025-06-20'],
      ['not-started', 'in-time', '2025-09-20'],
      ['not-started', 'in-time', '2025-12-20'],
    ]);
    await expect(followPeriods(fresh.db, owner, { planId, obligationId: served }, FEBRUARY)).rejects.toMatchObject({ code: 'plan.report-followed' }); // prettier-ignore
  });

  it('lập rồi hủy bản soạn: kỳ vẫn phải báo cáo, lập lại nhận đúng việc đó', async () => {
    const now = on('2025-03-15');
    const first = await makeReport(fresh.db, owner, { planId, kind: 'quarter-1', year: 2025 }, now);
    const { obligationId } = await findReport(fresh.db, first.id);
    const [period] = await followedPeriods(fresh.db, plan, isoDate('2025-03-15'));
    expect([period!.duty!.id, period!.report?.id]).toEqual([obligationId, first.id]);
    await discardReport(fresh.db, owner, first.id, { reason: 'Lập nhầm' }, now);
    expect((await states('2025-03-15'))[0]).toEqual(['not-started', 'in-time', '2025-03-20']);
    const again = await makeReport(fresh.db, owner, { planId, kind: 'quarter-1', year: 2025 }, now);
    expect((await findReport(fresh.db, again.id)).obligationId).toBe(obligationId);
    await discardReport(fresh.db, owner, again.id, { reason: 'Để thử tiếp' }, now);
  });

  it('ban hành từng kỳ thì nhiệm vụ có thêm văn bản; kỳ cuối thì nhiệm vụ hoàn thành, đúng hạn theo ngày ban hành', async () => {
    for (const [index, [day, now]] of (
      [
        ['2025-03-18', '2025-03-25'],
        ['2025-06-18', '2025-06-19'],
        ['2025-09-22', '2025-09-22'],
      ] as const
    ).entries()) {
      // prettier-ignore
      await issued(KINDS[index]!, index + 1, day, on(now));
      expect(await task(now)).toMatchObject({ state: 'in-progress' });
    }
    expect((await states('2025-10-01')).map((each) => each!.slice(0, 2))).toEqual([['done', 'in-time'], ['done', 'in-time'], ['done', 'late'], ['not-started', 'in-time']]); // prettier-ignore
    await issued('year', 4, '2025-12-18', on('2025-12-18'));
    expect(await task()).toMatchObject({ state: 'done', timeliness: 'in-time' });
    const proofs = await fresh.db.execute<{ number: string }>(
      sql`select document_number as number from obligation_evidence where obligation_id = ${served} order by seq`,
      'objects',
    );
    expect(proofs.map(({ number }) => number)).toEqual(['01/BC-UBND', '02/BC-UBND', '03/BC-UBND', '04/BC-UBND']);
    const entry = await fresh.db.execute(sql`select 1 from audit_entry where action = 'follow-reports' and subject_id = ${planId}`, 'objects'); // prettier-ignore
    expect(entry).toHaveLength(1);
  });
});

describe('báo cáo đã có trước khi theo dõi', () => {
  const later = useDatabase();
  it('báo cáo đã lập trả lời cho kỳ của nó, không phải làm lần nữa', async () => {
    const { id } = await withSeedPlan(later.db, { accepted: true });
    const made = await makeReport(later.db, owner, { planId: id, kind: 'quarter-1', year: 2025 }, on('2025-03-16'));
    const [chosen] = await servableTasks(later.db, id, isoDate('2025-03-16'));
    await followPeriods(later.db, owner, { planId: id, obligationId: chosen!.obligationId }, on('2025-03-17'));
    const periods = await followedPeriods(later.db, { id, year: 2025 }, isoDate('2025-03-17'));
    const [{ obligationId }] = [await findReport(later.db, made.id)];
    expect(periods.map(({ duty }) => duty !== null)).toEqual([true, true, true, true]);
    expect([periods[0]!.duty!.id, periods[0]!.report!.id]).toEqual([obligationId, made.id]);
  });
});
