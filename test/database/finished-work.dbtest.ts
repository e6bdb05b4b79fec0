import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { official } from '#kernel/identity/people/testing/province.ts';
import type { Dependents } from '#kernel/organisations/dependents.ts';
import { cancelWork, clearObstacle, raiseObstacle } from '#modules/plan/index.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '#modules/plan/testing/sample-plan.ts';
import { DEPENDENTS } from '../../src/dependents.ts';
import { useDatabase } from './fresh.ts';

const BODY = 'so-tu-phap';
const NOW = new Date('2025-06-20T03:00:00Z');
const owner = { ...somebody('plan-owner'), id: 'owner' };
const document = { documentNumber: '12/QĐ-UBND', documentDate: '2025-02-01', documentIssuer: 'UBND tỉnh' };
const listed = DEPENDENTS.filter((each): each is Dependents & Required<Pick<Dependents, 'finishedOf'>> => each.finishedOf !== undefined); // prettier-ignore

useTemporaryFiles();
const fresh = useDatabase();

/** One finished thing or more of each sort at one body, beside what is open. */
beforeAll(async () => {
  const { db } = fresh;
  await withSeedPlan(db, { accepted: true });
  const rows = await db.execute<{ id: string }>(
    sql`select id from obligation where organisation_key = ${BODY} and state = 'not-started' order by id limit 3`,
    'objects',
  );
  const [first, next, last] = rows.map(({ id }) => id);
  await raiseObstacle(db, owner, first!, { note: 'Chưa có hướng dẫn', organisationKey: BODY, lastDay: '2025-07-01' }, NOW); // prettier-ignore
  await clearObstacle(db, owner, first!, { obstacle: 1, note: 'Đã có' }, NOW);
  await cancelWork(db, owner, next!, { note: 'Trùng', ...document }, NOW);
  await db.execute(sql`update obligation set ordinal = null, decider_key = ${BODY} where id in (${next!}, ${last!})`);
  await db.execute(sql`update plan_product set done_on = '2025-03-01' where id = (select product_id from plan_answerable where organisation_key = ${BODY} limit 1)`); // prettier-ignore
  for (const [id, state] of [
    ['a1', 'cancelled'],
    ['a2', 'planned'],
  ] as const)
    // prettier-ignore
    await db.execute(sql`insert into activity (id, kind, title, organisation_key, decider_key, fields, state)
      values (${`00000000-0000-7000-8000-0000000000${id}`}, 'inspection', 'Kiểm tra', ${BODY}, ${BODY}, '{}', ${state})`);
  await official(db, BODY, { roles: [['officer', BODY]] });
  await db.execute(sql`update person_position set valid = '[2024-01-01,2025-01-01)' where organisation_key = ${BODY}`);
  await db.execute(sql`insert into api_key (id, name, prefix, hash, scopes, created_at, expires_at) values (gen_random_uuid(), 'Thử', '0123abcd',
    repeat('a', 64), array['plan.read@' || ${BODY}], '2024-01-01', '2025-01-01')`);
  await db.execute(
    sql`update role_grant set revoked_at = now(), revoked_by = 'test', revocation_reason = 'test' where organisation_key = ${BODY}`,
  );
});

describe('“giữ làm lịch sử” trong xem trước một lần sắp xếp', () => {
  it('mở được ở mọi loại có trang để mở', () => {
    expect(listed.map(({ name }) => name).sort()).toEqual(
      ['activity', 'activity-decider', 'api-key', 'obligation', 'obligation-decider', 'obstacle', 'plan-assignment', 'position', 'role-grant'].sort(), // prettier-ignore
    );
  });

  it.each(listed)('$name: danh sách mở ra có đúng số đã đếm', async ({ historyOf, finishedOf }) => {
    const count = await historyOf(fresh.db, [BODY]);
    const all = await finishedOf(fresh.db, [BODY], 1_000);
    expect(count).toBeGreaterThan(0);
    expect(all).toHaveLength(count);
    for (const { label, path } of all)
      expect([label, path]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/^\//)]);
    expect(await finishedOf(fresh.db, [BODY], 1)).toEqual(all.slice(0, 1));
    expect(await historyOf(fresh.db, ['quoc-hoi'])).toBe((await finishedOf(fresh.db, ['quoc-hoi'], 1_000)).length);
  });
});
