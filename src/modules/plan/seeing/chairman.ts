import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { holderOn, nameOn } from '../running/queries.ts';

type Reader = Pick<Database, 'execute'>;

/** An open obstacle, with whom it waits for. */
export interface WaitingObstacle {
  obligationId: string;
  title: string;
  text: string;
  /** The body that is hindered. */
  organisation: string | null;
  owner: string | null;
  due: IsoDate | null;
}

/** Obstacles that wait for somebody, the longest overdue first, and how many obligations have any. */
export async function waitingObstacles(
  db: Reader,
  today: IsoDate,
  limit = 5,
): Promise<{ obligations: number; rows: WaitingObstacle[] }> {
  const [rows, [count]] = await Promise.all([
    db.execute<WaitingObstacle & Record<string, unknown>>(
      sql`select obligation.id as "obligationId", coalesce(obligation.title, task.title) as title, waiting.text,
          ${nameOn(holderOn(today), today)} as organisation, ${nameOn(sql`waiting.owner_key`, today)} as owner, waiting.due
        from (select obstacle.* from obligation_obstacle obstacle where obstacle.cleared_seq is null
            order by obstacle.due nulls last, obstacle.obligation_id limit ${limit}) waiting
          join obligation on obligation.id = waiting.obligation_id left join plan_task task on task.id = obligation.task_id
        order by waiting.due nulls last, obligation.id`,
      'objects',
    ),
    db.execute<{ obligations: number }>(
      sql`select count(distinct obligation_id)::int as obligations from obligation_obstacle where cleared_seq is null`,
      'objects',
    ),
  ]);
  return { obligations: count!.obligations, rows };
}
