import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { system } from '#kernel/database/actor.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { textPlan } from '../testing/plan-document.ts';
import { useTemporaryFiles, withSeedPlan } from '../testing/sample-plan.ts';
import { importPlanDocument } from './import-plan.ts';
import { acceptPlan } from './review-plan.ts';

useTemporaryFiles();
const fresh = useDatabase();
const actor = system('Kiểm thử');

/** A second plan of 2025, by whom the test says. */
async function second(number: string, issuer: string): Promise<string> {
  const bytes = textPlan([['1', 'Rà soát', 'Báo cáo', 'Quý I/2025', 'Sở Nội vụ chủ trì']]);
  const text = new TextDecoder().decode(bytes).replace('12/QĐ-UBND', number);
  const { id } = await importPlanDocument(fresh.db, actor, {
    bytes: new TextEncoder().encode(text),
    name: 'ke-hoach.txt',
  });
  await fresh.db.execute(sql`update plan set year = 2025, issuer = ${issuer} where id = ${id}`);
  await fresh.db.execute(sql`update plan_diagnostic set resolution = 'accepted' where plan_id = ${id}`);
  return id;
}

it('kế hoạch cùng năm của tỉnh khác không thay thế kế hoạch này; của chính cơ quan ban hành thì thay thế', async () => {
  const { slug } = await withSeedPlan(fresh.db, { accepted: true });
  const other = await second('9/QĐ-UBND', 'Ủy ban nhân dân tỉnh Ninh Thuận');
  expect(await acceptPlan(fresh.db, actor, other)).toMatchObject({ supersedes: null });
  const own = await second('10/QĐ-UBND', 'ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA');
  expect(await acceptPlan(fresh.db, actor, own)).toMatchObject({ supersedes: slug });
});
