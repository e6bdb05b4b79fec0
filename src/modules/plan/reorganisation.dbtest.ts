import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { system } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { GRANT_DEPENDENTS, POSITION_DEPENDENTS } from '#kernel/identity/dependents.ts';
import { draftReorganisation } from '#kernel/organisations/drafts.ts';
import { rewind } from '#kernel/organisations/reorganisation/carry-out.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { listHandovers } from '#kernel/organisations/reorganisation-queries.ts';
import { reverseReorganisation } from '#kernel/organisations/reverse.ts';
import { carryOutReorganisation, decideHandover, renewHandovers } from '#kernel/organisations/service.ts';
import { storeRegistry } from '#kernel/organisations/store.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { PLAN_DEPENDENTS } from './dependents.ts';
import { TASK_LIST } from './lists.ts';
import { progressByOrganisation, tasksOfOrganisation } from './queries.ts';
import { seedBytes, useTemporaryFiles, withSeedPlan } from './testing/sample-plan.ts';
import { acceptPlan } from './service/review-plan.ts';
import { importPlanDocument } from './service/import-plan.ts';

/** From 31/12/2024, with the plan of that day, through the acts of 2025, to 01/07/2025. */
const SIGNED = isoDate('2024-12-31');
const NOW = isoDate('2025-07-01');
const CLERK = system('test');
const DEPENDENTS = [PLAN_DEPENDENTS, POSITION_DEPENDENTS, GRANT_DEPENDENTS];
const shipped = readRegistryFolder();

useTemporaryFiles();
const fresh = useDatabase();
let planId = '';
const acts: string[] = [];

beforeAll(async () => {
  await transact(fresh.db, CLERK, (tx) => storeRegistry(tx, rewind(shipped, isoDate('2025-01-01'))));
  const plan = await importPlanDocument(fresh.db, CLERK, { bytes: seedBytes(), name: 'plan-3487-qd-ubnd.txt' });
  await acceptPlan(fresh.db, CLERK, plan.id);
  planId = plan.id;
  for (const act of shipped.reorganisations) {
    const { id } = await draftReorganisation(fresh.db, CLERK, act);
    await carryOutReorganisation(fresh.db, CLERK, id, 1, DEPENDENTS);
    acts.push(id);
  }
});

const rows = <Row extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  fresh.db.execute<Row>(query, 'objects');
const tasksOn = (day: IsoDate) =>
  rows<{ task: string; key: string; living: boolean; waits: boolean }>(sql`select task.code as task, answerable.organisation_key as key,
      exists (select 1 from organisation_version version where version.organisation_key = answerable.organisation_key and version.valid @> ${day}::date) as living,
      exists (select 1 from handover where status = 'open' and subject_id = answerable.product_id || ':' || answerable.ordinal
        and handover.organisation_key = answerable.then_key and effective_on <= ${day}::date) as waits
    from plan_answerable_on(${day}::date) answerable join plan_task task on task.id = answerable.task_id where answerable.plan_id = ${planId}`); // prettier-ignore

describe('62 nhiệm vụ qua các lần sắp xếp năm 2025', () => {
  it('ngày ký và nay: cùng những nhiệm vụ, không mất nhiệm vụ nào', async () => {
    const [then, now] = [await tasksOn(SIGNED), await tasksOn(NOW)];
    const codes = (list: typeof then) => [...new Set(list.map(({ task }) => task))].sort();
    expect(codes(then)).toHaveLength(62);
    expect(codes(now)).toEqual(codes(then));
    expect(then.length).toBe(now.length);
  });

  it('ngày ký: mọi cơ quan được giao đều đang hoạt động', async () => {
    expect((await tasksOn(SIGNED)).filter(({ living }) => !living)).toEqual([]);
  });

  it('nay: mỗi nhiệm vụ có cơ quan đang hoạt động trả lời, hoặc nằm trong danh sách chờ quyết định', async () => {
    const byTask = Map.groupBy(await tasksOn(NOW), ({ task }) => task);
    const lost = [...byTask]
      .filter(([, list]) => !list.some(({ living, waits }) => living || waits))
      .map(([task]) => task);
    expect(lost).toEqual([]);
  });

  it('việc nêu đích danh một cơ quan đã kết thúc: có nơi tiếp nhận, hoặc chờ quyết định', async () => {
    const named = await rows<{ task: string; key: string; waits: boolean; living: boolean }>(sql`select task.code as task, answerable.organisation_key as key,
        exists (select 1 from handover where status = 'open' and subject_id = answerable.product_id || ':' || answerable.ordinal) as waits,
        exists (select 1 from organisation_version version where version.organisation_key = answerable.organisation_key and version.valid @> ${NOW}::date) as living
      from plan_answerable_on(${NOW}::date) answerable join plan_task task on task.id = answerable.task_id
      where via_collective_key is null`); // prettier-ignore
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter(({ living, waits }) => living === waits)).toEqual([]);
  });

  it('đếm theo cơ quan, khi đó và nay, đều cộng về đúng số phần việc', async () => {
    const count = async (day: IsoDate) => {
      const [found] = await rows<{ pairs: number; tasks: number }>(sql`select sum(n)::int as pairs, (select count(distinct task_id)::int from plan_answerable_on(${day}::date)) as tasks
        from (select organisation_key, count(*) as n from plan_answerable_on(${day}::date) group by 1) each`); // prettier-ignore
      return found;
    };
    expect(await count(NOW)).toEqual(await count(SIGNED));
  });

  it('Sở Kế hoạch và Đầu tư: nay Sở Tài chính trả lời, danh sách mở ra cùng số ấy', async () => {
    const held = await rows<{ then_key: string }>(sql`select distinct then_key from plan_answerable_on(${NOW}::date) where organisation_key = 'so-tai-chinh'`); // prettier-ignore
    expect(held.map(({ then_key }) => then_key).sort()).toEqual(['so-ke-hoach-va-dau-tu', 'so-tai-chinh']);
    const [bodies] = await rows<{ keys: string[] }>(
      sql`select bodies_held_by(array['so-tai-chinh'], ${NOW}::date) as keys`,
    );
    expect(bodies!.keys.sort()).toEqual(['so-ke-hoach-va-dau-tu', 'so-tai-chinh']);
  });

  const listed = async (address: string, today: IsoDate) =>
    readPage(fresh.db, TASK_LIST, readQuery(TASK_LIST, new URLSearchParams(`limit=200&${address}`)), { planId, planSlug: '', today }); // prettier-ignore

  it('danh sách “nay”: lọc theo Sở Tài chính thấy cả việc tiếp nhận, tên hiện theo tổ chức nay', async () => {
    const then = await listed('organisation=so-tai-chinh&organisation=so-ke-hoach-va-dau-tu', NOW);
    const now = await listed('organisation=so-tai-chinh&organised=now', NOW);
    expect(now.rows.map(({ code }) => code)).toEqual(then.rows.map(({ code }) => code));
    expect((await listed('organisation=so-ke-hoach-va-dau-tu&organised=now', NOW)).total).toBe(0);
    expect((await listed('organisation=so-tai-chinh&organised=now&as_of=2025-02-28', NOW)).total).toBe((await listed('organisation=so-tai-chinh', NOW)).total); // prettier-ignore
    const names = new Set(
      now.rows.flatMap(({ products }) => products.flatMap(({ roles }) => roles.map(({ name }) => name))),
    );
    expect(names.has('Sở Tài chính')).toBe(true);
    expect(names.has('Sở Kế hoạch và Đầu tư')).toBe(false);
  });

  it('lọc theo từng cơ quan, “khi đó” và “nay”, đều phủ đủ 62 nhiệm vụ, và khớp con số tổng hợp', async () => {
    for (const organised of ['then', 'now'] as const) {
      const counted = await progressByOrganisation(fresh.db, planId, NOW, {
        role: 'lead',
        named: NOW,
        limit: 500,
        organised,
      });
      for (const { key, name, counts } of counted) {
        const { total } = await listed(`organisation=${key}&role=lead&organised=${organised}`, NOW);
        expect([organised, name, total]).toEqual([organised, name, counts.reduce((sum, { count }) => sum + count, 0)]);
      }
      const keys = new Set((await tasksOn(organised === 'then' ? SIGNED : NOW)).map(({ key }) => key));
      const found = await listed(
        [...keys].map((key) => `organisation=${key}`).join('&') + `&organised=${organised}`,
        NOW,
      );
      expect(found.total).toBe(62);
    }
  });

  it('việc của một cơ quan, “nay” gồm việc tiếp nhận', async () => {
    const count = async (organised: 'then' | 'now') => (await tasksOfOrganisation(fresh.db, 'so-xay-dung', NOW, 500, organised)).length; // prettier-ignore
    expect(await count('now')).toBeGreaterThanOrEqual(await count('then'));
    expect(await tasksOfOrganisation(fresh.db, 'so-giao-thong-van-tai', NOW, 500, 'now')).toEqual([]);
  });

  it('danh sách chờ quyết định gọn: không hỏi khi cơ quan kế tiếp đã cùng tập thể, và nêu các nơi có thể nhận', async () => {
    const open = await listHandovers(fresh.db, { status: 'open' });
    const by = Map.groupBy(open, ({ heldBy }) => heldBy);
    expect(Object.fromEntries([...by].map(([key, list]) => [key, list.length]))).toMatchInlineSnapshot(`
      {
        "so-lao-dong-thuong-binh-va-xa-hoi": 1,
        "so-thong-tin-va-truyen-thong": 15,
        "ubnd-huyen-cam-lam": 13,
        "ubnd-huyen-dien-khanh": 13,
        "ubnd-huyen-khanh-son": 13,
        "ubnd-huyen-khanh-vinh": 13,
        "ubnd-huyen-truong-sa": 13,
        "ubnd-huyen-van-ninh": 13,
        "ubnd-thanh-pho-cam-ranh": 13,
        "ubnd-thanh-pho-nha-trang": 13,
        "ubnd-thi-xa-ninh-hoa": 13,
      }
    `);
    expect(by.get('so-thong-tin-va-truyen-thong')?.every(({ proposedKey }) => proposedKey === 'so-khoa-hoc-va-cong-nghe')).toBe(true); // prettier-ignore
  });

  it('rà lại không thêm gì', async () => {
    expect(await renewHandovers(fresh.db, CLERK, DEPENDENTS)).toEqual({ open: 0, automatic: 0 });
  });

  it('hoàn tác lần kết thúc cấp huyện: việc chờ quyết định của cấp huyện cũng hết; thực hiện lại được', async () => {
    await reverseReorganisation(fresh.db, CLERK, acts[3]!, 'Thử', DEPENDENTS);
    expect(
      (await listHandovers(fresh.db, { status: 'open' })).filter(({ heldBy }) => heldBy.startsWith('ubnd-')),
    ).toEqual([]);
    const { id } = await draftReorganisation(fresh.db, CLERK, shipped.reorganisations[3]!);
    await carryOutReorganisation(fresh.db, CLERK, id, 1, DEPENDENTS);
  });

  it('quyết định rồi: nay cơ quan được chọn trả lời, khi đó vẫn như kế hoạch ghi', async () => {
    const open = (await listHandovers(fresh.db, { status: 'open' })).filter(
      ({ heldBy }) => heldBy === 'ubnd-huyen-van-ninh',
    );
    await decideHandover(fresh.db, CLERK, { ids: open.map(({ id }) => id), toKey: 'so-noi-vu', reason: 'Phân công lại' }, DEPENDENTS); // prettier-ignore
    const answering = (day: IsoDate) =>
      rows<{ key: string }>(sql`select distinct organisation_key as key from plan_answerable_on(${day}::date)
        where then_key = 'ubnd-huyen-van-ninh' and product_id || ':' || ordinal = any(${sql.param(open.map(({ subjectId }) => subjectId))}::text[])`); // prettier-ignore
    expect(await answering(NOW)).toEqual([{ key: 'so-noi-vu' }]);
    expect(await answering(SIGNED)).toEqual([{ key: 'ubnd-huyen-van-ninh' }]);
  });
});

describe('kế hoạch vào sổ sau khi các cơ quan đã kết thúc', () => {
  const late = useDatabase();

  it('rà lại đưa việc của chúng vào danh sách, giống như khi sắp xếp sau', async () => {
    await withSeedPlan(late.db, { accepted: true });
    const found = await renewHandovers(late.db, CLERK, DEPENDENTS);
    const [first] = await rows<{ open: number }>(sql`select count(*)::int as open from handover where not automatic`);
    expect(found.open).toBe(first!.open);
    expect(await renewHandovers(late.db, CLERK, DEPENDENTS)).toEqual({ open: 0, automatic: 0 });
  });
});
