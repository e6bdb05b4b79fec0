import { sql, type SQL } from 'drizzle-orm';
import { HOT } from '#kernel/database/hot.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { PROGRESS_OF, ROLLED } from '../state-sql.ts';

/**
 * Renews what products follow from: the obligations of all bodies that answer for them.
 * @param which condition over `product`
 */
export async function rollUpProducts(tx: Pick<Transaction, 'execute'>, which: SQL): Promise<void> {
  await tx.execute(sql`${HOT}update plan_product product set
      progress = rolled.progress, started_on = rolled.started_on, open_last_day = rolled.open_last_day,
      done_on = case when rolled.progress = 'done' then rolled.last_done end,
      was_late = rolled.was_late, dated = rolled.dated, obligations = rolled.live, obligations_done = rolled.done,
      changed_on = rolled.changed_on
    from (select chosen.id as product_id, counted.* from plan_product chosen cross join lateral (
        select ${ROLLED}, count(*) as total, min(started_on) as started_on, max(done_on) as last_done, max(last_on) as changed_on,
          count(*) filter (where each.progress <> 'cancelled') as live,
          count(*) filter (where state = 'done') as done,
          min(last_day) filter (where state in ('not-started', 'in-progress')) as open_last_day,
          coalesce(bool_or(state in ('done', 'awaiting-confirmation') and submitted_on > last_day), false) as was_late,
          coalesce(bool_or(last_day is not null and each.progress <> 'cancelled'), false) as dated
        from (select obligation.*, ${PROGRESS_OF} as progress, 'no-date' as timeliness
          from obligation where obligation.product_id = chosen.id) each
      ) counted) rolled
    where product.id = rolled.product_id and rolled.total > 0 and ${which}`);
}
