import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, seenBy, type Database } from '#kernel/database/connection.ts';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { everyWord, readPage, readQuery } from '#kernel/lists/index.ts';
import { PUBLIC } from '#kernel/database/eyes.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { acceptPlan } from '../service/review-plan.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '../testing/sample-plan.ts';
import { OBLIGATION_LIST } from './lists.ts';
import { tasksTitled } from './task-search.ts';

useTemporaryFiles();
const fresh = useDatabase();
/** As the web server works: the role from which rows are hidden. */
let shown: Database;

beforeAll(() => {
  shown = connect(fresh.applicationUrl, { size: 2 });
});
afterAll(() => shown?.$client.end());

describe('nhiệm vụ theo từ trong tên', () => {
  it('khách không tìm ra nhiệm vụ của bản nháp; ban hành rồi thì ra như người bên trong', async () => {
    const { id } = await withSeedPlan(fresh.db, { accepted: false });
    const inside = seenBy(shown, { sees: 'inside', organisations: null });
    const asPublic = seenBy(shown, PUBLIC);
    const found = await tasksTitled(inside, 'thu tuc');
    expect(found!.length).toBeGreaterThan(3);
    expect(await tasksTitled(asPublic, 'thu tuc')).toEqual([]);
    await acceptPlan(fresh.db, somebody('plan-owner'), id);
    expect((await tasksTitled(asPublic, 'thu tuc'))!.toSorted()).toEqual(found!.toSorted());
  });

  it.each([
    ['mọi từ phải có', 'thu tuc khongcotunay', 0],
    ['dấu phần trăm là chữ', '%%%', 0],
    ['gạch dưới là chữ', '___________', 0],
    ['nháy đơn', "'); drop table plan_task; --", 0],
  ])('%s', async (_name, words, count) => {
    expect((await tasksTitled(fresh.db, words))!.filter(Boolean)).toHaveLength(count);
  });

  it.each(['cai cach', 'hanh chinh', 'thu tuc', 'kiem tra', 'cua'])(
    'đếm đúng số việc mà danh sách hiện, nhiều hay ít nhiệm vụ: %s',
    async (words) => {
      const scope = { planId: null, organisations: 'all' as const, today: vietnamDate(new Date()) };
      const query = { ...readQuery(OBLIGATION_LIST, new URLSearchParams({ q: words })), size: 1_000 };
      for (const db of [seenBy(shown, PUBLIC), seenBy(shown, { sees: 'inside', organisations: null })]) {
        const page = await readPage(db, OBLIGATION_LIST, query, scope);
        const [found] = await db.execute<{ count: number }>(
          sql`select count(*)::int as count from obligation left join plan_task task on task.id = obligation.task_id
            where ${everyWord(words, (pattern) => sql`search_key(coalesce(obligation.title, task.title)) like ${pattern}`)}`,
          'objects',
        );
        expect([page.total, page.rows.length]).toEqual([found!.count, found!.count]);
        expect(found!.count).toBeGreaterThan(0);
      }
    },
  );

  it('không từ nào thì không nêu tên: mọi nhiệm vụ', async () => {
    expect(await tasksTitled(fresh.db, '   ')).toBeNull();
  });
});
