import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { system } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { mergeRegistry } from '#kernel/organisations/exchange/merge-registry.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { rewind } from '#kernel/organisations/reorganisation/carry-out.ts';
import { listHandovers } from '#kernel/organisations/reorganisation-queries.ts';
import { renewHandovers } from '#kernel/organisations/service.ts';
import { storeRegistry } from '#kernel/organisations/store.ts';
import { neighbour } from '#kernel/organisations/testing/neighbour.ts';
import { acceptPlan, importPlanDocument, TASK_LIST, tasksOfOrganisation } from '#modules/plan/index.ts';
import { COLUMNS, htmlPlan } from '#modules/plan/testing/plan-document.ts';
import { seedBytes, useTemporaryFiles } from '#modules/plan/testing/sample-plan.ts';
import { DEPENDENTS } from '../../src/dependents.ts';
import { useDatabase } from './fresh.ts';

/** Two provinces with a plan each become one on 01/07/2025. The neighbour and its plan are made up. */
const EVE = isoDate('2025-06-30');
const DAY = isoDate('2025-07-01');
const clerk = system('test');

useTemporaryFiles();
const fresh = useDatabase();
let plans: { ours: string; theirs: string };

const NEIGHBOURS_PLAN = [
  ['1', 'Rà soát thủ tục (ví dụ)', 'Báo cáo', 'Tháng 10/2026', 'Sở Nội vụ tỉnh Ninh Thuận'],
  ['2', 'Quản lý vùng nho (ví dụ)', 'Báo cáo', 'Tháng 11/2026', 'Ban Quản lý Nho và Rượu vang'],
  ['3', 'Công khai ngân sách (ví dụ)', 'Báo cáo', 'Tháng 12/2026', 'Sở Tài chính tỉnh Ninh Thuận'],
];

beforeAll(async () => {
  await transact(fresh.db, clerk, (tx) => storeRegistry(tx, rewind(readRegistryFolder(), DAY)));
  const ours = await importPlanDocument(fresh.db, clerk, { bytes: seedBytes(), name: 'plan-3487-qd-ubnd.txt' });
  await acceptPlan(fresh.db, clerk, ours.id);
  await renewHandovers(fresh.db, clerk, DEPENDENTS);
  await mergeRegistry(fresh.db, clerk, neighbour(), {
    province: 'Ninh Thuận',
    prefix: 'ninh-thuan',
    same: { 'ubnd-tinh': 'ubnd-tinh-ninh-thuan' },
    document: { number: '202/2025/QH15', issuedOn: isoDate('2025-06-12'), title: 'Sắp xếp đơn vị hành chính cấp tỉnh', source: null }, // prettier-ignore
    effectiveOn: DAY,
    steps: [
      { step: 'merge', keys: ['ubnd-tinh-ninh-thuan'], into: 'ubnd-tinh' },
      { step: 'merge', keys: ['ninh-thuan-so-noi-vu'], into: 'so-noi-vu' },
      { step: 'merge', keys: ['ninh-thuan-so-tai-chinh'], into: 'so-tai-chinh' },
    ],
  }, DEPENDENTS); // prettier-ignore
  const theirs = await importPlanDocument(fresh.db, clerk, { bytes: htmlPlan(NEIGHBOURS_PLAN, [COLUMNS]), name: 'ke-hoach.html' }); // prettier-ignore
  await fresh.db.execute(sql`update plan_diagnostic set resolution = 'accepted' where plan_id = ${theirs.id}`);
  await acceptPlan(fresh.db, clerk, theirs.id);
  plans = { ours: ours.id, theirs: theirs.id };
});

const list = (planId: string, today: IsoDate, address = '') =>
  readPage(fresh.db, TASK_LIST, readQuery(TASK_LIST, new URLSearchParams(`limit=200&${address}`)), { planId, planSlug: '', today }); // prettier-ignore

describe('hai tỉnh, hai kế hoạch, một danh mục', () => {
  it('mỗi kế hoạch giữ đủ nhiệm vụ của mình', async () => {
    expect((await list(plans.ours, DAY)).total).toBe(62);
    expect((await list(plans.theirs, DAY)).total).toBe(3);
  });

  it('nhiệm vụ của tỉnh kia: khi ấy của sở tỉnh ấy, nay của sở tỉnh mới; sở của ta không bị lẫn', async () => {
    const then = (key: string) => list(plans.theirs, EVE, `organisation=${key}`).then(({ total }) => total);
    const now = (key: string) => list(plans.theirs, DAY, `organisation=${key}&organised=now`).then(({ total }) => total); // prettier-ignore
    expect(await Promise.all(['ninh-thuan-so-noi-vu', 'so-noi-vu', 'ninh-thuan-so-tai-chinh'].map(then))).toEqual([1, 0, 1]); // prettier-ignore
    expect(await Promise.all(['ninh-thuan-so-noi-vu', 'so-noi-vu', 'so-tai-chinh'].map(now))).toEqual([0, 1, 1]);
    expect(await now('ninh-thuan-ban-nho-va-vang')).toBe(1);
  });

  it('trang của sở mới: việc của cả hai kế hoạch như nay, việc của riêng nó như khi ấy', async () => {
    const of = async (organised: 'then' | 'now') => {
      const tasks = await tasksOfOrganisation(fresh.db, 'so-noi-vu', DAY, 1_000, organised);
      return new Set(tasks.map(({ planSlug }) => planSlug)).size;
    };
    expect([await of('then'), await of('now')]).toEqual([1, 2]);
  });

  it('không việc nào của hai tỉnh rơi mất: có cơ quan đang hoạt động, hoặc chờ người quyết định', async () => {
    const waiting = new Set((await listHandovers(fresh.db, { status: 'open' })).map(({ subjectId }) => subjectId));
    const rows = await fresh.db.execute<{ subject: string; living: boolean }>(
      sql`select answerable.product_id || ':' || answerable.ordinal as subject,
          exists (select 1 from organisation_version version where version.organisation_key = answerable.organisation_key
            and version.valid @> ${DAY}::date) as living
        from plan_answerable_on(${DAY}::date) answerable join plan on plan.id = answerable.plan_id and plan.status = 'active'`,
      'objects',
    );
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.filter(({ subject, living }) => !living && !waiting.has(subject))).toEqual([]);
  });
});
