import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { currentPlan, fundingTotals, targetStandings } from '#modules/plan/index.ts';
import { useTemporaryFiles } from '#modules/plan/testing/sample-plan.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { COMPUTATIONS } from './indicators.ts';
import { loadSample } from './sample.ts';

useTemporaryFiles();
const fresh = useDatabase();

it('dữ liệu mẫu: mọi chỉ tiêu của kế hoạch đo được, mọi số liệu bịa đều ghi rõ là minh họa; nạp lần nữa không thêm gì', async () => {
  await loadSample(fresh.db);
  const plan = (await currentPlan(fresh.db))!;
  const standings = await targetStandings(fresh.db, plan.id, vietnamDate(new Date('2026-03-01')), COMPUTATIONS);
  expect(standings).toHaveLength(9);
  expect(standings.every(({ target, standing }) => target.binding !== null && standing !== null)).toBe(true);
  expect(new Set(standings.map(({ standing }) => standing!.judgement?.light)).size).toBeGreaterThan(2);
  const marked = await fresh.db.execute(
    sql`select (select bool_and(name like '%(minh họa)') from indicator_version join indicator on key = indicator_key where kind = 'entered') as names,
      (select bool_and(document_issuer = 'Số liệu minh họa') from indicator_observation) as figures,
      (select bool_and(note = 'Số liệu minh họa') from plan_funding_entry) as money,
      (select bool_and(title like '%minh họa)') from obligation where parent_id is not null) as below`,
    'objects',
  );
  expect(marked).toEqual([{ names: true, figures: true, money: true, below: true }]);
  expect((await fundingTotals(fresh.db, plan.id, vietnamDate(new Date('2026-03-01')))).bySource.length).toBe(2);
  const counts = () => fresh.db.execute(sql`select (select count(*) from indicator_observation) as figures, (select count(*) from obligation) as owed, (select count(*) from audit_entry) as entries`, 'objects'); // prettier-ignore
  const before = await counts();
  await loadSample(fresh.db);
  expect(await counts()).toEqual(before);
});
