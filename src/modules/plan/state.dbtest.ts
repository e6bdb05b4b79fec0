import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { productState, taskState } from './model.ts';
import { taskStateJoin } from './state-sql.ts';

const fresh = useDatabase();
const NEW_YEAR = isoDate('2025-01-01');
const day = fc.integer({ min: 0, max: 6 }).map((offset) => addDays(NEW_YEAR, offset));
const facts = fc.record({ lastDay: fc.option(day), startedOn: fc.option(day), doneOn: fc.option(day) });

/** The state of a task with these products as PostgreSQL sees it; the rows exist only in the query. */
async function stateInSql(
  products: { lastDay: IsoDate | null; startedOn: IsoDate | null; doneOn: IsoDate | null }[],
  asOf: IsoDate,
) {
  const rows = JSON.stringify(
    products.map((product) => ({
      task_id: 1,
      last_day: product.lastDay,
      started_on: product.startedOn,
      done_on: product.doneOn,
    })),
  );
  const [state] = await fresh.db.execute<{ progress: string; timeliness: string }>(
    sql`with task as (select 1 as id), plan_product as (
        select * from jsonb_to_recordset(${rows}::jsonb) as row(task_id int, last_day date, started_on date, done_on date))
      select state.progress, state.timeliness from task ${taskStateJoin(asOf)}`,
    'objects',
  );
  return state;
}

it('quy tắc tình trạng viết bằng SQL và bằng TypeScript luôn cho cùng kết quả', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(facts, { minLength: 1, maxLength: 3 }), day, async (products, asOf) => {
      expect(await stateInSql(products, asOf)).toEqual(
        taskState(products.map((product) => productState(product, asOf))),
      );
    }),
    { numRuns: 300 },
  );
});
