import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { addressOf, readAll, readPage, readQuery } from '#kernel/lists/index.ts';
import { useDatabase } from '#test/database/fresh.ts';
import {
  acceptPlan,
  currentPlan,
  diagnosticsOf,
  discardPlan,
  findPlan,
  findTask,
  importPlanDocument,
  listPlans,
  objectivesOf,
  progressByGroup,
  progressByOrganisation,
  recordResult,
  resolveDiagnostic,
  reviseGroup,
  reviseTask,
  TASK_LIST,
  tasksOfOrganisation,
  type TaskRow,
} from './index.ts';
import { seedBytes, somebody, useTemporaryFiles, withSeedPlan } from './testing/sample-plan.ts';

const owner = somebody('plan-owner');
const officer = somebody('officer');
const reader = somebody('reader');
const seed = () => ({ bytes: seedBytes(), name: 'plan-3487-qd-ubnd.txt' });
const today = isoDate('2025-03-15');

beforeAll(useTemporaryFiles);

describe('nhập kế hoạch', () => {
  const fresh = useDatabase();

  it('lưu bản nháp với đủ 62 nhiệm vụ, rồi nhập lại không thay đổi gì', async () => {
    const first = await withSeedPlan(fresh.db, { accepted: false });
    const before = await fresh.db.execute(sql`select count(*) as count from audit_entry`, 'objects');
    const again = await importPlanDocument(fresh.db, owner, seed());
    expect(again).toMatchObject({ outcome: 'unchanged', id: first.id, tasks: 62 });
    expect(await fresh.db.execute(sql`select count(*) as count from audit_entry`, 'objects')).toEqual(before);
    expect((await listPlans(fresh.db, { drafts: true }))[0]).toMatchObject({
      slug: '3487-qd-ubnd-2024',
      status: 'draft',
      tasks: 62,
    });
    expect(await listPlans(fresh.db, { drafts: false })).toEqual([]);
  });

  it('hai người cùng nhập một quyết định một lúc: chỉ một bản được lưu', async () => {
    const plan = await findPlan(fresh.db, '3487-qd-ubnd-2024', { drafts: true });
    await discardPlan(fresh.db, owner, plan.id, 'Nhập lại từ tệp gốc');
    const results = await Promise.all([
      importPlanDocument(fresh.db, owner, seed()),
      importPlanDocument(fresh.db, owner, seed()),
    ]);
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['imported', 'unchanged']);
    expect(results[0].id).toBe(results[1].id);
    expect(results[0].slug).toBe('3487-qd-ubnd-2024-2');
  });

  it('người không có quyền không nhập, không ban hành được', async () => {
    await expect(importPlanDocument(fresh.db, reader, seed())).rejects.toMatchObject({
      code: 'identity.not-allowed',
      status: 403,
    });
    const { id } = await findPlan(fresh.db, '3487-qd-ubnd-2024-2', { drafts: true });
    await expect(acceptPlan(fresh.db, officer, id)).rejects.toMatchObject({ status: 403 });
    await expect(acceptPlan(fresh.db, { ...reader, id: null, roles: [] }, id)).rejects.toMatchObject({ status: 401 });
  });

  it('tệp không phải kế hoạch: từ chối và không lưu gì', async () => {
    const before = await listPlans(fresh.db, { drafts: true });
    const bytes = new TextEncoder().encode('Một bức thư không có bảng nhiệm vụ nào.');
    await expect(importPlanDocument(fresh.db, owner, { bytes, name: 'thu.txt' })).rejects.toMatchObject({
      code: 'plan.not-a-plan',
    });
    expect(await listPlans(fresh.db, { drafts: true })).toEqual(before);
  });
});

describe('rà soát và ban hành', () => {
  const fresh = useDatabase();
  let planId: string;

  beforeAll(async () => {
    planId = (await withSeedPlan(fresh.db, { accepted: false })).id;
  });

  it('xử lý từng điểm cần xem', async () => {
    const [first] = await diagnosticsOf(fresh.db, planId);
    await resolveDiagnostic(
      fresh.db,
      owner,
      { planId, diagnosticId: first!.id },
      { resolution: 'accepted', note: 'đã xem' },
    );
    const [after] = await diagnosticsOf(fresh.db, planId);
    expect(after).toMatchObject({ resolution: 'accepted', note: 'đã xem', resolvedBy: owner.name });
    await expect(
      resolveDiagnostic(fresh.db, owner, { planId, diagnosticId: planId }, { resolution: 'accepted', note: null }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('sửa nhiệm vụ: tiến độ được hiểu lại, cơ quan được nhận ra, hạn được tính lại', async () => {
    const plan = await findPlan(fresh.db, planId, { drafts: true });
    const task = (await findTask(fresh.db, planId, 'VI.12', isoDate('2025-06-01')))!;
    const [product] = task.products;
    await reviseTask(fresh.db, owner, { planId, revision: plan.revision }, task.id, {
      number: '12',
      title: task.title,
      products: [
        {
          id: product!.id,
          text: product!.text,
          scheduleText: 'Tháng 12/2025',
          understanding: null,
          assignmentText: product!.assignmentText,
          roles: [
            { role: 'lead', name: 'Sở KH&CN' },
            { role: 'coordinating', name: 'UBND cấp huyện' },
            { role: 'coordinating', name: 'Viện Không Có Thật' },
          ],
        },
      ],
    });
    const after = (await findTask(fresh.db, planId, 'VI.12', isoDate('2025-06-01')))!;
    expect(after.firstDue).toBe('2025-12-31');
    expect(after.products[0]).toMatchObject({ id: product!.id, due: '2025-12-31', lastDay: '2025-12-31' });
    expect(after.products[0]!.assignments).toMatchObject([
      { organisationKey: 'so-khoa-hoc-va-cong-nghe', collective: false },
      { collective: true },
      { name: 'Viện Không Có Thật', organisationKey: null, collectiveKey: null },
    ]);
  });

  it('người sửa sau trên bản cũ bị từ chối, không ghi đè', async () => {
    const plan = await findPlan(fresh.db, planId, { drafts: true });
    const group = (await findTask(fresh.db, planId, 'I.1', isoDate('2025-06-01')))!.group;
    await reviseGroup(fresh.db, owner, { planId, revision: plan.revision }, group.id, {
      code: 'I',
      title: 'Cải cách thể chế',
    });
    await expect(
      reviseGroup(fresh.db, owner, { planId, revision: plan.revision }, group.id, { code: 'I', title: 'Khác' }),
    ).rejects.toMatchObject({ code: 'plan.changed-meanwhile', status: 409 });
    expect((await findTask(fresh.db, planId, 'I.1', isoDate('2025-06-01')))!.group).toMatchObject({
      title: 'Cải cách thể chế',
      inferred: false,
    });
  });

  it('ký hiệu nhóm trùng nhóm khác bị từ chối bằng lời về nhóm', async () => {
    const plan = await findPlan(fresh.db, planId, { drafts: true });
    const group = (await findTask(fresh.db, planId, 'II.1', isoDate('2025-06-01')))!.group;
    await expect(
      reviseGroup(fresh.db, owner, { planId, revision: plan.revision }, group.id, { code: 'I', title: 'Trùng' }),
    ).rejects.toMatchObject({ code: 'plan.not-unique', message: expect.stringContaining('Ký hiệu') });
  });

  it('ban hành: bản nháp thành kế hoạch đang thực hiện, không sửa được nữa', async () => {
    await acceptPlan(fresh.db, owner, planId);
    expect((await currentPlan(fresh.db))!.id).toBe(planId);
    await expect(acceptPlan(fresh.db, owner, planId)).rejects.toMatchObject({ code: 'plan.not-a-draft' });
    const plan = await findPlan(fresh.db, planId, { drafts: false });
    await expect(
      reviseGroup(fresh.db, owner, { planId, revision: plan.revision }, planId, { code: 'I', title: 'x' }),
    ).rejects.toMatchObject({ code: 'plan.not-a-draft' });
  });
});

describe('sổ theo dõi', () => {
  const fresh = useDatabase();
  const scope = { planId: '', planSlug: '', today };
  const ask = (address: string) =>
    readPage(fresh.db, TASK_LIST, readQuery(TASK_LIST, new URLSearchParams(address)), scope);
  const codes = (rows: TaskRow[]) => rows.map(({ code }) => code);

  beforeAll(async () => {
    const plan = await withSeedPlan(fresh.db, { accepted: true });
    Object.assign(scope, { planId: plan.id, planSlug: plan.slug });
  });

  it('đi hết các trang bằng liên kết trang, tiến và lùi, mỗi nhiệm vụ đúng một lần', async () => {
    const seen: string[] = [];
    let query = readQuery(TASK_LIST, new URLSearchParams('limit=10&sort=due'));
    let page = await readPage(fresh.db, TASK_LIST, query, scope);
    for (;;) {
      seen.push(...codes(page.rows));
      if (!page.next) break;
      query = readQuery(TASK_LIST, new URLSearchParams(addressOf(query, { after: page.next })));
      page = await readPage(fresh.db, TASK_LIST, query, scope);
    }
    expect(seen).toHaveLength(62);
    expect(new Set(seen).size).toBe(62);
    const back = await readPage(fresh.db, TASK_LIST, { ...query, after: null, before: page.previous }, scope);
    expect(codes(back.rows)).toEqual(seen.slice(50, 60));
  });

  it.each([
    ['', 62],
    ['group=VII', 12],
    ['group=I&group=II', 13],
    ['kind=conditional', 14],
    ['kind=continuous', 9],
    ['organisation=so-thong-tin-va-truyen-thong&role=lead&group=VI', 6],
    ['due_from=2025-01-01&due_to=2025-01-31', 3],
    ['time=late&as_of=2025-02-01', 4],
    ['q=phap+luat', 1],
    ['q=THỦ+TỤC+tự+động', 1],
    ['q=%25', 5],
    ["q='; drop table plan", 0],
  ])('lọc “%s” cho %i nhiệm vụ', async (address, count) => {
    expect((await ask(address)).total).toBe(count);
  });

  it('đ và Đ tìm được khi gõ d', async () => {
    expect(codes((await ask('q=dang+kiem')).rows)).toEqual(['III.11']);
  });

  it('số liệu theo nhóm bằng đúng danh sách mà nó mở ra', async () => {
    const groups = await progressByGroup(fresh.db, scope.planId, today);
    expect(groups).toHaveLength(7);
    for (const { code, counts } of groups) {
      for (const { progress, timeliness, count } of counts) {
        expect((await ask(`group=${code}&progress=${progress}&time=${timeliness}`)).total).toBe(count);
      }
    }
  });

  it('số liệu theo cơ quan bằng đúng danh sách mà nó mở ra, kể cả khi thuộc tập thể', async () => {
    const organisations = await progressByOrganisation(fresh.db, scope.planId, today, {
      role: 'lead',
      named: isoDate('2024-12-31'),
      limit: 100,
    });
    const total = (counts: { count: number }[]) => counts.reduce((sum, { count }) => sum + count, 0);
    expect(organisations[0]!.name).toBe('Sở Nội vụ');
    for (const { key, counts } of organisations.slice(0, 12)) {
      expect((await ask(`organisation=${key}&role=lead`)).total).toBe(total(counts));
    }
    expect(organisations.some(({ key }) => key.includes('nha-trang'))).toBe(true);
  });

  it('trang của một cơ quan: việc chủ trì và việc theo tập thể', async () => {
    const tasks = await tasksOfOrganisation(fresh.db, 'so-tu-phap', today);
    expect(tasks.find(({ code, role }) => code === 'I.1' && role === 'lead')).toMatchObject({
      nextDue: '2025-01-31',
      via: null,
    });
    expect(tasks.some(({ via }) => via === 'Các sở, ban, ngành')).toBe(true);
  });

  it('mục tiêu còn nguyên thứ bậc và chỉ tiêu', async () => {
    const objectives = await objectivesOf(fresh.db, scope.planId);
    expect(objectives.map(({ number }) => number)).toEqual(['1', '2', '4', '5', '6', '7', '8', '9', '10']);
    expect(objectives[1]!.items.map(({ number }) => number)).toEqual(['a', 'b', 'c', 'd', 'đ']);
    expect(objectives[7]!.targets).toMatchObject([
      { operator: '>', value: 90, unit: '%' },
      { operator: '>', value: 90 },
    ]);
  });

  it('xuất mọi dòng của một lượt lọc', async () => {
    const query = readQuery(TASK_LIST, new URLSearchParams('limit=5&group=III'));
    const rows: TaskRow[] = [];
    for await (const row of readAll(fresh.db, TASK_LIST, query, scope, 100)) rows.push(row);
    expect(rows).toHaveLength(11);
  });

  it.each(['sort=khong-co', 'due_from=31/12/2025', 'kind=x', 'limit=0', 'limit=9999', 'progress=done&progress=hack'])(
    'địa chỉ sai “%s” bị từ chối có lời',
    (address) => {
      expect(() => readQuery(TASK_LIST, new URLSearchParams(address))).toThrow(/không hợp lệ/);
    },
  );

  it.each(['abc', Buffer.from('["x","y"]').toString('base64url'), Buffer.from('[1]').toString('base64url')])(
    'liên kết trang bị sửa “%s” bị từ chối',
    async (after) => {
      await expect(ask(`after=${after}`)).rejects.toMatchObject({ code: 'list.bad-cursor' });
    },
  );
});

describe('ghi nhận kết quả', () => {
  const fresh = useDatabase();
  const input = { documentNumber: null, documentDate: null, documentIssuer: null, note: null };
  const now = new Date('2025-04-10T03:00:00Z');
  let planId: string;
  let productId: string;
  const state = async (asOf: string) =>
    (
      await readPage(
        fresh.db,
        TASK_LIST,
        readQuery(TASK_LIST, new URLSearchParams(`q=xuc+tien+dau+tu&as_of=${asOf}`)),
        { planId, planSlug: '', today },
      )
    ).rows[0];

  beforeAll(async () => {
    planId = (await withSeedPlan(fresh.db, { accepted: true })).id;
    productId = (await findTask(fresh.db, planId, 'I.2', isoDate('2025-06-01')))!.products[0]!.id;
  });

  it('chỉ hoàn thành khi có văn bản; hoàn thành sau hạn vẫn là quá hạn; ngày trước đó vẫn như lúc ấy', async () => {
    await recordResult(fresh.db, officer, productId, { ...input, kind: 'started', onDate: isoDate('2025-02-01') }, now);
    await recordResult(
      fresh.db,
      officer,
      productId,
      {
        ...input,
        kind: 'completed',
        onDate: isoDate('2025-04-02'),
        documentNumber: '100/QĐ-UBND',
        documentDate: isoDate('2025-04-02'),
      },
      now,
    );
    expect(await state('2025-01-31')).toMatchObject({ progress: 'not-started', timeliness: 'in-time' });
    expect(await state('2025-03-31')).toMatchObject({ progress: 'in-progress', timeliness: 'in-time' });
    expect(await state('2025-04-01')).toMatchObject({ progress: 'in-progress', timeliness: 'late' });
    expect(await state('2025-04-02')).toMatchObject({ progress: 'done', timeliness: 'late' });
  });

  it('không ghi nhận hai lần, không ghi ngày tương lai; hủy ghi nhận thì trở lại đang làm', async () => {
    const completed = {
      ...input,
      kind: 'completed' as const,
      onDate: isoDate('2025-04-03'),
      documentNumber: '1/QĐ',
      documentDate: isoDate('2025-04-03'),
    };
    await expect(recordResult(fresh.db, officer, productId, completed, now)).rejects.toMatchObject({
      code: 'plan.already-done',
    });
    await expect(
      recordResult(fresh.db, officer, productId, { ...completed, onDate: isoDate('2025-12-31') }, now),
    ).rejects.toMatchObject({ code: 'plan.result-in-future' });
    await recordResult(
      fresh.db,
      officer,
      productId,
      { ...input, kind: 'reopened', onDate: isoDate('2025-04-10'), note: 'Nhầm văn bản' },
      now,
    );
    expect(await state('2025-04-10')).toMatchObject({ progress: 'in-progress', timeliness: 'late' });
    await expect(
      recordResult(
        fresh.db,
        officer,
        productId,
        { ...input, kind: 'reopened', onDate: isoDate('2025-04-10'), note: 'x' },
        now,
      ),
    ).rejects.toMatchObject({ code: 'plan.not-done' });
  });

  it('người chỉ đọc không ghi nhận được', async () => {
    await expect(
      recordResult(fresh.db, reader, productId, { ...input, kind: 'started', onDate: isoDate('2025-04-01') }, now),
    ).rejects.toMatchObject({ status: 403 });
  });
});
