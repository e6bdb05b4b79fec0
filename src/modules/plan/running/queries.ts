import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { HOT } from '#kernel/database/hot.ts';
import { isId } from '#kernel/database/uuid.ts';
import type { Role } from '../import/model.ts';
import type { Timeliness } from '../model.ts';
import type { Act, ObligationState } from './lifecycle.ts';
import type { Source } from './schema.ts';
import { timelinessOf } from './state-sql.ts';

type Reader = Pick<Database, 'execute'>;

/** Who answers today for a row of `obligation`, by key: mergers and hand-overs of the work included. */
export function holderOn(day: IsoDate): SQL {
  return sql`obligation_holder(obligation.organisation_key, obligation.product_id, obligation.ordinal, ${day}::date)`;
}

/** The first half of `holderOn`: whom a decision gave a row of `obligation` to, or whom the plan named. */
export function givenTo(day: IsoDate): SQL {
  return sql`coalesce((select decided.to_key from plan_handover_decided decided
    where decided.subject_id = obligation.product_id::text || ':' || obligation.ordinal::text
      and decided.organisation_key = obligation.organisation_key and decided.effective_on <= ${day}::date
    order by decided.effective_on desc limit 1), obligation.organisation_key)`;
}

/** The second half: who holds a body's work by succession, or the body itself. */
export function successorOn(key: SQL, day: IsoDate): SQL {
  return sql`coalesce((select holder.holder_key from organisation_holder holder
    where holder.organisation_key = ${key} and holder.valid @> ${day}::date), ${key})`;
}

/** Name of a body on a day, or the last one that it had. */
export function nameOn(key: SQL, day: IsoDate): SQL {
  return sql`(select version.name from organisation_version version where version.organisation_key = ${key}
    order by version.valid @> ${day}::date desc, upper(version.valid) desc nulls first limit 1)`;
}

/** An obligation as pages and API show it. */
export interface ObligationDetail {
  id: string;
  source: Source;
  planId: string | null;
  planSlug: string | null;
  planYear: number | null;
  planActive: boolean;
  taskId: string | null;
  taskCode: string | null;
  title: string;
  product: string | null;
  scheduleText: string | null;
  organisationKey: string | null;
  organisation: string | null;
  heldBy: string | null;
  holder: string | null;
  deciderKey: string | null;
  role: Role | null;
  via: string | null;
  periodLabel: string | null;
  waitsFor: string | null;
  openedOn: IsoDate;
  state: ObligationState;
  stateBefore: ObligationState | null;
  timeliness: Timeliness;
  startedOn: IsoDate | null;
  submittedOn: IsoDate | null;
  submittedBy: string | null;
  doneOn: IsoDate | null;
  firstLastDay: IsoDate | null;
  lastDay: IsoDate | null;
  extensions: number;
  askedLastDay: IsoDate | null;
  askedBy: string | null;
  lastReportOn: IsoDate | null;
  openObstacles: number;
  assigneeId: string | null;
  assignee: string | null;
  parentId: string | null;
  revision: number;
}

const DETAIL = (
  today: IsoDate,
): SQL => sql`select obligation.id, obligation.source, obligation.plan_id as "planId", plan.slug as "planSlug",
    plan.year as "planYear", coalesce(plan.status = 'active', true) as "planActive", obligation.task_id as "taskId", task.code as "taskCode",
    coalesce(obligation.title, task.title) as title, product.text as product, product.schedule_text as "scheduleText",
    obligation.organisation_key as "organisationKey", ${nameOn(sql`obligation.organisation_key`, today)} as organisation,
    held.key as "heldBy", ${nameOn(sql`held.key`, today)} as holder, obligation.decider_key as "deciderKey",
    obligation.role, collective.name as via, obligation.period_label as "periodLabel", obligation.waits_for as "waitsFor",
    obligation.opened_on as "openedOn", obligation.state, obligation.state_before as "stateBefore", ${timelinessOf(today, sql`obligation.`)} as timeliness,
    obligation.started_on as "startedOn", obligation.submitted_on as "submittedOn", obligation.submitted_by as "submittedBy",
    obligation.done_on as "doneOn", obligation.first_last_day as "firstLastDay", obligation.last_day as "lastDay", obligation.extensions,
    obligation.asked_last_day as "askedLastDay", obligation.asked_by as "askedBy", obligation.last_report_on as "lastReportOn",
    obligation.open_obstacles as "openObstacles", obligation.assignee_id as "assigneeId", person.name as assignee,
    obligation.parent_id as "parentId", obligation.revision
  from obligation
    left join plan on plan.id = obligation.plan_id
    left join plan_task task on task.id = obligation.task_id
    left join plan_product product on product.id = obligation.product_id
    left join collective on collective.key = obligation.via_collective_key
    left join person on person.id = obligation.assignee_id
    cross join lateral (select ${holderOn(today)} as key) held`;

/** An obligation, and whether there is more to ask for. */
export interface FoundObligation extends ObligationDetail {
  hasEvidence: boolean;
  /** Also such as no longer hinder. */
  hasObstacles: boolean;
  hasBelow: boolean;
}

/** One obligation; null when there is none that the reader may see. */
export async function findObligation(db: Reader, id: string, today: IsoDate): Promise<FoundObligation | null> {
  if (!isId(id)) return null;
  const rows = await db.execute<FoundObligation & Record<string, unknown>>(
    sql`${HOT}select found.*, exists (select from obligation_evidence where obligation_id = found.id) as "hasEvidence",
        exists (select from obligation_obstacle where obligation_id = found.id) as "hasObstacles",
        exists (select from obligation below where below.parent_id = found.id) as "hasBelow"
      from (${DETAIL(today)} where obligation.id = ${id}) found`,
    'objects',
  );
  return rows[0] ?? null;
}

/** What the bodies that answer for a task owe, by product, body and time; a bounded page. */
export async function obligationsOfTask(
  db: Reader,
  taskId: string,
  today: IsoDate,
  page: { limit: number; offset: number } = { limit: 200, offset: 0 },
): Promise<ObligationDetail[]> {
  return db.execute<ObligationDetail & Record<string, unknown>>(
    sql`${HOT}${DETAIL(today)} where obligation.task_id = ${taskId}
      order by product.ordinal, obligation.organisation_key nulls first, obligation.last_day nulls last, obligation.id
      limit ${page.limit} offset ${page.offset}`,
    'objects',
  );
}

/** Obligations by their ids, in that order; those that the reader may not see are left out. */
export async function obligationsByIds(
  db: Reader,
  ids: readonly string[],
  today: IsoDate,
): Promise<ObligationDetail[]> {
  if (ids.length === 0) return [];
  return db.execute<ObligationDetail & Record<string, unknown>>(
    sql`${HOT}${DETAIL(today)} where obligation.id = any(${sql.param(ids)}::uuid[])
      order by array_position(${sql.param(ids)}::uuid[], obligation.id) limit 1000`,
    'objects',
  );
}

/** What was opened below an obligation by a day (a body's own plan for it, instructions about it), as it stood then. */
export async function obligationsBelow(
  db: Reader,
  parentId: string,
  day: IsoDate,
  limit = 200,
): Promise<ObligationDetail[]> {
  return db.execute<ObligationDetail & Record<string, unknown>>(
    sql`${HOT}select below.*, span.state, span.last_day as "lastDay", ${timelinessOf(day, sql`span.`)} as timeliness
      from (${DETAIL(day)} where obligation.parent_id = ${parentId}) below
        join obligation_span span on span.obligation_id = below.id and span.from_day <= ${day}::date and span.to_day > ${day}::date
      order by span.last_day nulls last, below.id limit ${sql.raw(String(limit))}`,
    'objects',
  );
}

/** An event as the office sees it. */
export interface ObligationEventRow {
  seq: number;
  act: Act;
  onDate: IsoDate;
  recordedAt: Date;
  /** Name and office of who did it. */
  actor: string | null;
  position: string | null;
  note: string | null;
  lastDay: IsoDate | null;
  personId: string | null;
  person: string | null;
  organisation: string | null;
  documentNumber: string | null;
  documentDate: IsoDate | null;
  documentIssuer: string | null;
  figures: Readonly<Record<string, number | string>> | null;
}

/** What happened to an obligation, latest first. @param options `until`: by the end of a day */
export async function eventsOfObligation(
  db: Reader,
  id: string,
  today: IsoDate,
  { until, limit = 200 }: { until?: IsoDate; limit?: number } = {},
): Promise<ObligationEventRow[]> {
  const rows = await db.execute<ObligationEventRow & Record<string, unknown>>(
    sql`${HOT}select event.seq, event.act, event.on_date as "onDate", event.recorded_at as "recordedAt", account.name as actor, event.position,
        event.note, event.last_day as "lastDay", event.person_id as "personId", person.name as person, ${nameOn(sql`event.organisation_key`, today)} as organisation,
        event.document_number as "documentNumber", event.document_date as "documentDate", event.document_issuer as "documentIssuer", event.figures
      from obligation_event event left join "user" account on account.id = event.actor_id left join person on person.id = event.person_id
      where event.obligation_id = ${id} and (${until ?? null}::date is null or event.on_date <= ${until ?? null}::date)
      order by event.seq desc limit ${sql.raw(String(limit))}`,
    'objects',
  );
  return rows.map((row) => ({ ...row, recordedAt: new Date(row.recordedAt) }));
}

/** Tasks of a plan as choices of a field, in their order. */
export async function tasksForChoice(db: Reader, planId: string): Promise<{ value: string; label: string }[]> {
  return db.execute<{ value: string; label: string }>(
    sql`select id as value, code || ' ' || left(title, 120) as label from plan_task where plan_id = ${planId} order by ordinal limit 2000`,
    'objects',
  );
}
