import { asc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { isIsoDate, vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { isId, newId } from '#kernel/database/uuid.ts';
import { demand } from '#kernel/identity/permissions.ts';
import { Refusal } from '#kernel/refusal.ts';
import { factsOf } from '../model.ts';
import { PLAN_PERMISSIONS } from '../permissions.ts';
import { plan, planEvent, planProduct, planTask } from '../schema.ts';

const day = z
  .string()
  .trim()
  .refine((text) => isIsoDate(text), 'Điền ngày có trong lịch.')
  .transform((text) => text as IsoDate);
const words = (longest: number) =>
  z
    .string()
    .max(longest, `Dài nhất ${longest} ký tự.`)
    .transform((text) => text.normalize('NFC').trim() || null);

/** Work on a product has begun, its document was registered, or that registration is withdrawn. */
export const RESULT_INPUT = z
  .object({
    kind: z.enum(['started', 'completed', 'reopened']),
    onDate: day,
    documentNumber: words(60),
    documentDate: z
      .string()
      .trim()
      .refine((text) => text === '' || isIsoDate(text), 'Ngày không có trong lịch.')
      .transform((text) => (text === '' ? null : (text as IsoDate))),
    documentIssuer: words(200),
    note: words(2_000),
  })
  .refine((input) => input.kind !== 'completed' || input.documentNumber !== null, {
    message: 'Kết quả chỉ được ghi nhận khi có văn bản: điền số, ký hiệu.',
    path: ['documentNumber'],
  })
  .refine((input) => input.kind !== 'completed' || input.documentDate !== null, {
    message: 'Điền ngày của văn bản.',
    path: ['documentDate'],
  })
  .refine((input) => input.kind !== 'reopened' || input.note !== null, {
    message: 'Nêu lý do hủy ghi nhận.',
    path: ['note'],
  });
export type ResultInput = z.infer<typeof RESULT_INPUT>;

/**
 * Keeps a fact about a product of the plan in force, and renews what is derived from its facts.
 * @throws Refusal when the day lies ahead, the plan is not in force, or the fact does not follow from the ones before it
 */
export async function recordResult(
  db: Database,
  actor: Actor,
  productId: string,
  input: ResultInput,
  now: Date = new Date(),
): Promise<{ planSlug: string; taskCode: string }> {
  demand(actor, PLAN_PERMISSIONS.recordResult);
  const ahead = (['onDate', 'documentDate'] as const).filter((field) => (input[field] ?? '') > vietnamDate(now));
  if (ahead.length > 0) {
    throw new Refusal('plan.result-in-future', 'Ngày ghi nhận không được ở tương lai.', {
      fields: Object.fromEntries(ahead.map((field) => [field, 'Chọn ngày đến hôm nay.'])),
    });
  }
  return transact(db, actor, async (tx) => {
    const product = await lockProduct(tx, productId);
    const former = await eventsOf(tx, productId);
    const before = factsOf(former);
    const isDone = before.doneOn !== null;
    if (input.kind === 'completed' && isDone) throw alreadyDone();
    if (input.kind === 'reopened' && !isDone) throw notDone();
    if (input.kind === 'started' && (before.startedOn !== null || isDone)) throw alreadyStarted();
    await tx.insert(planEvent).values({ id: newId(), productId, ...input, recordedBy: actor.name });
    const after = factsOf(await eventsOf(tx, productId));
    await tx.update(planProduct).set(after).where(eq(planProduct.id, productId));
    await tx
      .update(plan)
      .set({ revision: sql`${plan.revision} + 1` })
      .where(eq(plan.id, product.planId));
    tx.record({
      action: `record-${input.kind}`,
      subjectType: 'plan-task',
      subjectId: product.taskId,
      before: { product: product.text, ...before },
      after: {
        product: product.text,
        ...after,
        document: input.documentNumber,
        documentDate: input.documentDate,
        issuer: input.documentIssuer,
      },
      reason: input.note,
    });
    return { planSlug: product.planSlug, taskCode: product.taskCode };
  });
}

async function lockProduct(tx: Transaction, productId: string) {
  const [product] = isId(productId)
    ? await tx
        .select({
          planId: planProduct.planId,
          taskId: planProduct.taskId,
          text: planProduct.text,
          planSlug: plan.slug,
          status: plan.status,
          taskCode: planTask.code,
        })
        .from(planProduct)
        .innerJoin(plan, eq(plan.id, planProduct.planId))
        .innerJoin(planTask, eq(planTask.id, planProduct.taskId))
        .where(eq(planProduct.id, productId))
        .for('update', { of: planProduct })
    : [];
  if (!product) throw new Refusal('plan.product-not-found', 'Không có kết quả, sản phẩm này.', { status: 404 });
  if (product.status !== 'active') {
    throw new Refusal('plan.not-in-force', 'Chỉ ghi nhận kết quả cho kế hoạch đang thực hiện.', {
      status: 409,
      where: product.planSlug,
    });
  }
  return product;
}

async function eventsOf(tx: Transaction, productId: string) {
  return tx
    .select({ kind: planEvent.kind, onDate: planEvent.onDate })
    .from(planEvent)
    .where(eq(planEvent.productId, productId))
    .orderBy(asc(planEvent.recordedAt), asc(planEvent.id));
}

const conflict = (code: string, message: string) =>
  new Refusal(code, message, { status: 409, remedy: 'Mở lại trang để xem tình trạng mới nhất.' });
const alreadyDone = () => conflict('plan.already-done', 'Kết quả này đã được ghi nhận hoàn thành.');
const notDone = () => conflict('plan.not-done', 'Kết quả này chưa được ghi nhận hoàn thành.');
const alreadyStarted = () => conflict('plan.already-started', 'Kết quả này đã bắt đầu thực hiện.');
