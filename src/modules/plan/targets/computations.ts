import { sql } from 'drizzle-orm';
import { partsOf, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { endOf, type Computations, type Period, type Reading } from '#kernel/indicators/index.ts';
import { answerableAs } from '../answering-sql.ts';
import { taskStateJoin } from '../running/state-sql.ts';

/** Tasks of the plans of a period's year, by their state at its end, or on the day asked for when it comes first. */
async function tasksAt(
  db: Pick<Database, 'execute'>,
  organisationKey: string | null,
  { start, ...rest }: Period,
  asOf: IsoDate,
) {
  const end = endOf({ start, ...rest });
  const day = end < asOf ? end : asOf;
  const ofBody = organisationKey
    ? sql`and exists (select 1 from ${answerableAs('then', day)} where answerable.task_id = task.id
        and answerable.organisation_key = ${organisationKey} and answerable.role = 'lead')`
    : sql``;
  const [row] = await db.execute<{ tasks: number; done: number; in_time: number }>(
    sql`select count(*) filter (where state.progress <> 'cancelled')::int as tasks, count(*) filter (where state.progress = 'done')::int as done,
        count(*) filter (where state.progress = 'done' and state.timeliness <> 'late')::int as in_time
      from plan join plan_task task on task.plan_id = plan.id ${taskStateJoin(day)}
      where plan.status = 'active' and plan.year = ${partsOf(start).year}
        and (task.added_on is null or task.added_on <= ${day}::date) ${ofBody}`,
    'objects',
  );
  return row!;
}

function reading(numerator: number, denominator: number): Reading {
  return {
    state: 'measured',
    value: denominator === 0 ? null : (numerator / denominator) * 100,
    numerator,
    denominator,
  };
}

/** Figures that the register of tasks gives by itself. */
export const PLAN_COMPUTATIONS: Computations = {
  'plan.tasks-done': {
    label: { vi: 'Tỷ lệ nhiệm vụ của kế hoạch đã hoàn thành', en: 'Share of the plan’s tasks that are done' },
    figures: async (db, { organisationKey, periods, asOf }) =>
      Promise.all(
        periods.map(async (period) => {
          const { tasks, done } = await tasksAt(db, organisationKey, period, asOf);
          return tasks === 0 ? { state: 'not-assigned' as const } : reading(done, tasks);
        }),
      ),
  },
  'plan.tasks-done-in-time': {
    label: {
      vi: 'Tỷ lệ nhiệm vụ hoàn thành đúng hạn trong số đã hoàn thành',
      en: 'Share of the tasks done that were done in time',
    },
    figures: async (db, { organisationKey, periods, asOf }) =>
      Promise.all(
        periods.map(async (period) => {
          const { tasks, done, in_time } = await tasksAt(db, organisationKey, period, asOf);
          return tasks === 0 ? { state: 'not-assigned' as const } : reading(in_time, done);
        }),
      ),
  },
};
