import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { connect, seeingAll } from '#kernel/database/connection.ts';
import { PUBLIC } from '#kernel/database/eyes.ts';
import { heldFor } from '#kernel/identity/model.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '../testing/sample-plan.ts';
import {
  addFundingSource,
  cancelFunding,
  FUNDING_ENTRY_LIST,
  FUNDING_INPUT,
  FUNDING_LIST,
  fundingLine,
  fundingSources,
  fundingTotals,
  recordFunding,
} from './index.ts';

const fresh = useDatabase();
const OWNER = somebody('plan-owner');
const OFFICER = { ...somebody('officer'), grants: [heldFor('officer', 'so-tu-phap')] };
const NOW = new Date('2025-07-10T03:00:00Z');
let plan: { id: string; slug: string };
let task: string;

const typed = (changes: Record<string, unknown> = {}) => ({
  kind: 'estimate', sourceKey: 'ngan-sach-tinh', organisationKey: 'so-tu-phap', amount: '100.000.000', onDate: '2025-02-01',
  documentNumber: '5/QĐ-STC', documentDate: '2025-02-01', documentIssuer: 'Sở Tài chính', note: '', ...changes,
}); // prettier-ignore
const record = (changes: Record<string, unknown> = {}, actor = OWNER) =>
  recordFunding(fresh.db, actor, task, FUNDING_INPUT.parse(typed(changes)), NOW);
const scope = () => ({ planId: plan.id, planSlug: plan.slug, today: isoDate('2025-07-10') });
const rows = async (address: string) =>
  (await readPage(seeingAll(fresh.db), FUNDING_LIST, readQuery(FUNDING_LIST, new URLSearchParams(address)), scope()))
    .rows;

beforeAll(async () => {
  useTemporaryFiles();
  plan = await withSeedPlan(fresh.db, { accepted: true });
  const [found] = await fresh.db.execute<{ id: string }>(
    sql`select id from plan_task where plan_id = ${plan.id} and code = 'I.1'`,
    'objects',
  );
  task = found!.id;
});

describe('biểu mẫu', () => {
  it.each([
    ['không phải số', { amount: 'hai tỷ' }, 'amount'],
    ['số lẻ', { amount: '1,5' }, 'amount'],
    ['bằng 0', { amount: '0' }, 'amount'],
    ['quá lớn', { amount: '1000000000000001' }, 'amount'],
    ['giảm mà không nêu lý do', { amount: '-5' }, 'note'],
    ['cấp mà không có văn bản', { kind: 'allocated', documentNumber: '' }, 'documentNumber'],
    ['chi mà không có ngày chứng từ', { kind: 'spent', documentDate: '' }, 'documentDate'],
    ['ngày không có', { onDate: '2025-02-30' }, 'onDate'],
    ['loại lạ', { kind: 'gift' }, 'kind'],
  ])('%s', (_what, changes, field) => {
    const read = FUNDING_INPUT.safeParse(typed(changes));
    expect(read.error?.issues.map(({ path }) => path.join('.'))).toContain(field);
  });
});

describe('ghi kinh phí', () => {
  it('cộng đúng từng đồng theo nguồn và cơ quan, tính đến ngày bất kỳ; chi vượt thì cảnh báo', async () => {
    await record();
    await record({ kind: 'allocated', amount: '80.000.000', onDate: '2025-03-01' });
    await record({ kind: 'spent', amount: '50.000.001', onDate: '2025-04-01' });
    await record({ kind: 'allocated', amount: '999.999.999.999.999', organisationKey: 'so-noi-vu', sourceKey: 'nguon-khac', onDate: '2025-05-01' }); // prettier-ignore
    const db = seeingAll(fresh.db);
    const totals = await fundingTotals(db, plan.id, isoDate('2025-07-10'));
    expect(totals.whole).toEqual({ estimate: 100_000_000n, allocated: 1_000_000_079_999_999n, spent: 50_000_001n });
    expect(totals.bySource.map(({ name, allocated }) => [name, allocated])).toEqual([['Ngân sách cấp tỉnh', 80_000_000n], ['Nguồn hợp pháp khác', 999_999_999_999_999n]]); // prettier-ignore
    expect(totals.byAgency[0]).toMatchObject({ key: 'so-noi-vu', name: 'Sở Nội vụ' });
    expect((await fundingTotals(db, plan.id, isoDate('2025-03-15'))).whole).toEqual({ estimate: 100_000_000n, allocated: 80_000_000n, spent: 0n }); // prettier-ignore
    expect(await rows('warning=spent-over-allocated&as_of=2025-04-15')).toEqual([]);
    await record({ kind: 'spent', amount: '30.000.000', onDate: '2025-04-10' });
    expect(await rows('warning=spent-over-allocated&as_of=2025-04-15')).toMatchObject([
      { code: 'I.1', spent: '80000001' },
    ]);
  });

  it('hủy một khoản bằng khoản ngược lại, một lần, có lý do; cả hai còn đó', async () => {
    const { id } = await record({ kind: 'spent', amount: '7', onDate: '2025-06-01' });
    const cancel = (entry: string, reason = 'Ghi nhầm nhiệm vụ') => cancelFunding(fresh.db, OWNER, entry, reason, NOW);
    await expect(cancel(id, '  ')).rejects.toMatchObject({ fields: { reason: expect.any(String) } });
    const before = await fundingTotals(seeingAll(fresh.db), plan.id, isoDate('2025-07-10'));
    await cancel(id);
    const after = await fundingTotals(seeingAll(fresh.db), plan.id, isoDate('2025-07-10'));
    expect(before.whole.spent - after.whole.spent).toBe(7n);
    await expect(cancel(id)).rejects.toMatchObject({ code: 'plan.funding-cancelled' });
    const entries = await readPage(seeingAll(fresh.db), FUNDING_ENTRY_LIST, readQuery(FUNDING_ENTRY_LIST, new URLSearchParams('kind=spent&task=i.1')), scope()); // prettier-ignore
    const [opposite, original] = [
      entries.rows.find(({ cancels }) => cancels === id)!,
      entries.rows.find((row) => row.id === id)!,
    ];
    expect([original.cancelled, original.amount, opposite.amount]).toEqual([true, '7', '-7']);
    await expect(cancel(opposite.id)).rejects.toMatchObject({ code: 'plan.funding-cancelled' });
    await expect(seeingAll(fresh.db).execute(sql`delete from plan_funding_entry`)).rejects.toThrow();
  });

  it('cán bộ chỉ ghi kinh phí của cơ quan mình', async () => {
    await expect(record({ organisationKey: 'so-noi-vu' }, OFFICER)).rejects.toMatchObject({ status: 403, code: 'identity.out-of-scope' }); // prettier-ignore
    const { id } = await record({ amount: '1' }, OFFICER);
    await expect(cancelFunding(fresh.db, OFFICER, id, 'Nhầm')).resolves.toMatchObject({ taskCode: 'I.1' });
    const { id: theirs } = await record({ organisationKey: 'so-noi-vu', amount: '1' });
    await expect(cancelFunding(fresh.db, OFFICER, theirs, 'Nhầm')).rejects.toMatchObject({ status: 403 });
    await expect(record({}, somebody('reader'))).rejects.toMatchObject({ status: 403 });
  });

  it.each([
    ['ngày ở tương lai', { onDate: '2025-07-11' }, 'onDate'],
    ['nguồn lạ', { sourceKey: 'khong-co' }, 'sourceKey'],
    ['cơ quan lạ', { organisationKey: 'khong-co' }, 'organisationKey'],
  ])('%s', async (_what, changes, field) => {
    await expect(record(changes)).rejects.toMatchObject({ fields: { [field]: expect.any(String) } });
  });

  it('nguồn mới là dữ liệu; tên trùng (không kể dấu) thì từ chối', async () => {
    await addFundingSource(fresh.db, OWNER, '  Vốn  vay ODA ');
    expect((await fundingSources(seeingAll(fresh.db))).at(-1)).toEqual({ key: 'von-vay-oda', name: 'Vốn vay ODA' });
    await expect(addFundingSource(fresh.db, OWNER, 'VON VAY ODA')).rejects.toMatchObject({ status: 409 });
    await expect(addFundingSource(fresh.db, OWNER, '…')).rejects.toMatchObject({ status: 422 });
  });

  it('biết phần kinh phí của văn bản kế hoạch; người ngoài không thấy sổ kinh phí', async () => {
    expect(await fundingLine(seeingAll(fresh.db), plan.id)).toBe(95);
    const outside = connect(fresh.applicationUrl, { eyes: PUBLIC, size: 1 });
    expect((await fundingTotals(outside, plan.id, isoDate('2025-07-10'))).bySource).toEqual([]);
    await outside.$client.end();
  });

  it('mọi bộ lọc và thứ tự chạy được', async () => {
    for (const { key } of FUNDING_LIST.sorts) expect((await rows(`sort=-${key}&limit=3`)).length).toBe(3);
    expect((await rows('money=yes')).map(({ code }) => code)).toEqual(['I.1']);
    expect((await rows('money=no')).length).toBe(50);
    expect((await rows('source=nguon-khac&organisation=so-noi-vu&q=i.1')).length).toBe(1);
  });
});
