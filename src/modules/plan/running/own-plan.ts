import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { IN_FORCE, IS_GAP } from '../seeing/list-filters.ts';
import type { Timeliness } from '../model.ts';
import { heldBy, whatTheyHold } from './held-by.ts';
import type { ObligationState } from './lifecycle.ts';
import { nameOn } from './queries.ts';
import type { Source } from './schema.ts';
import { isLateOn, timelinessOf } from './state-sql.ts';

/** What a body owes, with how far its own plan for it is. */
export interface OwnPlanRow {
  id: string;
  code: string | null;
  title: string;
  periodLabel: string | null;
  lastDay: IsoDate | null;
  state: ObligationState;
  timeliness: Timeliness;
  source: Source;
  product: string | null;
  /** The body that was named, where it is not the one that holds the work by now. */
  named: string | null;
  /** Parts that units below have, without cancelled ones. */
  below: number;
  belowDone: number;
  belowLate: number;
  gap: boolean;
}

export interface OwnPlanTotals {
  open: number;
  /** Open ones of which nobody below has taken anything. */
  gaps: number;
}

/**
 * The own plan of a body: what it has still to do, what its units took of each and how far they are, and the gaps. A page of it.
 * @param options `gaps`: only those; `page` from 1
 */
export async function ownPlanOf(
  db: Pick<Database, 'execute'>,
  body: string,
  today: IsoDate,
  { gaps, page, size }: { gaps: boolean; page: number; size: number },
): Promise<{ rows: OwnPlanRow[]; totals: OwnPlanTotals }> {
  const held = heldBy([body], today, await whatTheyHold(db, [[body]], today));
  const open = sql`from obligation cross join lateral (select obligation.state) standing
    where obligation.source <> 'own' and obligation.state in ('waiting', 'not-started', 'in-progress') and ${IN_FORCE} and ${held}`;
  const [rows, [totals]] = await Promise.all([
    db.execute<OwnPlanRow & Record<string, unknown>>(
      sql`select owed.id, task.code, coalesce(owed.title, task.title) as title, owed.period_label as "periodLabel", owed.last_day as "lastDay",
          owed.state, ${timelinessOf(today, sql`owed.`)} as timeliness, owed.source,
          product.text as product, case when owed.organisation_key <> ${body} then ${nameOn(sql`owed.organisation_key`, today)} end as named, part.below, part.done as "belowDone", part.late as "belowLate", owed.gap
        from (select obligation.*, ${IS_GAP} as gap ${open} and ${gaps ? IS_GAP : sql`true`}
          order by obligation.sort_day, obligation.id limit ${size} offset ${(page - 1) * size}) owed
        left join plan_task task on task.id = owed.task_id left join plan_product product on product.id = owed.product_id
        cross join lateral (select count(*)::int as below, count(*) filter (where child.state = 'done')::int as done,
            count(*) filter (where child.state in ('not-started', 'in-progress') and ${isLateOn(today, sql`child.`)})::int as late
          from obligation child where child.parent_id = owed.id and child.source = 'own' and child.state not in ('cancelled', 'superseded')) part
        order by owed.sort_day, owed.id`,
      'objects',
    ),
    db.execute<OwnPlanTotals & Record<string, unknown>>(
      sql`select count(*)::int as open, count(*) filter (where ${IS_GAP})::int as gaps ${open}`,
      'objects',
    ),
  ]);
  return { rows, totals: totals! };
}
