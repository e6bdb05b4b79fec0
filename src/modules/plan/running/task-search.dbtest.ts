import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, seenBy, type Database } from '#kernel/database/connection.ts';
import { PUBLIC } from '#kernel/database/eyes.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { acceptPlan } from '../service/review-plan.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '../testing/sample-plan.ts';
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

  it('không từ nào thì không nêu tên: mọi nhiệm vụ', async () => {
    expect(await tasksTitled(fresh.db, '   ')).toBeNull();
  });
});
