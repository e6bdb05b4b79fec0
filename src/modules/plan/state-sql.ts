import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';

/** `productState` as SQL over a row of plan_product under the alias `product`. */
export function productProgress(asOf: IsoDate): SQL {
  return sql`case when product.done_on <= ${asOf}::date then 'done'
    when product.started_on <= ${asOf}::date then 'in-progress' else 'not-started' end`;
}

/** `productState` as SQL: the second half. */
export function productTimeliness(asOf: IsoDate): SQL {
  return sql`case when product.last_day is null then 'no-date'
    when (case when product.done_on <= ${asOf}::date then product.done_on else ${asOf}::date end) > product.last_day then 'late'
    else 'in-time' end`;
}

/** `taskState` as SQL: a subquery to join laterally under the alias `state`, for the task under the alias `task`. */
export function taskStateJoin(asOf: IsoDate): SQL {
  return sql`cross join lateral (
    select
      case when bool_and(each.progress = 'done') then 'done'
        when bool_and(each.progress = 'not-started') then 'not-started' else 'in-progress' end as progress,
      case when bool_or(each.timeliness = 'late') then 'late'
        when bool_or(each.timeliness = 'in-time') then 'in-time' else 'no-date' end as timeliness
    from (select ${productProgress(asOf)} as progress, ${productTimeliness(asOf)} as timeliness
      from plan_product product where product.task_id = task.id) each
  ) state`;
}
