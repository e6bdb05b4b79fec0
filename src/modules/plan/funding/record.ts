import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { isIsoDate, vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { brokenConstraint } from '#kernel/database/errors.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { isId, newId } from '#kernel/database/uuid.ts';
import { demand, demandAnywhere } from '#kernel/identity/permissions.ts';
import { DOCUMENT } from '#kernel/indicators/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import { fold } from '#kernel/search/fold.ts';
import { plan, planTask } from '../schema.ts';
import { FUNDING_KINDS, LARGEST, readDong } from './model.ts';
import { FUNDING_PERMISSIONS } from './permissions.ts';
import { heldOn } from './queries.ts';
import { fundingSource, planFundingEntry } from './schema.ts';

const note = z
  .string()
  .max(2_000, 'Dài nhất 2.000 ký tự.')
  .transform((text) => text.normalize('NFC').trim() || null);

/** Money of a task. */
export const FUNDING_INPUT = z
  .object({
    kind: z.enum(FUNDING_KINDS, 'Chọn dự toán, được cấp hoặc đã chi.'),
    sourceKey: z.string().trim().min(1, 'Chọn nguồn kinh phí.').max(80),
    organisationKey: z.string().trim().min(1, 'Chọn cơ quan giữ kinh phí.').max(120),
    amount: z
      .string()
      .max(40, 'Số quá dài.')
      .transform((typed, context) => {
        const read = readDong(typed);
        const wrong =
          read === null
            ? 'Điền số tiền.'
            : read === 'unreadable'
              ? 'Điền số đồng nguyên, ví dụ 1.500.000.'
              : read === 0n
                ? 'Số tiền phải khác 0.'
                : read > LARGEST || read < -LARGEST
                  ? 'Số tiền quá lớn.'
                  : null;
        if (wrong === null) return read as bigint;
        context.addIssue({ code: 'custom', message: wrong });
        return z.NEVER;
      }),
    onDate: z
      .string()
      .trim()
      .refine((text) => isIsoDate(text), 'Điền ngày có trong lịch.')
      .transform((text) => text as IsoDate),
    ...DOCUMENT,
    note,
  })
  .superRefine(({ amount, note: why, kind, documentNumber, documentDate }, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (amount < 0n && why === null) issue('note', 'Nêu lý do giảm.');
    if (kind !== 'estimate' && documentNumber === null)
      issue('documentNumber', 'Điền số, ký hiệu văn bản hoặc chứng từ.');
    if (kind !== 'estimate' && documentDate === null) issue('documentDate', 'Điền ngày của văn bản hoặc chứng từ.');
  });
export type FundingInput = z.infer<typeof FUNDING_INPUT>;

/**
 * Keeps an entry of money of a task of the plan in force. Less is an entry below zero.
 * @throws Refusal 401, 403 (another body's money); 404; 409 when the plan is not in force; 422 by field
 */
export async function recordFunding(
  db: Database,
  actor: Actor,
  taskId: string,
  input: FundingInput,
  now: Date = new Date(),
): Promise<{ id: string; planSlug: string; taskCode: string }> {
  demandAnywhere(actor, FUNDING_PERMISSIONS.record);
  const today = vietnamDate(now);
  const ahead = (['onDate', 'documentDate'] as const).filter((field) => (input[field] ?? '') > today);
  if (ahead.length > 0) {
    throw new Refusal('plan.funding-in-future', 'Ngày ghi không được ở tương lai.', {
      status: 422,
      fields: Object.fromEntries(ahead.map((field) => [field, 'Chọn ngày đến hôm nay.'])),
    });
  }
  return transact(db, actor, async (tx) => {
    const task = await lockTask(tx, taskId);
    demand(actor, FUNDING_PERMISSIONS.record, { organisation: input.organisationKey });
    const id = newId();
    await tx
      .insert(planFundingEntry)
      .values({
        id,
        planId: task.planId,
        taskId,
        ...input,
        recordedAt: now,
        recordedBy: actor.id,
        position: actor.position,
      })
      .catch((error: unknown) => {
        const broken = brokenConstraint(error) ?? '';
        if (broken.includes('source')) throw unknown('sourceKey', 'Chọn nguồn có trong danh mục.');
        if (broken.includes('organisation')) throw unknown('organisationKey', 'Chọn cơ quan có trong danh mục.');
        throw error;
      });
    tx.record({
      action: `fund-${input.kind}`,
      subjectType: 'plan-task',
      subjectId: taskId,
      after: told(input),
      reason: input.note,
    });
    return { id, planSlug: task.planSlug, taskCode: task.code };
  });
}

/**
 * Takes an entry back, whole, by its opposite; both stay to be seen.
 * @throws Refusal 403, 404; 409 when it was taken back before or takes one back itself; 422 without a reason
 */
export async function cancelFunding(
  db: Database,
  actor: Actor,
  entryId: string,
  reason: string,
  now: Date = new Date(),
): Promise<{ planSlug: string; taskCode: string }> {
  demandAnywhere(actor, FUNDING_PERMISSIONS.record);
  const why = reason.normalize('NFC').trim();
  return transact(db, actor, async (tx) => {
    const [entry] = isId(entryId)
      ? await tx.select().from(planFundingEntry).where(eq(planFundingEntry.id, entryId))
      : [];
    if (!entry) throw new Refusal('plan.funding-not-found', 'Không có khoản này.', { status: 404 });
    const task = await lockTask(tx, entry.taskId);
    demand(actor, FUNDING_PERMISSIONS.record, { organisation: await holdersOf(tx, entryId, vietnamDate(now)) });
    if (why === '' || why.length > 2_000) {
      throw new Refusal('plan.funding-reason', 'Nêu lý do hủy khoản đã ghi.', {
        status: 422,
        fields: { reason: 'Nêu lý do, nhiều nhất 2.000 ký tự.' },
      });
    }
    const [former] = await tx
      .select({ id: planFundingEntry.id })
      .from(planFundingEntry)
      .where(
        and(
          isNotNull(planFundingEntry.cancels),
          sql`(${planFundingEntry.cancels} = ${entryId} or ${planFundingEntry.id} = ${entryId})`,
        ),
      );
    if (former) {
      throw new Refusal('plan.funding-cancelled', 'Khoản này đã được hủy, hoặc là khoản hủy.', {
        status: 409,
        remedy: 'Mở lại trang để xem tình trạng mới nhất.',
      });
    }
    await tx.insert(planFundingEntry).values({
      ...entry,
      id: newId(),
      amount: -entry.amount,
      note: why,
      cancels: entryId,
      recordedAt: now,
      recordedBy: actor.id,
      position: actor.position,
    });
    tx.record({
      action: 'cancel-funding',
      subjectType: 'plan-task',
      subjectId: entry.taskId,
      before: told(entry),
      reason: why,
    });
    return { planSlug: task.planSlug, taskCode: task.code };
  });
}

/** Adds a source of money to the choices. @throws Refusal 403; 409 when there is one of that name; 422 */
export async function addFundingSource(db: Database, actor: Actor, name: string): Promise<{ key: string }> {
  demand(actor, FUNDING_PERMISSIONS.addSource);
  const plain = name.normalize('NFC').replace(/\s+/g, ' ').trim();
  const key = fold(plain)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
  if (key.length < 2 || plain.length > 200) throw unknown('name', 'Điền tên nguồn, nhiều nhất 200 ký tự.');
  return transact(db, actor, async (tx) => {
    const made = await tx
      .insert(fundingSource)
      .values({ key, name: plain, position: sql`(select coalesce(max(position), 0) + 1 from funding_source)` })
      .onConflictDoNothing()
      .returning();
    if (made.length === 0) {
      throw new Refusal('plan.funding-source-known', 'Đã có nguồn kinh phí này.', {
        status: 409,
        fields: { name: 'Đã có nguồn kinh phí này.' },
      });
    }
    tx.record({ action: 'add', subjectType: 'funding-source', subjectId: key, after: { name: plain } });
    return { key };
  });
}

/** The body that an entry names, and the one that took it over. */
async function holdersOf(tx: Transaction, entryId: string, day: IsoDate): Promise<string[]> {
  const [row] = await tx.execute<{ named: string; held: string }>(
    sql`select entry.organisation_key as named, ${heldOn(day)} as held from plan_funding_entry entry where entry.id = ${entryId}`,
    'objects',
  );
  return [row!.named, row!.held];
}

async function lockTask(tx: Transaction, taskId: string) {
  const [task] = isId(taskId)
    ? await tx
        .select({ planId: planTask.planId, code: planTask.code, planSlug: plan.slug, status: plan.status })
        .from(planTask)
        .innerJoin(plan, eq(plan.id, planTask.planId))
        .where(eq(planTask.id, taskId))
        .for('update', { of: planTask })
    : [];
  if (!task) throw new Refusal('plan.task-not-found', 'Không có nhiệm vụ này.', { status: 404 });
  if (task.status !== 'active') {
    throw new Refusal('plan.not-in-force', 'Chỉ ghi kinh phí cho kế hoạch đang thực hiện.', {
      status: 409,
      where: task.planSlug,
    });
  }
  return task;
}

type Money = Pick<
  typeof planFundingEntry.$inferSelect,
  'kind' | 'sourceKey' | 'organisationKey' | 'amount' | 'onDate' | 'documentNumber'
>;
const told = ({ kind, sourceKey, organisationKey, amount, onDate, documentNumber }: Money) => ({
  fundingKind: kind,
  sourceKey,
  organisationKey,
  amount: String(amount),
  onDate,
  document: documentNumber,
});

const unknown = (field: string, message: string) =>
  new Refusal('plan.funding-input', message, { status: 422, fields: { [field]: message } });
