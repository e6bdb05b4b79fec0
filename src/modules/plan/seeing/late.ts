import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { nameOn } from '../running/queries.ts';
import { unreportedSince } from './list-filters.ts';
import { standingJoin } from './timeline.ts';

type Reader = Pick<Database, 'execute'>;

/** Why something is late, as far as its body said by a day. */
export interface Cause {
  id: string;
  /** The product that is missing; tells apart what one task asks of one body. */
  product: string | null;
  /** The body that was named for it. */
  namedKey: string | null;
  /** The latest report. */
  reportedOn: IsoDate | null;
  report: string | null;
  obstacles: { text: string; owner: string | null; due: IsoDate | null }[];
}

/** What the bodies said of some obligations by a day: the last report and the obstacles open then. One query for a page. */
export async function causesOf(db: Reader, ids: readonly string[], asOf: IsoDate): Promise<Map<string, Cause>> {
  const rows = await db.execute<Cause & Record<string, unknown>>(
    sql`select wanted.id, product.text as product, obligation.organisation_key as "namedKey", report.on_date as "reportedOn", report.note as report,
        coalesce(hindered.obstacles, '[]') as obstacles
      from unnest(${sql.param(ids)}::uuid[]) as wanted(id)
        left join obligation on obligation.id = wanted.id left join plan_product product on product.id = obligation.product_id
        left join lateral (select event.on_date, event.note from obligation_event event
          where event.obligation_id = wanted.id and event.act in ('report', 'submit') and event.on_date <= ${asOf}::date
          order by event.seq desc limit 1) report on true
        left join lateral (select jsonb_agg(jsonb_build_object('text', obstacle.text, 'owner', ${nameOn(sql`obstacle.owner_key`, asOf)}, 'due', obstacle.due)
            order by obstacle.seq) as obstacles
          from obligation_obstacle obstacle
            join obligation_event raised on raised.obligation_id = obstacle.obligation_id and raised.seq = obstacle.seq
            left join obligation_event cleared on cleared.obligation_id = obstacle.obligation_id and cleared.seq = obstacle.cleared_seq
          where obstacle.obligation_id = wanted.id and raised.on_date <= ${asOf}::date
            and (obstacle.cleared_seq is null or cleared.on_date > ${asOf}::date)) hindered on true`,
    'objects',
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** How a body reported in a period. */
export interface Silence {
  organisationKey: string | null;
  /** What it has to do at the end of the period, and how much of that nobody reported on in it. */
  open: number;
  unreported: number;
  late: number;
  lastReportOn: IsoDate | null;
}

/**
 * Who has not reported between two days: per body that holds the work, what was open at the end and not reported on. Silent ones
 * (nothing at all was reported) first. Only bodies that have something unreported.
 */
export async function silencesOf(
  db: Reader,
  planId: string,
  { from, to }: { from: IsoDate; to: IsoDate },
  today: IsoDate,
): Promise<Silence[]> {
  const late = sql`standing.last_day < ${to}::date`;
  return db.execute<Silence & Record<string, unknown>>(
    sql`with counted as (
        select obligation.organisation_key as named, obligation.product_id, obligation.ordinal, count(*)::int as open,
          count(*) filter (where ${unreportedSince(from, to, today)})::int as unreported, count(*) filter (where ${late})::int as late,
          max(obligation.last_report_on) filter (where obligation.last_report_on <= ${to}::date) as reported
        from obligation ${standingJoin(to, today)}
        where obligation.plan_id = ${planId} and obligation.opened_on <= ${to}::date and standing.state in ('not-started', 'in-progress')
        group by 1, 2, 3),
      decided as (select distinct on (subject_id, organisation_key) subject_id, organisation_key, to_key from plan_handover_decided
        where effective_on <= ${to}::date order by subject_id, organisation_key, effective_on desc),
      held as (select coalesce(holder.holder_key, decided.to_key, counted.named) as key, counted.* from counted
        left join decided on decided.organisation_key = counted.named and decided.subject_id = counted.product_id::text || ':' || counted.ordinal::text
        left join organisation_holder holder on holder.organisation_key = coalesce(decided.to_key, counted.named) and holder.valid @> ${to}::date)
      select key as "organisationKey", sum(open)::int as open, sum(unreported)::int as unreported, sum(late)::int as late, max(reported) as "lastReportOn"
      from held group by key having sum(unreported) > 0
      order by sum(unreported) = sum(open) desc, sum(unreported) desc, key limit 500`,
    'objects',
  );
}
