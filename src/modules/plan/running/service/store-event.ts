import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import { HOT } from '#kernel/database/hot.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { newId } from '#kernel/database/uuid.ts';
import { insertMany } from '#kernel/database/insert-many.ts';
import { registerFile } from '#kernel/files/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Facts } from '../facts.ts';
import type { Act } from '../lifecycle.ts';
import { obligationEvidence } from '../schema.ts';
import type { ActInput, EvidenceInput } from './act-input.ts';
import type { LockedObligation } from './lock.ts';
import { withFigures } from './figure-evidence.ts';
import { rollUpProducts } from './roll-up.ts';

interface Stored extends ActInput {
  kind: Act;
  onDate: IsoDate;
  seq: number;
}

/**
 * Keeps an event and renews all that is derived from it: the obligation's facts, the span of time in which its state holds,
 * the counts, the roll-up of its product. The first four go to the database in one message. Who stores many events of one product
 * rolls up once at the end.
 */
export async function storeEvent(
  tx: Transaction,
  found: LockedObligation,
  event: Stored,
  facts: Facts,
  options: { rollUp: boolean } = { rollUp: true },
): Promise<void> {
  const { id, facts: before } = found;
  const given = event.kind === 'give' ? event.organisationKey : null;
  const organisation = given ?? found.organisationKey;
  const changes: SQL[] = [insertEvent(tx, id, event), updateFacts(id, event, facts, given)];
  const span = ['state', 'lastDay', 'submittedOn'].some(
    (key) => before[key as keyof Facts] !== facts[key as keyof Facts],
  );
  if (span || given) changes.push(...moveSpan(found, event.onDate, facts, organisation));
  if ((span || given) && found.planId !== null) changes.push(moveTally(found, facts, organisation));
  const rolls = span || given !== null || before.startedOn !== facts.startedOn || before.doneOn !== facts.doneOn;
  if (options.rollUp && !rolls && found.productId !== null) changes.push(dateProduct(found.productId, event.onDate));
  await tx.execute(
    sql`${HOT}with ${sql.join(
      changes.map((change, index) => sql`${sql.raw(`step_${index}`)} as (${change})`),
      sql`, `,
    )} select 1`,
  );
  const evidence = event.kind === 'register' ? [...event.evidence, documentOf(event)] : event.evidence;
  if (evidence.length > 0) await keepEvidence(tx, id, event, evidence);
  if (event.kind === 'raise-obstacle') await raiseObstacle(tx, id, event);
  if (event.kind === 'clear-obstacle') await clearObstacle(tx, id, event);
  if (!options.rollUp) return;
  if (rolls && found.productId !== null) await rollUpProducts(tx, sql`product.id = ${found.productId}`);
  if (found.planId !== null) touchPlan(tx, found.planId);
}

/** The plan is another one from the commit on: what was answered about it before is out of date. All its writers share the row. */
export function touchPlan(tx: Transaction, planId: string): void {
  tx.lastly(sql`update plan set revision = revision + 1, changed_at = now() where id = ${planId}`);
}

function insertEvent(tx: Transaction, id: string, event: Stored): SQL {
  const { actor } = tx;
  return sql`insert into obligation_event (obligation_id, seq, act, on_date, actor_id, position, note, last_day, person_id,
      organisation_key, document_number, document_date, document_issuer, figures)
    values (${id}, ${event.seq}, ${event.kind}, ${event.onDate}, ${actor.id}, ${actor.position ?? actor.name}, ${event.note}, ${event.lastDay},
      ${event.personId}, ${event.organisationKey}, ${event.documentNumber}, ${event.documentDate}, ${event.documentIssuer},
      ${event.figures === null ? null : JSON.stringify(event.figures)}::jsonb)`;
}

function updateFacts(id: string, event: Stored, facts: Facts, given: string | null): SQL {
  return sql`update obligation set state = ${facts.state}, state_before = ${facts.stateBefore}, started_on = ${facts.startedOn},
      submitted_on = ${facts.submittedOn}, submitted_by = ${facts.submittedBy}, done_on = ${facts.doneOn}, closed_on = ${facts.closedOn},
      suspended_on = ${facts.suspendedOn}, first_last_day = ${facts.firstLastDay}, last_day = ${facts.lastDay},
      extensions = ${facts.extensions}, asked_last_day = ${facts.askedLastDay}, asked_by = ${facts.askedBy},
      last_report_on = ${facts.lastReportOn}, open_obstacles = ${facts.openObstacles}, assignee_id = ${facts.assigneeId},
      organisation_key = coalesce(${given}, organisation_key), ordinal = case when ${given}::text is null then ordinal end,
      last_on = ${event.onDate}, revision = ${event.seq}
    where id = ${id}`;
}

/** What changes nothing that is counted still is the last that was heard of the product: all of its roll-up that is not as before. */
function dateProduct(productId: string, onDate: IsoDate): SQL {
  return sql`update plan_product set changed_on = ${onDate} where id = ${productId} and changed_on < ${onDate}`;
}

/** Ends the span that held, on the day of the event, and begins the next; what began that very day is only changed. */
function moveSpan(found: LockedObligation, onDate: IsoDate, facts: Facts, organisation: string | null): SQL[] {
  return [
    sql`update obligation_span set to_day = ${onDate} where obligation_id = ${found.id} and to_day = 'infinity' and from_day < ${onDate}`,
    sql`insert into obligation_span (obligation_id, from_day, plan_id, product_id, organisation_key, group_id, state, last_day, submitted_on)
      values (${found.id}, ${onDate}, ${found.planId}, ${found.productId}, ${organisation}, ${found.groupId}, ${facts.state}, ${facts.lastDay}, ${facts.submittedOn})
      on conflict (obligation_id, from_day) do update set state = excluded.state, last_day = excluded.last_day,
        submitted_on = excluded.submitted_on, organisation_key = excluded.organisation_key`,
  ];
}

function moveTally(found: LockedObligation, facts: Facts, organisation: string | null): SQL {
  const { facts: before } = found;
  const standing = (each: Facts) =>
    sql`obligation_standing(${each.state}, ${each.lastDay}::date, ${each.submittedOn}::date)`;
  return sql`insert into obligation_tally (plan_id, organisation_key, group_id, standing, count)
    select ${found.planId}::uuid, organisation, ${found.groupId}::uuid, standing, sum(step)::int from (values
      (${found.organisationKey}::text, ${standing(before)}, -1), (${organisation}::text, ${standing(facts)}, 1)) as moved (organisation, standing, step)
    group by organisation, standing having sum(step) <> 0 order by organisation, standing
    on conflict (plan_id, organisation_key, group_id, standing) do update set count = obligation_tally.count + excluded.count`;
}

/** The document that the owner registers proves the result like one that the body submits. */
function documentOf({ documentNumber, documentDate, documentIssuer }: Stored): EvidenceInput {
  return { kind: 'document', title: documentNumber, documentNumber, documentDate, documentIssuer, isPublic: true };
}

async function keepEvidence(
  tx: Transaction,
  id: string,
  { seq, onDate }: Stored,
  evidence: readonly EvidenceInput[],
): Promise<void> {
  const rows = await evidenceRows(tx, evidence);
  await insertMany(tx, obligationEvidence, rows.map((row) => ({ ...row, obligationId: id, seq, onDate }))); // prettier-ignore
}

/**
 * Pieces of evidence as columns, whoever they belong to; the files among them are registered.
 * @throws Refusal 422 below `evidence.0` for a figure that no indicator has
 */
export async function evidenceRows(tx: Transaction, given: readonly EvidenceInput[]) {
  const evidence = await withFigures(tx, given);
  for (const each of evidence) if (each.kind === 'file') await registerFile(tx, each.file, each.file.name);
  return evidence.map((each) => ({ ...NO_EVIDENCE, id: newId(), ...columnsOf(each), title: each.title ?? titleOf(each) })); // prettier-ignore
}

/** So that all rows fill the same columns. */
const NO_EVIDENCE = {
  documentNumber: null,
  documentDate: null,
  documentIssuer: null,
  fileSha256: null,
  fileName: null,
  url: null,
  indicatorKey: null,
  indicatorPeriod: null,
};

function columnsOf(each: EvidenceInput) {
  if (each.kind !== 'file') return each;
  const { file, ...rest } = each;
  return { ...rest, fileSha256: file.sha256, fileName: file.name };
}

function titleOf(each: EvidenceInput): string {
  if (each.kind === 'document') return each.documentNumber!;
  if (each.kind === 'file') return each.file.name;
  return each.kind === 'link' ? each.url : each.indicatorKey;
}

async function raiseObstacle(tx: Transaction, id: string, event: Stored): Promise<void> {
  await tx.execute(
    sql`insert into obligation_obstacle (obligation_id, seq, text, owner_key, due)
      values (${id}, ${event.seq}, ${event.note}, ${event.organisationKey}, ${event.lastDay})`,
  );
}

async function clearObstacle(tx: Transaction, id: string, event: Stored): Promise<void> {
  const cleared = await tx.execute(
    sql`update obligation_obstacle set cleared_seq = ${event.seq}
      where obligation_id = ${id} and seq = ${event.obstacle} and cleared_seq is null returning seq`,
    'objects',
  );
  if (cleared.length === 0) {
    throw new Refusal('plan.no-such-obstacle', 'Không có vướng mắc này, hoặc đã được gỡ.', { status: 409, fields: { obstacle: 'Chọn một vướng mắc đang mở.' } }); // prettier-ignore
  }
}
