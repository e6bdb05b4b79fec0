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
  return below(db, actor, parentId, input, now, async (tx, parent, read, today) => {
    demand(actor, RUNNING_PERMISSIONS.break, { organisation: parent.heldBy });
    if (!(await isWithin(tx, read.organisationKey, parent.heldBy, today))) {
      throw new Refusal('plan.not-below', 'Chỉ giao được cho chính cơ quan hoặc đơn vị trực thuộc.', {
        status: 422,
        fields: { organisationKey: 'Chọn chính cơ quan hoặc đơn vị trực thuộc.' },
      });
    }
    return { source: 'own', deciderKey: parent.heldBy, isPublic: false };
  });
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
    if (
      ['done', 'cancelled', 'superseded'].includes(parent.facts.state) ||
      (parent.planStatus ?? 'active') !== 'active'
    ) {
      throw new Refusal('plan.wrong-state', 'Việc này đã kết thúc nên không giao thêm được.', { status: 409 });
    }
    const opened = await decide(tx, parent, parsed.data, today);
    await mustBeActive(tx, parsed.data.organisationKey, today);
    const id = newId();
    const { title, organisationKey, lastDay } = parsed.data;
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
  });
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
