import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { isId } from '#kernel/database/uuid.ts';
import { nameOn, obligationsByIds, type EvidenceRow, type ObligationDetail } from '#modules/plan/index.ts';
import type { FieldsOf } from './fields.ts';
import type { Kind, PartyRole } from './kinds.ts';

type Reader = Pick<Database, 'execute'>;

/** A thing as its page shows it. */
export interface ActivityDetail<K extends Kind = Kind> {
  id: string;
  kind: K;
  title: string;
  planId: string | null;
  planNumber: string | null;
  planSlug: string | null;
  parentId: string | null;
  parentTitle: string | null;
  organisationKey: string | null;
  organisation: string | null;
  deciderKey: string | null;
  decider: string | null;
  fields: FieldsOf<K>;
  fromDay: IsoDate | null;
  toDay: IsoDate | null;
  isPublic: boolean;
  state: string;
  stateBefore: string | null;
  submittedBy: string | null;
  revision: number;
}

/** One thing of a kind; null when there is none that the reader may see. */
export async function findActivity<K extends Kind>(
  db: Reader,
  kind: K,
  id: string,
  today: IsoDate,
): Promise<ActivityDetail<K> | null> {
  // prettier-ignore
  if (!isId(id)) return null;
  const rows = await db.execute<ActivityDetail<K> & Record<string, unknown>>(
    sql`select activity.id, activity.kind, activity.title, activity.plan_id as "planId", plan.number as "planNumber", plan.slug as "planSlug",
        activity.parent_id as "parentId", parent.title as "parentTitle", activity.organisation_key as "organisationKey",
        ${nameOn(sql`activity.organisation_key`, today)} as organisation, activity.decider_key as "deciderKey",
        ${nameOn(sql`activity.decider_key`, today)} as decider, activity.fields, activity.from_day as "fromDay", activity.to_day as "toDay",
        activity.is_public as "isPublic", activity.state, activity.state_before as "stateBefore", activity.submitted_by as "submittedBy",
        activity.revision
      from activity left join plan on plan.id = activity.plan_id left join activity parent on parent.id = activity.parent_id
      where activity.id = ${id} and activity.kind = ${kind}`,
    'objects',
  );
  return rows[0] ?? null;
}

export interface ActivityEventRow {
  seq: number;
  act: string;
  onDate: IsoDate;
  recordedAt: Date;
  actor: string | null;
  position: string | null;
  note: string | null;
  lastDay: IsoDate | null;
  organisation: string | null;
  documentNumber: string | null;
  documentDate: IsoDate | null;
  documentIssuer: string | null;
}

/** What happened, latest first. */
export async function eventsOfActivity(
  db: Reader,
  id: string,
  today: IsoDate,
  limit = 200,
): Promise<ActivityEventRow[]> {
  // prettier-ignore
  const rows = await db.execute<ActivityEventRow & Record<string, unknown>>(
    sql`select event.seq, event.act, event.on_date as "onDate", event.recorded_at as "recordedAt", account.name as actor, event.position,
        event.note, event.last_day as "lastDay", ${nameOn(sql`event.organisation_key`, today)} as organisation,
        event.document_number as "documentNumber", event.document_date as "documentDate", event.document_issuer as "documentIssuer"
      from activity_event event left join "user" account on account.id = event.actor_id
      where event.activity_id = ${id} order by event.seq desc limit ${limit}`,
    'objects',
  );
  return rows.map((row) => ({ ...row, recordedAt: new Date(row.recordedAt) }));
}

/** What proves it, in the order brought. */
export async function evidenceOfActivity(db: Reader, id: string): Promise<Omit<EvidenceRow, 'withdrawn'>[]> {
  return db.execute<Omit<EvidenceRow, 'withdrawn'> & Record<string, unknown>>(
    sql`select id, seq, kind, title, document_number as "documentNumber", document_date as "documentDate", document_issuer as "documentIssuer",
        file_sha256 as "fileSha256", file_name as "fileName", url, indicator_key as "indicatorKey", indicator_period as "indicatorPeriod",
        is_public as "isPublic", on_date as "onDate"
      from activity_evidence where activity_id = ${id} order by seq, title limit 500`,
    'objects',
  );
}

export interface PartyRow {
  ordinal: number;
  role: PartyRole;
  personId: string | null;
  person: string | null;
  /** Office of the person on the day, in words. */
  position: string | null;
  organisationKey: string | null;
  organisation: string | null;
}

/** Who takes part, in order. */
export async function partiesOf(db: Reader, id: string, day: IsoDate): Promise<PartyRow[]> {
  return db.execute<PartyRow & Record<string, unknown>>(
    sql`select party.ordinal, party.role, party.person_id as "personId", person.name as person,
        (select title || ', ' || ${nameOn(sql`position.organisation_key`, day)} from person_position position
          where position.person_id = party.person_id and position.valid @> ${day}::date order by position.is_head desc limit 1) as position,
        party.organisation_key as "organisationKey", ${nameOn(sql`party.organisation_key`, day)} as organisation
      from activity_party party left join person on person.id = party.person_id
      where party.activity_id = ${id} order by party.ordinal limit 300`,
    'objects',
  );
}

/** A finding or conclusion: as written down, and its obligation where the reader may see it. */
export interface ItemRow {
  number: number;
  text: string;
  norm: string | null;
  organisation: string | null;
  lastDay: IsoDate;
  obligationId: string;
  obligation: ObligationDetail | null;
}

export async function itemsOf(db: Reader, id: string, today: IsoDate): Promise<ItemRow[]> {
  const rows = await db.execute<Omit<ItemRow, 'obligation'> & Record<string, unknown>>(
    sql`select item.number, item.text, item.norm, ${nameOn(sql`item.organisation_key`, today)} as organisation, item.last_day as "lastDay",
        item.obligation_id as "obligationId"
      from activity_obligation item where item.activity_id = ${id} order by item.number limit 1000`,
    'objects',
  );
  const found = await obligationsByIds(db, rows.map(({ obligationId }) => obligationId), today); // prettier-ignore
  const byId = new Map(found.map((each) => [each.id, each]));
  return rows.map((row) => ({ ...row, obligation: byId.get(row.obligationId) ?? null }));
}

export interface ItemCounts {
  total: number;
  done: number;
  /** Done, or called off with a reason. */
  ended: number;
  late: number;
}

/** "x of y done" on a day, the same for everybody who may see the thing. */
export async function itemCounts(db: Reader, id: string, day: IsoDate): Promise<ItemCounts> {
  const [row] = await db.execute<ItemCounts & Record<string, unknown>>(
    sql`select total, done, ended, late from activity_progress(${id}, ${day}::date)`,
    'objects',
  );
  return row!;
}

/** What the obligation came out of, for its page. */
export async function originOf(
  db: Reader,
  obligationId: string,
): Promise<{ id: string; kind: Kind; title: string; number: number } | null> {
  // prettier-ignore
  const [row] = await db.execute<{ id: string; kind: Kind; title: string; number: number }>(
    sql`select activity.id, activity.kind, activity.title, item.number from activity_obligation item join activity on activity.id = item.activity_id
      where item.obligation_id = ${obligationId}`,
    'objects',
  );
  return row ?? null;
}

export interface InspectionOfPlan extends ItemCounts {
  id: string;
  organisationKey: string;
  organisation: string;
  fromDay: IsoDate | null;
  state: string;
}

/** The inspections of a yearly plan, by month. */
export async function inspectionsOf(db: Reader, planId: string, today: IsoDate): Promise<InspectionOfPlan[]> {
  return db.execute<InspectionOfPlan & Record<string, unknown>>(
    sql`select activity.id, activity.organisation_key as "organisationKey", ${nameOn(sql`activity.organisation_key`, today)} as organisation,
        activity.from_day as "fromDay", activity.state, progress.total, progress.done, progress.ended, progress.late
      from activity cross join lateral activity_progress(activity.id, ${today}::date) progress
      where activity.parent_id = ${planId} order by activity.from_day, organisation limit 500`,
    'objects',
  );
}

/** Findings of a year's inspections: how many there are and how many were mended, of those whose bodies the reader may see. */
export async function findingTotals(
  db: Reader,
  kind: 'inspection' | 'meeting',
  asOf: IsoDate,
  where: SQL = sql`true`,
): Promise<ItemCounts> {
  // prettier-ignore
  const [row] = await db.execute<ItemCounts & Record<string, unknown>>(
    sql`select coalesce(sum(progress.total), 0)::int as total, coalesce(sum(progress.done), 0)::int as done,
        coalesce(sum(progress.ended), 0)::int as ended, coalesce(sum(progress.late), 0)::int as late
      from activity cross join lateral activity_progress(activity.id, ${asOf}::date) progress
      where activity.kind = ${kind} and ${where}`,
    'objects',
  );
  return row!;
}

/** Plans of inspections under way, as choices. */
export async function issuedInspectionPlans(db: Reader): Promise<{ value: string; label: string }[]> {
  return db.execute<{ value: string; label: string }>(
    sql`select id as value, title as label from activity where kind = 'inspection-plan' and state = 'issued' order by from_day desc limit 100`,
    'objects',
  );
}
