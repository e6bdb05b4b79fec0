import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { findPlan, findTask, reviseTask, TASK_INPUT } from '../index.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '../testing/sample-plan.ts';

beforeAll(useTemporaryFiles);

describe('tiến độ khi sửa nhiệm vụ', () => {
  const fresh = useDatabase();
  const owner = somebody('plan-owner');

  it('đặt bằng tay được, rồi trả lại cách hiểu tự động được', async () => {
    const { id } = await withSeedPlan(fresh.db, { accepted: false });
    const read = (await findTask(fresh.db, id, 'VI.12', isoDate('2025-06-01')))!;
    const save = async (understanding: unknown) => {
      const { revision } = await findPlan(fresh.db, id, { drafts: true });
      const products = read.products.map(({ id, text, scheduleText, assignmentText, assignments }) => ({
        id,
        text,
        scheduleText,
        assignmentText,
        understanding,
        roles: assignments.map(({ role, name }) => ({ role, name })),
      }));
      const input = TASK_INPUT.parse({ number: read.number, title: read.title, products });
      await reviseTask(fresh.db, owner, { planId: id, revision }, read.id, input);
      return (await findTask(fresh.db, id, 'VI.12', isoDate('2025-06-01')))!.products[0]!;
    };
    const set = await save({ kind: 'deadline', due: '2025-12-31', precision: 'year' });
    expect(set).toMatchObject({
      due: isoDate('2025-12-31'),
      lastDay: isoDate('2025-12-31'),
      schedule: { understood: true },
    });
    const again = await save(null);
    expect(again.schedule).toEqual(read.products[0]!.schedule);
  });
});
