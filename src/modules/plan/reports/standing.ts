import { sql } from 'drizzle-orm';
import { addDays, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import type { ObligationState } from '../running/lifecycle.ts';

type Reader = Pick<Database, 'execute'>;

/** An obligation as it stood at the end of a day. */
export interface Standing {
  id: string;
  groupId: string;
  taskId: string;
  productId: string;
  periodLabel: string | null;
  /** Whom the plan named; null: a person must still say who. */
  named: string | null;
  /** The body that held the work on that day, after hand-overs and mergers. */
  holder: string | null;
  state: ObligationState;
  lastDay: IsoDate | null;
  /** The first promise, as far as there was one on that day. */
  firstLastDay: IsoDate | null;
  submittedOn: IsoDate | null;
  /** State before the window began; null when it was not there yet. */
  stateBefore: ObligationState | null;
}

/**
 * What the obligations of a plan were like at the end of a day, in the plan's order. Read from the spans alone, for today as for
 * any past day, so that what happens later changes nothing of it. A decision on a hand-over is about the place at which the plan named
 * the body, as in `obligation_holder`; what was given to another body since has lost its place, and any place of the body's will do.
 * @param from first day of the window: `stateBefore` is of the day before it
 */
export async function standingsOn(
  db: Reader,
  planId: string,
  window: { from: IsoDate; to: IsoDate },
): Promise<Standing[]> {
  const { from, to } = window;
  return db.execute<Standing & Record<string, unknown>>(
    sql`with decided as (
        select distinct on (subject_id, organisation_key)
          split_part(subject_id, ':', 1) as product_id, split_part(subject_id, ':', 2) as place, organisation_key, to_key
        from plan_handover_decided where effective_on <= ${to}::date
        order by subject_id, organisation_key, effective_on desc
      ), anywhere as (
        select distinct on (product_id, organisation_key) product_id, organisation_key, to_key from decided
        order by product_id, organisation_key, place
      )
      select span.obligation_id as id, span.group_id as "groupId", obligation.task_id as "taskId", span.product_id as "productId",
        obligation.period_label as "periodLabel", span.organisation_key as named,
        coalesce(held.holder_key, decided.to_key, anywhere.to_key, span.organisation_key) as holder, span.state, span.last_day as "lastDay",
        case when span.last_day is not null then obligation.first_last_day end as "firstLastDay",
        span.submitted_on as "submittedOn", before.state as "stateBefore"
      from obligation_span span
        join obligation on obligation.id = span.obligation_id
        join plan_product product on product.id = span.product_id
        join plan_task task on task.id = product.task_id
        join plan_group "group" on "group".id = task.group_id
        left join obligation_span before on before.obligation_id = span.obligation_id
          and before.from_day <= ${addDays(from, -1)}::date and before.to_day > ${addDays(from, -1)}::date
        left join decided on decided.product_id = span.product_id::text and decided.organisation_key = span.organisation_key
          and decided.place = obligation.ordinal::text
        left join anywhere on obligation.ordinal is null and anywhere.product_id = span.product_id::text
          and anywhere.organisation_key = span.organisation_key
        left join organisation_holder held on held.organisation_key = coalesce(decided.to_key, anywhere.to_key, span.organisation_key)
          and held.valid @> ${to}::date
      where span.plan_id = ${planId} and span.from_day <= ${to}::date and span.to_day > ${to}::date
      order by "group".ordinal, task.ordinal, product.ordinal, span.last_day nulls last, span.organisation_key collate "C" nulls first,
        span.obligation_id`,
    'objects',
  );
}
