import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';

/** `rollUp`, `standingOf` and `timelinessOn` as SQL. */

/** Does an obligation (or span) with state, last_day and submitted_on count as late on a day? */
export function isLateOn(asOf: IsoDate, of: SQL = sql``): SQL {
  return sql`(case when ${of}state in ('done', 'awaiting-confirmation') then ${of}submitted_on
    when ${of}state in ('not-started', 'in-progress') then ${asOf}::date end > ${of}last_day)`;
}

/** How far a row of `obligation` or `obligation_span` is, in the words of roll-ups. */
export const PROGRESS_OF: SQL = sql`case when state = 'waiting' then 'not-started'
  when state = 'superseded' then 'cancelled' else state end`;

/** Its timeliness on a day. @param of the alias with its dot, where the columns need one */
export function timelinessOf(asOf: IsoDate, of: SQL = sql``): SQL {
  return sql`case when ${of}last_day is null then 'no-date' when ${isLateOn(asOf, of)} then 'late' else 'in-time' end`;
}

/** `rollUp` over rows with progress and timeliness under the alias `each`: two select expressions. */
export const ROLLED: SQL = sql`case
    when count(*) = 0 then 'not-started'
    when bool_and(each.progress = 'cancelled') then 'cancelled'
    when bool_and(each.progress in ('cancelled', 'done')) then 'done'
    when bool_and(each.progress in ('cancelled', 'done', 'awaiting-confirmation')) then 'awaiting-confirmation'
    when bool_and(each.progress in ('cancelled', 'done', 'suspended')) then 'suspended'
    when bool_and(each.progress in ('cancelled', 'not-started')) then 'not-started'
    else 'in-progress' end as progress,
  case when bool_or(each.timeliness = 'late' and each.progress <> 'cancelled') then 'late'
    when bool_or(each.timeliness = 'in-time' and each.progress <> 'cancelled') then 'in-time' else 'no-date' end as timeliness`;

/**
 * State of the product under the alias `product` on a day, as a subquery. From its last change on its roll-up is right; for
 * earlier days the spans are read; before the plan is in force only its date counts.
 */
export function productState(asOf: IsoDate): SQL {
  return sql`select coalesce(product.progress, 'not-started') as progress,
      case when product.progress is null then case when product.last_day is null then 'no-date' when product.last_day < ${asOf}::date then 'late' else 'in-time' end
        when product.was_late or product.open_last_day < ${asOf}::date then 'late'
        when product.dated then 'in-time' else 'no-date' end as timeliness
    where product.progress is null or product.changed_on <= ${asOf}::date
    union all
    select progress, timeliness from (
      select ${ROLLED} from (select ${PROGRESS_OF} as progress, ${timelinessOf(asOf)} as timeliness
        from obligation_span where product_id = product.id and from_day <= ${asOf}::date and to_day > ${asOf}::date) each) past
    where product.progress is not null and product.changed_on > ${asOf}::date`;
}

/** State of the task under the alias `task`: a subquery to join laterally under the alias `state`. */
export function taskStateJoin(asOf: IsoDate): SQL {
  return sql`cross join lateral (
    select ${ROLLED} from plan_product product cross join lateral (${productState(asOf)}) each where product.task_id = task.id
  ) state`;
}
