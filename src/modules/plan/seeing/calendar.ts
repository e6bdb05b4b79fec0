import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { isLateOn } from '../running/state-sql.ts';
import { standingJoin } from './timeline.ts';

/** What falls on a day: a task with how many bodies owe it then, or a body's own obligation. */
export interface DueItem {
  day: IsoDate;
  taskCode: string | null;
  title: string;
  /** When it is a single one, which. */
  obligationId: string | null;
  obligations: number;
  done: number;
  late: number;
}

/** Whose days a calendar shows: of a plan (null: all) and of bodies that some hold (null: all). */
interface Scope {
  planId: string | null;
  bodies: readonly string[] | null;
}

const within = ({ planId, bodies }: Scope) => sql`(${planId}::uuid is null or obligation.plan_id = ${planId})
  and ${bodies ? sql`obligation.organisation_key = any(${sql.param(bodies)}::text[])` : sql`true`}
  and obligation.state not in ('cancelled', 'superseded')`;

/** The last day due before a stretch and the first one after it, so that an empty month says where to look. */
export async function dueAround(
  db: Pick<Database, 'execute'>,
  { from, to }: { from: IsoDate; to: IsoDate },
  scope: Scope,
): Promise<{ before: IsoDate | null; after: IsoDate | null }> {
  const [row] = await db.execute<{ before: IsoDate | null; after: IsoDate | null }>(
    sql`select (select max(sort_day) from obligation where sort_day < ${from}::date and ${within(scope)}) as before,
      (select min(sort_day) from obligation where sort_day > ${to}::date and sort_day < 'infinity' and ${within(scope)}) as after`,
    'objects',
  );
  return row!;
}

/**
 * What is due between two days, gathered by day and task, as known on a day; at most so many.
 * @param scope of a plan (null: all) and of bodies that some hold (null: all)
 */
export async function dueBetween(
  db: Pick<Database, 'execute'>,
  { from, to }: { from: IsoDate; to: IsoDate },
  asOf: IsoDate,
  scope: { planId: string | null; bodies: readonly string[] | null; holders: readonly string[]; today: IsoDate },
  limit = 600,
): Promise<DueItem[]> {
  const { planId, bodies, holders, today } = scope;
  const due = asOf >= today ? sql`obligation.sort_day` : sql`standing.last_day`;
  const mine = bodies
    ? sql`obligation.organisation_key = any(${sql.param(bodies)}::text[])
        and obligation_holder(obligation.organisation_key, obligation.product_id, obligation.ordinal, ${asOf}::date) = any(${sql.param(holders)}::text[])`
    : sql`true`;
  return db.execute<DueItem & Record<string, unknown>>(
    sql`select owed.day, task.code as "taskCode", coalesce(owed.title, task.title) as title, owed."obligationId", owed.obligations, owed.done, owed.late
      from (select ${due} as day, obligation.task_id, obligation.title, case when count(*) = 1 then min(obligation.id::text) end as "obligationId",
          count(*)::int as obligations, count(*) filter (where standing.state = 'done')::int as done,
          count(*) filter (where standing.state in ('not-started', 'in-progress') and ${isLateOn(asOf, sql`standing.`)})::int as late
        from obligation ${standingJoin(asOf, today)}
        where ${due} between ${from}::date and ${to}::date and standing.state not in ('cancelled', 'superseded')
          and (${planId}::uuid is null or obligation.plan_id = ${planId}) and obligation.opened_on <= ${asOf}::date and ${mine}
        group by 1, 2, 3 order by 1 limit ${limit}) owed
      left join plan_task task on task.id = owed.task_id order by owed.day, task.ordinal nulls last limit ${limit}`,
    'objects',
  );
}
