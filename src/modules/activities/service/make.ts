import { sql } from 'drizzle-orm';
import { dateOf, vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { demand, demandAnywhere, type ScopedPermission } from '#kernel/identity/permissions.ts';
import { invalid, readActivity, type ActivityRequest, type Common, type FieldsOf } from '../fields.ts';
import type { Kind } from '../kinds.ts';
import { ACTIVITY_PERMISSIONS as P } from '../permissions.ts';
import { mustExist, store } from './open.ts';

/** What somebody gave, as read. */
export type Read<K extends Kind> = Common & { fields: FieldsOf<K> };

interface Making<K extends Kind> {
  db: Database;
  actor: Actor;
  kind: K;
  input: ActivityRequest<K>;
  now: Date;
  permission: ScopedPermission;
  /** On whose things the actor must be allowed to; the decider's side is always asked. */
  complete: (read: Read<K>) => Read<K>;
  also?: (tx: Transaction, read: Read<K>, today: IsoDate) => Promise<void>;
  submittedBy?: string | null;
}

async function make<K extends Kind>(making: Making<K>): Promise<{ id: string }> {
  const { db, actor, kind, now, permission } = making;
  demandAnywhere(actor, permission);
  const read = making.complete(readActivity(kind, making.input));
  const today = vietnamDate(now);
  return transact(db, actor, async (tx) => {
    demand(actor, permission, { organisation: kind === 'initiative' ? read.organisationKey : read.deciderKey });
    await mustExist(tx, bodiesOf(read), today);
    await making.also?.(tx, read, today);
    return { id: await store(tx, kind, read, now, { submittedBy: making.submittedBy ?? null }) };
  });
}

const bodiesOf = ({ organisationKey, deciderKey }: Common) =>
  Object.entries({ organisationKey, deciderKey }).flatMap(([field, key]) => (key ? [{ key, field }] : []));

/** A draft of which bodies are inspected when. @throws Refusal 401, 403, 422 */
export function planInspections(
  db: Database,
  actor: Actor,
  input: ActivityRequest<'inspection-plan'>,
  now: Date = new Date(),
): Promise<{ id: string }> {
  return make({
    db,
    actor,
    kind: 'inspection-plan',
    input,
    now,
    permission: P.inspect,
    complete: ofYear,
    also: (tx, read, today) => mayInspect(tx, actor, read.fields.rows.map(({ organisationKey }, index) => ({ key: organisationKey, field: `rows.${index}.organisationKey` })), today), // prettier-ignore
  });
}

/** The plan with the days of its year. */
export const ofYear = (read: Read<'inspection-plan'>): Read<'inspection-plan'> => ({
  ...read,
  organisationKey: null,
  parentId: null,
  fromDay: dateOf(read.fields.year, 1, 1),
  toDay: dateOf(read.fields.year, 12, 31),
});

/** Whoever inspects for one body inspects only what lies below it. */
export async function mayInspect(
  tx: Transaction,
  actor: Actor,
  bodies: readonly { key: string; field: string }[],
  day: IsoDate,
) {
  await mustExist(tx, bodies, day);
  for (const { key } of bodies) demand(actor, P.inspect, { organisation: key });
}

/** One inspection, of a yearly plan (`parentId`) or beside it. @throws Refusal 401, 403, 422 */
export function planInspection(
  db: Database,
  actor: Actor,
  input: ActivityRequest<'inspection'>,
  now: Date = new Date(),
): Promise<{ id: string }> {
  return make({
    db,
    actor,
    kind: 'inspection',
    input,
    now,
    permission: P.inspect,
    complete: (read) => {
      if (!read.organisationKey) throw invalid({ organisationKey: 'Chọn cơ quan được kiểm tra.' });
      return { ...read, fields: { ...read.fields, unplanned: read.parentId === null } };
    },
    also: async (tx, read, today) => {
      await mayInspect(tx, actor, [{ key: read.organisationKey!, field: 'organisationKey' }], today);
      if (read.parentId !== null) await mustBePlanOf(tx, read.parentId, read.deciderKey);
    },
  });
}

async function mustBePlanOf(tx: Transaction, id: string, deciderKey: string | null): Promise<void> {
  const rows = await tx.execute(
    sql`select 1 from activity where id = ${id} and kind = 'inspection-plan' and state = 'issued'
      and decider_key is not distinct from ${deciderKey}::text`,
    'objects',
  );
  if (rows.length === 0) throw invalid({ parentId: 'Chọn kế hoạch kiểm tra đang thực hiện của cùng nơi kiểm tra.' });
}

/** A meeting, of the steering committee or of a body. @throws Refusal 401, 403, 422 */
export function planMeeting(
  db: Database,
  actor: Actor,
  input: ActivityRequest<'meeting'>,
  now: Date = new Date(),
): Promise<{ id: string }> {
  return make({
    db,
    actor,
    kind: 'meeting',
    input,
    now,
    permission: P.arrange,
    complete: (read) => {
      if (!read.fromDay) throw invalid({ fromDay: 'Chọn ngày họp.' });
      return { ...read, organisationKey: read.deciderKey, parentId: null, toDay: read.fromDay };
    },
  });
}

/** A training or a piece of communication, with what it is to bring. @throws Refusal 401, 403, 422 */
export function planTraining(
  db: Database,
  actor: Actor,
  input: ActivityRequest<'training'>,
  now: Date = new Date(),
): Promise<{ id: string }> {
  return make({
    db,
    actor,
    kind: 'training',
    input,
    now,
    permission: P.arrange,
    complete: (read) => {
      if (!read.organisationKey) throw invalid({ organisationKey: 'Chọn cơ quan thực hiện.' });
      if (!read.fromDay) throw invalid({ fromDay: 'Chọn ngày bắt đầu.' });
      const outputs = read.fields.outputs.map((each) => ({ ...each, actual: null }));
      return { ...read, parentId: null, fields: { ...read.fields, outputs } };
    },
    // Work is given only to bodies that the actor answers for.
    also: (_tx, read) => Promise.resolve(demand(actor, P.arrange, { organisation: read.organisationKey })),
  });
}

/** An initiative of a body or of people in it. @throws Refusal 401, 403, 422 */
export function submitInitiative(
  db: Database,
  actor: Actor,
  input: ActivityRequest<'initiative'>,
  now: Date = new Date(),
): Promise<{ id: string }> {
  return make({
    db,
    actor,
    kind: 'initiative',
    input,
    now,
    permission: P.submitInitiative,
    submittedBy: actor.id,
    complete: (read) => {
      if (!read.organisationKey) throw invalid({ organisationKey: 'Chọn cơ quan gửi.' });
      return { ...read, deciderKey: null, parentId: null, fields: { ...read.fields, criteria: [] } };
    },
  });
}
