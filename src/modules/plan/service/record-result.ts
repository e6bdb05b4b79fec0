import { asc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { isIsoDate, toVietnamese, vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { isId } from '#kernel/database/uuid.ts';
import { demand } from '#kernel/identity/permissions.ts';
import { Refusal } from '#kernel/refusal.ts';
import { PLAN_PERMISSIONS } from '../permissions.ts';
import { after } from '../running/facts.ts';
import { OBLIGATION_LIFE, type Act } from '../running/lifecycle.ts';
import { EMPTY_INPUT } from '../running/service/act-input.ts';
import { lockObligation } from '../running/service/lock.ts';
import { storeEvent, touchPlan } from '../running/service/store-event.ts';
import { rollUpProducts } from '../running/service/roll-up.ts';
import { obligation } from '../running/schema.ts';
import { plan, planProduct, planTask } from '../schema.ts';

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

const ACT_OF = { started: 'start', completed: 'register', reopened: 'reopen' } as const satisfies Record<string, Act>;

/**
 * Keeps a fact about a product for every body that owes it: the owner's way of registering one paper that settles them all.
 * Bodies for which the fact does not fit (done already) are left as they are.
 * @throws Refusal when the day lies ahead or before what is known, the plan is not in force, or the fact fits none of them
 */
export async function recordResult(
  db: Database,
  actor: Actor,
  productId: string,
  input: ResultInput,
  now: Date = new Date(),
): Promise<{ planSlug: string; taskCode: string }> {
  demand(actor, PLAN_PERMISSIONS.recordResult);
  const today = vietnamDate(now);
  const ahead = (['onDate', 'documentDate'] as const).filter((field) => (input[field] ?? '') > today);
  if (ahead.length > 0) {
    throw new Refusal('plan.result-in-future', 'Ngày ghi nhận không được ở tương lai.', {
      fields: Object.fromEntries(ahead.map((field) => [field, 'Chọn ngày đến hôm nay.'])),
    });
  }
  const kind: Act = ACT_OF[input.kind];
  return transact(db, actor, async (tx) => {
    const product = await lockProduct(tx, productId);
    const owed = await tx
      .select({ id: obligation.id, lastOn: obligation.lastOn })
      .from(obligation)
      .where(
        sql`${eq(obligation.productId, productId)} and ${inArray(obligation.state, [...OBLIGATION_LIFE.acts[kind].from])}`,
      )
      .orderBy(asc(obligation.id));
    if (owed.length === 0) throw FITS_NONE[input.kind]();
    const latest = owed.reduce((last, each) => (each.lastOn > last ? each.lastOn : last), owed[0]!.lastOn);
    if (input.onDate < latest) {
      throw new Refusal('plan.act-before-last', 'Ngày ghi nhận trước lần ghi nhận gần nhất.', {
        status: 422,
        fields: { onDate: `Không được trước ngày ${toVietnamese(latest)}.` },
      });
    }
    for (const { id } of owed) {
      const found = await lockObligation(tx, id, today);
      const said = { ...EMPTY_INPUT, ...input, note: input.note, kind, onDate: input.onDate, seq: found.revision + 1 };
      const facts = after(found.facts, { act: kind, onDate: input.onDate, actorId: actor.id });
      await storeEvent(tx, found, said, facts, { rollUp: false });
    }
    await rollUpProducts(tx, sql`product.id = ${productId}`);
    const [rolled] = await tx.select({ startedOn: planProduct.startedOn, doneOn: planProduct.doneOn }).from(planProduct).where(eq(planProduct.id, productId)); // prettier-ignore
    touchPlan(tx, product.planId);
    tx.record({
      action: `record-${input.kind}`,
      subjectType: 'plan-task',
      subjectId: product.taskId,
      before: { product: product.text, startedOn: product.startedOn, doneOn: product.doneOn },
      after: {
        product: product.text,
        ...rolled,
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
          startedOn: planProduct.startedOn,
          doneOn: planProduct.doneOn,
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

const conflict = (code: string, message: string) =>
  new Refusal(code, message, { status: 409, remedy: 'Mở lại trang để xem tình trạng mới nhất.' });
const FITS_NONE = {
  started: () => conflict('plan.already-started', 'Kết quả này đã bắt đầu thực hiện.'),
  completed: () => conflict('plan.already-done', 'Kết quả này đã được ghi nhận hoàn thành.'),
  reopened: () => conflict('plan.not-done', 'Kết quả này chưa được ghi nhận hoàn thành.'),
};
