import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '../testing/sample-plan.ts';
import { boardOf, reportFigures, totalsOf } from './overview.ts';
import { addTask } from './service/add-task.ts';
import { confirmResult, reportProgress, submitResult } from './service/acts.ts';
import { likeness, proposeCarryOver, carryOver } from './service/carry-over.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { workOf } from '../seeing/my-work.ts';
import { OBLIGATION_LIST } from './lists.ts';
import { ownPlanOf } from './own-plan.ts';
import { breakDown, copyBelow, direct } from './service/open-below.ts';

useTemporaryFiles();
const fresh = useDatabase();
const NOW = new Date('2025-02-20T03:00:00Z');
const owner = { ...somebody('plan-owner'), id: 'owner' };
let planId: string;

const holding = (role: string, organisation: string, covered: readonly string[]): Actor => ({
  ...system('Người'),
  id: `${role}-${organisation}`,
  roles: [role],
  grants: [{ role, organisation, scope: new Set(covered), until: null, via: role === 'head' ? 'head' : 'grant' }],
  organisationKey: organisation,
  organisationKeys: [organisation],
});

async function obligationOf(organisation: string): Promise<string> {
  const [row] = await fresh.db.execute<{ id: string }>(
    sql`select id from obligation where plan_id = ${planId} and organisation_key = ${organisation} and state = 'not-started' order by id limit 1`,
    'objects',
  );
  return row!.id;
}

beforeAll(async () => {
  planId = (await withSeedPlan(fresh.db, { accepted: true })).id;
});

describe('cơ quan lập kế hoạch riêng từ việc được giao', () => {
  it('giao cho chính mình, người đứng đầu xác nhận; người gửi không tự xác nhận', async () => {
    const parent = await obligationOf('so-noi-vu');
    const officer = holding('officer', 'so-noi-vu', ['so-noi-vu']);
    const head = holding('head', 'so-noi-vu', ['so-noi-vu']);
    const { id } = await breakDown(fresh.db, officer, parent, { title: 'Dự thảo tờ trình', organisationKey: 'so-noi-vu', lastDay: '2025-03-01' }, NOW); // prettier-ignore
    await submitResult(fresh.db, officer, id, { evidence: [{ kind: 'link', url: 'https://vi-du.vn/to-trinh' }] }, NOW);
    await expect(confirmResult(fresh.db, officer, id, {}, NOW)).rejects.toMatchObject({ status: 403 });
    expect((await confirmResult(fresh.db, head, id, {}, NOW)).facts.state).toBe('done');
  });

  it('không giao ra ngoài cơ quan, không giao thay cơ quan khác', async () => {
    const parent = await obligationOf('so-noi-vu');
    const input = { title: 'x', organisationKey: 'so-tu-phap', lastDay: '' };
    await expect(breakDown(fresh.db, holding('officer', 'so-noi-vu', ['so-noi-vu']), parent, input, NOW)).rejects.toMatchObject({ code: 'plan.not-below' }); // prettier-ignore
    await expect(breakDown(fresh.db, holding('officer', 'so-tu-phap', ['so-tu-phap']), parent, input, NOW)).rejects.toMatchObject({ status: 403 }); // prettier-ignore
  });
});

describe('ý kiến chỉ đạo', () => {
  it('có hạn riêng, cơ quan trả lời, người chỉ đạo xác nhận chứ không phải cơ quan', async () => {
    const parent = await obligationOf('so-tu-phap');
    const chairman = holding('head', 'ubnd-tinh', ['ubnd-tinh', 'so-tu-phap', 'so-noi-vu']);
    const head = holding('head', 'so-tu-phap', ['so-tu-phap']);
    const input = { title: 'Báo cáo rõ nguyên nhân chậm', organisationKey: 'so-tu-phap', lastDay: '2025-02-28' };
    await expect(direct(fresh.db, chairman, parent, { ...input, lastDay: '' }, NOW)).rejects.toMatchObject({ fields: { lastDay: expect.any(String) as string } }); // prettier-ignore
    const { id } = await direct(fresh.db, chairman, parent, input, NOW);
    await reportProgress(fresh.db, head, id, { note: 'Đang tổng hợp' }, NOW);
    await submitResult(fresh.db, head, id, { evidence: [{ kind: 'document', documentNumber: '5/BC-STP', documentDate: '2025-02-19' }] }, NOW); // prettier-ignore
    await expect(confirmResult(fresh.db, { ...head, id: 'khac' }, id, {}, NOW)).rejects.toMatchObject({ status: 403 });
    expect((await confirmResult(fresh.db, chairman, id, {}, NOW)).facts.state).toBe('done');
  });
});

describe('kế hoạch riêng của cơ quan: chép, chỗ trống, cộng lên', () => {
  const today = isoDate('2025-02-20');
  const body = 'so-y-te';
  const officer = holding('officer', body, [body]);
  const plan = () => ownPlanOf(fresh.db, body, today, { gaps: false, page: 1, size: 200 });

  it('số chỗ trống bằng danh sách mà nó mở; chép thì hết trống, chép lần nữa không thêm', async () => {
    const before = await plan();
    expect(before.totals).toEqual({ open: before.rows.length, gaps: before.rows.length });
    const list = async () =>
      (await readPage(fresh.db, OBLIGATION_LIST, readQuery(OBLIGATION_LIST, new URLSearchParams([['organisation', body], ['need', 'gap']])), { planId: null, organisations: 'all', today })).total; // prettier-ignore
    expect(await list()).toBe(before.totals.gaps);
    const ids = before.rows.slice(0, 3).map(({ id }) => id);
    expect(await copyBelow(fresh.db, officer, { ids, organisationKey: body, lastDay: '' }, NOW)).toEqual({ opened: 3, left: 0 }); // prettier-ignore
    expect(await copyBelow(fresh.db, officer, { ids, organisationKey: body, lastDay: '' }, NOW)).toEqual({ opened: 0, left: 3 }); // prettier-ignore
    const after = await plan();
    expect(after.totals).toEqual({ open: before.totals.open, gaps: before.totals.gaps - 3 });
    expect(await list()).toBe(after.totals.gaps);
    const [copy] = await fresh.db.execute<{ id: string; title: string; last_day: string | null }>(
      sql`select id, title, last_day from obligation where parent_id = ${ids[0]}`,
      'objects',
    );
    expect(copy).toMatchObject({ title: expect.stringContaining(before.rows[0]!.title) as string, last_day: before.rows[0]!.lastDay }); // prettier-ignore

    await submitResult(fresh.db, officer, copy!.id, { evidence: [{ kind: 'link', url: 'https://vi-du.vn/' }] }, NOW);
    await confirmResult(fresh.db, holding('head', body, [body]), copy!.id, {}, NOW);
    expect((await plan()).rows.find(({ id }) => id === ids[0])).toMatchObject({ below: 1, belowDone: 1, gap: false });
  });

  it('có một việc không được phép thì không việc nào được chép', async () => {
    const [mine] = (await plan()).rows.filter(({ gap }) => gap);
    const foreign = await obligationOf('so-tu-phap');
    const ids = [mine!.id, foreign];
    await expect(copyBelow(fresh.db, officer, { ids, organisationKey: body, lastDay: '' }, NOW)).rejects.toMatchObject({ status: 403 }); // prettier-ignore
    await expect(copyBelow(fresh.db, officer, { ids: [mine!.id], organisationKey: 'so-tu-phap', lastDay: '' }, NOW)).rejects.toMatchObject({ code: 'plan.not-below' }); // prettier-ignore
    await expect(copyBelow(fresh.db, officer, { ids: [], organisationKey: body, lastDay: '' }, NOW)).rejects.toMatchObject({ status: 422, fields: { ids: expect.any(String) as string } }); // prettier-ignore
    expect((await plan()).rows.find(({ id }) => id === mine!.id)).toMatchObject({ below: 0, gap: true });
  });
});

describe('bổ sung nhiệm vụ trong năm', () => {
  const task = {
    number: '99',
    title: 'Nhiệm vụ phát sinh',
    products: [
      {
        id: null,
        text: 'Báo cáo',
        scheduleText: 'Quý III/2025',
        understanding: null,
        assignmentText: 'Sở Tư pháp chủ trì',
        roles: [{ role: 'lead' as const, name: 'Sở Tư pháp' }],
      },
    ],
  };
  const document = { number: '77/QĐ-UBND', date: isoDate('2025-02-10') };

  it('tính từ ngày của văn bản bổ sung; các ngày trước vẫn đếm như cũ', async () => {
    const count = async (day: string) => reportFigures(totalsOf(await boardOf(fresh.db, planId, isoDate(day), { today: isoDate('2025-02-20') }))).total; // prettier-ignore
    const [before, today] = [await count('2025-02-05'), await count('2025-02-20')];
    expect(await addTask(fresh.db, owner, planId, { groupCode: 'I', document, task }, NOW)).toMatchObject({ code: 'I.99' }); // prettier-ignore
    expect([await count('2025-02-05'), await count('2025-02-20')]).toEqual([before, today + 1]);
  });

  it('số trùng, nhóm lạ, văn bản ở tương lai hay trước kế hoạch: từ chối', async () => {
    const attempt = (more: object) =>
      addTask(fresh.db, owner, planId, { groupCode: 'I', document, task, ...more }, NOW);
    await expect(attempt({})).rejects.toMatchObject({ fields: { number: expect.any(String) as string } });
    await expect(attempt({ groupCode: 'Z' })).rejects.toMatchObject({ fields: { groupCode: expect.any(String) as string } }); // prettier-ignore
    for (const date of ['2025-03-01', '2024-01-01'])
      await expect(attempt({ document: { ...document, date: isoDate(date) } })).rejects.toMatchObject({ fields: { documentDate: expect.any(String) as string } }); // prettier-ignore
  });
});

describe('kế hoạch thay thế', () => {
  it.each([
    ['Rà soát văn bản quy phạm pháp luật', 'Rà soát văn bản quy phạm pháp luật năm 2025', true],
    ['Ra soat van ban', 'Rà soát văn bản', true],
    ['Kiểm tra cải cách hành chính', 'Tuyên truyền chuyển đổi số', false],
  ])('%s ~ %s: %s', (a, b, alike) => expect(likeness(a, b) >= 0.5).toBe(alike));

  it('chưa được thay thế thì không chuyển; đề xuất nhiệm vụ giống nhất', async () => {
    const proposals = await proposeCarryOver(fresh.db, planId, planId);
    expect(proposals.length).toBeGreaterThan(50);
    expect(proposals.every(({ taskId, proposed }) => proposed?.taskId === taskId || proposed?.likeness === 1)).toBe(
      true,
    );
    const { taskId } = proposals[0]!;
    await expect(carryOver(fresh.db, owner, { fromTaskId: taskId, toTaskId: taskId }, NOW)).rejects.toMatchObject({ code: 'plan.no-successor' }); // prettier-ignore
  });

  it('việc dở dang đóng lại với kết quả của nó, việc đã xong vẫn là xong', async () => {
    const successor = '019a0000-0000-7000-8000-000000000001';
    await fresh.db.execute(sql`insert into plan (id, slug, status, year, number, file_sha256, file_name) values (${successor}, 'ke-hoach-moi', 'active', 2026, '9/QĐ', 'x', 'x')`); // prettier-ignore
    await fresh.db.execute(sql`insert into plan_group (id, plan_id, ordinal, code, title, inferred) values (${successor}, ${successor}, 1, 'I', 'Nhóm', false)`); // prettier-ignore
    await fresh.db.execute(sql`insert into plan_task (id, plan_id, group_id, ordinal, number, code, title) values (${successor}, ${successor}, ${successor}, 1, '1', 'I.1', 'Tiếp tục')`); // prettier-ignore
    await fresh.db.execute(
      sql`update plan set superseded_by = ${successor}, status = 'superseded' where id = ${planId}`,
    );
    const { taskId, open } = (await proposeCarryOver(fresh.db, planId, successor))[0]!;
    expect(await carryOver(fresh.db, owner, { fromTaskId: taskId, toTaskId: successor }, NOW)).toEqual({
      closed: open,
    });
    await expect(carryOver(fresh.db, owner, { fromTaskId: taskId, toTaskId: successor }, NOW)).rejects.toMatchObject({ code: 'plan.nothing-open' }); // prettier-ignore
  });

  it('việc của kế hoạch đã thay thế không còn nằm trong việc phải làm của ai', async () => {
    const today = isoDate('2025-12-27');
    const late = async (values: Readonly<Record<string, string[]>>) =>
      (await readPage(fresh.db, OBLIGATION_LIST, { values: { organisation: ['so-y-te'], state: ['not-started'], ...values }, sort: 'due', descending: false, after: null, before: null, size: 50 }, { planId: null, organisations: 'all', today })).rows; // prettier-ignore
    expect((await late({})).some(({ planSlug }) => planSlug !== null)).toBe(true);
    expect((await late({ in_force: ['yes'] })).filter(({ planSlug }) => planSlug !== null)).toEqual([]);
    const sections = await workOf(fresh.db, holding('officer', 'so-y-te', ['so-y-te']), today);
    expect(sections.flatMap(({ rows }) => rows).filter(({ planSlug }) => planSlug !== null)).toEqual([]);
    expect((await ownPlanOf(fresh.db, 'so-y-te', today, { gaps: false, page: 1, size: 10 })).totals.open).toBe(0);
  });
});
