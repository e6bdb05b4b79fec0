import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { HOT } from '#kernel/database/hot.ts';
import type { Progress, Timeliness } from '../model.ts';
import { heldBy, whatTheyHold } from '../running/held-by.ts';
import type { Act, ObligationState } from '../running/lifecycle.ts';
import { PROGRESS_OF, ROLLED, timelinessOf } from '../running/state-sql.ts';

type Reader = Pick<Database, 'execute'>;

/** Rows on one page of a timeline. */
export const TIMELINE_PAGE = 100;

/** A line of the timeline: a task with all that bodies owe for it, or what one body owes. */
export interface TimelineRow {
  id: string;
  code: string | null;
  title: string;
  groupCode: string | null;
  groupTitle: string | null;
  who: string | null;
  /** First day on which anything was begun, by the day of the view. */
  startedOn: IsoDate | null;
  /** The first promise and the day due as known on the day of the view: the latest of its parts. */
  firstLastDay: IsoDate | null;
  lastDay: IsoDate | null;
  /** Null while a part is not done. */
  doneOn: IsoDate | null;
  progress: Progress;
  timeliness: Timeliness;
  obligations: number;
  done: number;
}

/** Something that happened on a line. */
export interface TimelineEvent {
  id: string;
  act: Act;
  onDate: IsoDate;
  count: number;
}

export interface TimelinePage {
  rows: TimelineRow[];
  total: number;
  /** Of all pages, so that every page has one frame. */
  from: IsoDate | null;
  to: IsoDate | null;
}

/** State, day due and submission of `obligation` on a day, as a join under the alias `standing`. */
export function standingJoin(day: IsoDate, today: IsoDate): SQL {
  return day >= today
    ? sql`cross join lateral (select obligation.state, obligation.last_day, obligation.submitted_on) standing`
    : sql`join obligation_span standing on standing.obligation_id = obligation.id
        and standing.from_day <= ${day}::date and standing.to_day > ${day}::date`;
}

const LEAD = sql`(select string_agg(distinct assignment.name, ', ') from plan_assignment assignment
  join plan_product product on product.id = assignment.product_id where product.task_id = task.id and assignment.role = 'lead')`;

/**
 * The tasks of a plan on a line of time, a page of them, as of a day. Three queries: the page, its sums, the frame of all.
 * @param page from 1
 */
export async function timelineOfPlan(
  db: Reader,
  planId: string,
  asOf: IsoDate,
  { page, today }: { page: number; today: IsoDate },
): Promise<TimelinePage> {
  const [rows, frame] = await Promise.all([
    db.execute<TimelineRow & Record<string, unknown>>(
      sql`${HOT}with shown as (select task.* from plan_task task where task.plan_id = ${planId}
          order by task.ordinal limit ${TIMELINE_PAGE} offset ${(page - 1) * TIMELINE_PAGE})
        select task.id, task.code, task.title, "group".code as "groupCode", "group".title as "groupTitle", ${LEAD} as who, owed.*
        from shown task join plan_group "group" on "group".id = task.group_id
          cross join lateral (select min(each.started_on) as "startedOn", max(each.first_last_day) as "firstLastDay",
            max(each.last_day) as "lastDay", case when bool_and(each.progress in ('done', 'cancelled')) then max(each.done_on) end as "doneOn",
            count(*) filter (where each.progress <> 'cancelled')::int as obligations, count(*) filter (where each.progress = 'done')::int as done, ${ROLLED}
            from (select ${PROGRESS_OF} as progress, ${timelinessOf(asOf)} as timeliness, standing_of.*
              from (select standing.state, standing.last_day, standing.submitted_on, obligation.first_last_day,
                case when obligation.started_on <= ${asOf}::date then obligation.started_on end as started_on,
                case when standing.state = 'done' then coalesce(standing.submitted_on, obligation.done_on) end as done_on
                from obligation ${standingJoin(asOf, today)} where obligation.task_id = task.id and obligation.opened_on <= ${asOf}::date) standing_of) each) owed
        order by task.ordinal`,
      'objects',
    ),
    db.execute<{ total: number; from: IsoDate | null; to: IsoDate | null }>(
      sql`${HOT}select (select count(*)::int from plan_task where plan_id = ${planId}) as total,
        (select min(sort_day) from obligation where plan_id = ${planId}) as "from",
        (select max(sort_day) from obligation where plan_id = ${planId} and sort_day < 'infinity') as "to"`,
      'objects',
    ),
  ]);
  return { rows, ...frameOf(frame[0]!) };
}

/** What the bodies owe that some of them hold, on a line of time, as of a day. */
export async function timelineOfBody(
  db: Reader,
  holders: readonly string[],
  asOf: IsoDate,
  { page, today, planId }: { page: number; today: IsoDate; planId: string | null },
): Promise<TimelinePage> {
  const held = heldBy(holders, asOf, await whatTheyHold(db, [holders], asOf));
  const mine = sql`${held} and obligation.opened_on <= ${asOf}::date and ${planId === null ? sql`true` : sql`obligation.plan_id = ${planId}`}`;
  const [rows, frame] = await Promise.all([
    db.execute<TimelineRow & Record<string, unknown>>(
      sql`${HOT}select owed.id, task.code, coalesce(owed.title, task.title) || coalesce(' – ' || owed.period_label, '') as title, "group".code as "groupCode",
          "group".title as "groupTitle", person.name as who, owed."startedOn", owed."firstLastDay", owed.last_day as "lastDay", owed."doneOn",
          ${PROGRESS_OF} as progress, ${timelinessOf(asOf)} as timeliness, 1 as obligations, (owed.state = 'done')::int as done
        from (select obligation.id, obligation.task_id, obligation.group_id, obligation.title, obligation.period_label, obligation.assignee_id,
            obligation.sort_day, case when obligation.started_on <= ${asOf}::date then obligation.started_on end as "startedOn",
            obligation.first_last_day as "firstLastDay", standing.state, standing.last_day, standing.submitted_on,
            case when standing.state = 'done' then coalesce(standing.submitted_on, obligation.done_on) end as "doneOn"
          from obligation ${standingJoin(asOf, today)} where ${mine}) owed
        left join plan_task task on task.id = owed.task_id left join plan_group "group" on "group".id = owed.group_id
        left join person on person.id = owed.assignee_id
        order by "group".ordinal nulls last, task.ordinal, owed.sort_day, owed.id limit ${TIMELINE_PAGE} offset ${(page - 1) * TIMELINE_PAGE}`,
      'objects',
    ),
    db.execute<{ total: number; from: IsoDate | null; to: IsoDate | null }>(
      sql`${HOT}select count(*)::int as total, min(sort_day) filter (where sort_day < 'infinity') as "from",
        max(sort_day) filter (where sort_day < 'infinity') as "to" from obligation ${standingJoin(asOf, today)} where ${mine}`,
      'objects',
    ),
  ]);
  return { rows, ...frameOf(frame[0]!) };
}

const SHOWN_ACTS: readonly Act[] = ['report', 'submit', 'return', 'confirm', 'register', 'grant-extension', 'trigger', 'suspend', 'resume']; // prettier-ignore

/** What happened on the lines of a page up to a day: of tasks together with how many bodies, at most so many. */
export async function timelineEvents(
  db: Reader,
  ids: readonly string[],
  of: 'task' | 'obligation',
  asOf: IsoDate,
  limit = 1_000,
): Promise<TimelineEvent[]> {
  const key = of === 'task' ? sql`obligation.task_id` : sql`obligation.id`;
  return db.execute<TimelineEvent & Record<string, unknown>>(
    sql`${HOT}select ${key} as id, event.act, event.on_date as "onDate", count(*)::int as count
      from obligation join obligation_event event on event.obligation_id = obligation.id
      where ${key} = any(${sql.param(ids)}::uuid[]) and obligation.revision > 0 and event.on_date <= ${asOf}::date
        and event.act = any(${sql.param(SHOWN_ACTS)}::text[])
      group by 1, 2, 3 order by event.on_date desc limit ${limit}`,
    'objects',
  );
}

/** The bodies whose work some bodies hold on a day, themselves included. */
export async function bodiesHeldBy(db: Reader, holders: readonly string[], day: IsoDate): Promise<string[]> {
  const [row] = await db.execute<{ bodies: string[] }>(
    sql`select bodies_held_by(${sql.param(holders)}::text[], ${day}::date) as bodies`,
    'objects',
  );
  return row!.bodies;
}

function frameOf({ total, from, to }: { total: number; from: IsoDate | null; to: IsoDate | null }) {
  const finite = (day: IsoDate | null) => (day === null || String(day) === 'infinity' ? null : day);
  return { total, from: finite(from), to: finite(to) };
}

/** States that an obligation's or a task's line is told by. */
export type LineState = ObligationState | Progress;
