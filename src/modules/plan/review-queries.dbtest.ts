import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '#test/database/fresh.ts';
import { countFindings, findGroup, groupsWithCounts, partsAtLine, planSize, tasksOfGroup } from './index.ts';
import { useTemporaryFiles, withSeedPlan } from './testing/sample-plan.ts';

beforeAll(useTemporaryFiles);

describe('đọc bản nháp để rà soát', () => {
  const fresh = useDatabase();
  let id: string;
  beforeAll(async () => void ({ id } = await withSeedPlan(fresh.db, { accepted: false })));

  it('đếm đủ nhóm, mục tiêu, nhiệm vụ, sản phẩm và dòng nguồn', async () => {
    const size = await planSize(fresh.db, id);
    expect(size).toMatchObject({ groups: 7, tasks: 62 });
    expect(size.products).toBeGreaterThanOrEqual(62);
    expect(size.lastLine).toBeGreaterThan(400);
  });

  it('đếm điểm cần xem theo mức độ, kể cả mức không có điểm nào', async () => {
    expect(
      (await countFindings(fresh.db, id)).map(({ severity, open, settled }) => [severity, open > 0, settled]),
    ).toEqual([
      ['error', false, 0],
      ['warning', true, 0],
      ['info', true, 0],
    ]);
  });

  it('đọc nhiệm vụ của từng nhóm theo trang, đủ sản phẩm và phân công', async () => {
    const [first] = await groupsWithCounts(fresh.db, id);
    expect(first).toMatchObject({ code: 'I', tasks: 6 });
    const tasks = await tasksOfGroup(fresh.db, first!.id, { limit: 4, offset: 4 });
    expect(tasks.map(({ code }) => code)).toEqual(['I.5', 'I.6']);
    expect(
      tasks.every(({ products }) => products.length > 0 && products.every(({ assignments }) => assignments.length > 0)),
    ).toBe(true);
    expect(await tasksOfGroup(fresh.db, first!.id, { limit: 4, offset: 40 })).toEqual([]);
    expect(await findGroup(fresh.db, id, first!.id)).toMatchObject({ code: 'I' });
  });

  it('tìm được nhiệm vụ, mục tiêu ở một dòng của văn bản', async () => {
    const [group] = await groupsWithCounts(fresh.db, id);
    const [task] = await tasksOfGroup(fresh.db, group!.id, { limit: 1, offset: 0 });
    expect(await partsAtLine(fresh.db, id, task!.line!)).toMatchObject({
      task: { code: 'I.1', groupId: group!.id, holds: true },
    });
    expect(await partsAtLine(fresh.db, id, task!.line! - 1)).toMatchObject({ task: { code: 'I.1', holds: false } });
    expect((await partsAtLine(fresh.db, id, 83)).objective).not.toBeNull();
    expect(await partsAtLine(fresh.db, id, 1_000_000)).toMatchObject({ task: null });
  });

  it('không tìm nhóm của kế hoạch khác, cũng không vỡ vì mã lạ', async () => {
    const [group] = await groupsWithCounts(fresh.db, id);
    expect(await findGroup(fresh.db, '00000000-0000-7000-8000-000000000000', group!.id)).toBeNull();
    expect(await findGroup(fresh.db, id, "x' or 1=1")).toBeNull();
  });
});
