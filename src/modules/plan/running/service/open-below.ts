import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { isIsoDate, vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { newId } from '#kernel/database/uuid.ts';
import { demand, mayAnywhere, type ScopedPermission } from '#kernel/identity/permissions.ts';
import { Refusal } from '#kernel/refusal.ts';
import { RUNNING_PERMISSIONS } from '../permissions.ts';
import { lockObligation, type LockedObligation } from './lock.ts';
import { storeOpened } from './open.ts';

const day = z
  .string()
  .trim()
  .refine((text) => text === '' || isIsoDate(text), 'Ngày không có trong lịch.')
  .transform((text) => (text === '' ? null : (text as IsoDate)));

/** What somebody below is to do, and by when. */
export const BELOW_INPUT = z.object({
  title: z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(z.string().min(1, 'Viết việc cần làm.').max(2_000, 'Dài nhất 2.000 ký tự.')),
  organisationKey: z.string().trim().min(1, 'Chọn cơ quan, đơn vị.').max(120),
  lastDay: day,
  /** Only of an instruction: may everybody see it? */
  isPublic: z.boolean().default(false),
});
export type BelowInput = z.input<typeof BELOW_INPUT>;

/**
 * A body's own plan for what it owes: refines it for a unit of its own, linked upward. Decided by the body itself.
 * @throws Refusal when the obligation is closed, the unit is not below the body, or a field is wrong
 */
export async function breakDown(
  db: Database,
  actor: Actor,
  parentId: string,
  input: BelowInput,
  now: Date = new Date(),
): Promise<{ id: string }> {
  mustBeSomewhere(actor, RUNNING_PERMISSIONS.break);
  return below(db, actor, parentId, input, now, (tx, parent, read, today) =>
    mustBeBelow(tx, actor, parent, read.organisationKey, today),
  );
}

/**
 * An instruction of the chairman, the steering committee or a head, attached to what a body owes, with its own day and answer.
 * Decided by the body of whoever gave it.
 */
export async function direct(
  db: Database,
  actor: Actor,
  parentId: string,
  input: BelowInput,
  now: Date = new Date(),
): Promise<{ id: string }> {
  mustBeSomewhere(actor, RUNNING_PERMISSIONS.direct);
  return below(db, actor, parentId, input, now, (_tx, _parent, read) => {
    demand(actor, RUNNING_PERMISSIONS.direct, { organisation: read.organisationKey });
    if (!read.lastDay) throw invalid({ lastDay: 'Ý kiến chỉ đạo cần có hạn.' });
    return Promise.resolve({ source: 'directive', deciderKey: actor.organisationKey, isPublic: read.isPublic });
  });
}

type Read = z.output<typeof BELOW_INPUT>;
interface Opened {
  source: 'own' | 'directive';
  deciderKey: string | null;
  isPublic: boolean;
}

async function below(
  db: Database,
  actor: Actor,
  parentId: string,
  input: BelowInput,
  now: Date,
  decide: (tx: Transaction, parent: LockedObligation, read: Read, today: IsoDate) => Promise<Opened>,
): Promise<{ id: string }> {
  const parsed = BELOW_INPUT.safeParse(input);
  if (!parsed.success) throw invalid(Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]))); // prettier-ignore
  const today = vietnamDate(now);
  return transact(db, actor, async (tx) => {
    const parent = await lockObligation(tx, parentId, today);
    mustBeOpen(parent);
    return openBelow(tx, parent, parsed.data, await decide(tx, parent, parsed.data, today), today);
  });
}

const isClosed = ({ facts, planStatus }: LockedObligation) =>
  ['done', 'cancelled', 'superseded'].includes(facts.state) || (planStatus ?? 'active') !== 'active';

function mustBeOpen(parent: LockedObligation): void {
  if (isClosed(parent))
    throw new Refusal('plan.wrong-state', 'Việc này đã kết thúc nên không giao thêm được.', { status: 409 });
}

/** Opens something below an obligation, with its entry in the record. */
async function openBelow(
  tx: Transaction,
  { id: parentId }: LockedObligation,
  { title, organisationKey, lastDay }: Pick<Read, 'title' | 'organisationKey' | 'lastDay'>,
  opened: Opened,
  today: IsoDate,
): Promise<{ id: string }> {
  await mustBeActive(tx, organisationKey, today);
  const id = newId();
  await storeOpened(tx, [
    {
      id,
      ...opened,
      // Not of the plan itself: its figures count what the plan ordered, once.
      planId: null,
      parentId,
      title,
      organisationKey,
      openedOn: today,
      lastOn: today,
      state: 'not-started',
      firstLastDay: lastDay,
      lastDay,
    },
  ]);
  tx.record({
    action: opened.source === 'own' ? 'break-down' : 'direct',
    subjectType: 'obligation',
    subjectId: parentId,
    after: { below: id, title, organisation: organisationKey, lastDay },
  });
  return { id };
}

/** Most obligations that are copied at once. */
const MOST_COPIED = 200;

/** Which obligations are copied into the own plan, for which unit, by when; without a day each keeps its own. */
export const COPY_INPUT = z.object({
  ids: z
    .array(z.string())
    .min(1, 'Chọn ít nhất một việc.')
    .max(MOST_COPIED, `Nhiều nhất ${MOST_COPIED} việc một lần.`)
    .transform((ids) => [...new Set(ids)].sort()),
  organisationKey: z.string().trim().min(1, 'Chọn đơn vị.').max(120),
  lastDay: day,
});
export type CopyInput = z.input<typeof COPY_INPUT>;

/**
 * Copies obligations into the body's own plan for one of its units, each linked upward, all or none. What the unit has of one
 * already, or what is closed by now, is left out and counted. Refine each on its own page.
 * @throws Refusal 403 for another body's work, 404, 422 by field
 */
export async function copyBelow(
  db: Database,
  actor: Actor,
  input: CopyInput,
  now: Date = new Date(),
): Promise<{ opened: number; left: number }> {
  mustBeSomewhere(actor, RUNNING_PERMISSIONS.break);
  const parsed = COPY_INPUT.safeParse(input);
  if (!parsed.success) throw invalid(Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]))); // prettier-ignore
  const { ids, organisationKey, lastDay } = parsed.data;
  const today = vietnamDate(now);
  return transact(db, actor, async (tx) => {
    let opened = 0;
    for (const id of ids) {
      const parent = await lockObligation(tx, id, today);
      const unit = await mustBeBelow(tx, actor, parent, organisationKey, today);
      const copied = isClosed(parent) ? null : await copyOf(tx, id, organisationKey);
      if (!copied) continue;
      await openBelow(tx, parent, { ...copied, organisationKey, lastDay: lastDay ?? copied.lastDay }, unit, today);
      opened++;
    }
    return { opened, left: ids.length - opened };
  });
}

/** Title and day of an obligation for its copy; null when the unit has a part of it already. */
async function copyOf(tx: Transaction, id: string, unit: string) {
  const [row] = await tx.execute<{ title: string; lastDay: IsoDate | null }>(
    sql`select left(coalesce(obligation.title, task.title) || coalesce(' (' || obligation.period_label || ')', ''), 2000) as title, obligation.last_day as "lastDay"
      from obligation left join plan_task task on task.id = obligation.task_id
      where obligation.id = ${id} and not exists (select from obligation child where child.parent_id = obligation.id
        and child.source = 'own' and child.organisation_key = ${unit} and child.state not in ('cancelled', 'superseded'))`,
    'objects',
  );
  return row ?? null;
}

/** @throws Refusal 403 for another body's work, 422 for a unit that is not below the body */
async function mustBeBelow(
  tx: Transaction,
  actor: Actor,
  parent: LockedObligation,
  unit: string,
  today: IsoDate,
): Promise<Opened> {
  demand(actor, RUNNING_PERMISSIONS.break, { organisation: parent.heldBy });
  if (!(await isWithin(tx, unit, parent.heldBy, today))) {
    throw new Refusal('plan.not-below', 'Chỉ giao được cho chính cơ quan hoặc đơn vị trực thuộc.', {
      status: 422,
      fields: { organisationKey: 'Chọn chính cơ quan hoặc đơn vị trực thuộc.' },
    });
  }
  return { source: 'own', deciderKey: parent.heldBy, isPublic: false };
}

function mustBeSomewhere(actor: Actor, permission: ScopedPermission): void {
  if (!mayAnywhere(actor, permission)) demand(actor, permission, { organisation: null });
}

/** Is a body the other one, or below it, on a day? */
async function isWithin(tx: Transaction, key: string, top: string | null, today: IsoDate): Promise<boolean> {
  const rows = await tx.execute(
    sql`with recursive above as (
        select ${key}::text as key, 1 as height
        union all
        select version.parent_key, above.height + 1 from above join organisation_version version
          on version.organisation_key = above.key and version.valid @> ${today}::date
        where version.parent_key is not null and above.height < 12)
      select 1 from above where key = ${top} limit 1`,
    'objects',
  );
  return rows.length > 0;
}

/** @throws Refusal 422 at `organisationKey` for a body that is not there on the day */
export async function mustBeActive(tx: Transaction, key: string, today: IsoDate): Promise<void> {
  const rows = await tx.execute(
    sql`select 1 from organisation_version where organisation_key = ${key} and valid @> ${today}::date`,
    'objects',
  );
  if (rows.length === 0) throw invalid({ organisationKey: 'Cơ quan không có hoặc đã kết thúc hoạt động.' });
}

function invalid(fields: Record<string, string>): Refusal {
  return new Refusal('plan.act-invalid', 'Còn mục chưa đúng.', { status: 422, fields, remedy: 'Sửa các mục được nêu rồi gửi lại.' }); // prettier-ignore
}
