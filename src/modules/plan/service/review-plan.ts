import { and, eq, sql } from 'drizzle-orm';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { isId } from '#kernel/database/uuid.ts';
import { demand } from '#kernel/identity/permissions.ts';
import { Refusal } from '#kernel/refusal.ts';
import { z } from 'zod';
import { obstaclesToAcceptance } from '../model.ts';
import { PLAN_PERMISSIONS } from '../permissions.ts';
import { openObligations } from '../running/service/open.ts';
import { plan, planDiagnostic } from '../schema.ts';

const OBSTACLES = {
  'not-a-draft': 'Kế hoạch này không còn là bản nháp.',
  'year-unknown': 'Chưa biết kế hoạch của năm nào: điền năm ở phần Quyết định.',
  'open-errors': 'Còn lỗi chưa xử lý trong danh sách điểm cần xem.',
} as const;

/**
 * Puts a reviewed draft into force: each body gets what it owes. The plan of the same issuer that was in force for the same year
 * becomes superseded in the same transaction.
 * @throws Refusal when something stands in the way; then nothing has changed
 */
export async function acceptPlan(
  db: Database,
  actor: Actor,
  planId: string,
  now: Date = new Date(),
): Promise<{ slug: string; supersedes: string | null }> {
  demand(actor, PLAN_PERMISSIONS.accept);
  return transact(db, actor, async (tx) => {
    const draft = await lockPlan(tx, planId);
    const diagnostics = await tx
      .select({ severity: planDiagnostic.severity, resolution: planDiagnostic.resolution })
      .from(planDiagnostic)
      .where(eq(planDiagnostic.planId, planId));
    const [obstacle] = obstaclesToAcceptance(draft.status, draft.year, diagnostics);
    if (obstacle) throw new Refusal(`plan.${obstacle}`, OBSTACLES[obstacle], { status: 409, where: draft.slug });

    const [former] = await tx
      .update(plan)
      .set({ status: 'superseded', supersededBy: planId, revision: sql`${plan.revision} + 1` })
      .where(
        // After a merger two provinces' plans of one year run side by side: only the issuer's own plan is replaced.
        sql`${plan.status} = 'active' and ${plan.year} = ${draft.year} and ${plan.id} <> ${planId}
          and coalesce(search_key(${plan.issuer}) = search_key(${draft.issuer}), true)`,
      )
      .returning({ id: plan.id, slug: plan.slug });
    await tx
      .update(plan)
      .set({ status: 'active', acceptedAt: sql`now()`, revision: draft.revision + 1 })
      .where(eq(plan.id, planId));
    const obligations = await openObligations(tx, planId, { openedOn: draft.issuedOn ?? vietnamDate(now) });
    if (former) {
      tx.record({
        action: 'supersede',
        subjectType: 'plan',
        subjectId: former.id,
        before: { status: 'active' },
        after: { status: 'superseded', supersededBy: planId },
      });
    }
    tx.record({
      action: 'accept',
      subjectType: 'plan',
      subjectId: planId,
      before: { status: 'draft' },
      after: { status: 'active', obligations },
    });
    return { slug: draft.slug, supersedes: former?.slug ?? null };
  });
}

/** Throws a draft away. Its rows stay for the record, but it is no longer shown and its decision may be imported again. */
export async function discardPlan(db: Database, actor: Actor, planId: string, reason: string): Promise<void> {
  demand(actor, PLAN_PERMISSIONS.discard);
  await transact(db, actor, async (tx) => {
    const draft = await lockDraft(tx, planId);
    await tx
      .update(plan)
      .set({ status: 'discarded', revision: draft.revision + 1 })
      .where(eq(plan.id, planId));
    tx.record({
      action: 'discard',
      subjectType: 'plan',
      subjectId: planId,
      before: { status: 'draft' },
      after: { status: 'discarded' },
      reason: reason.trim() || null,
    });
  });
}

export const RESOLUTION_INPUT = z.object({
  resolution: z.enum(['open', 'accepted', 'corrected']),
  note: z
    .string()
    .trim()
    .max(2_000, 'Ghi chú dài nhất 2.000 ký tự.')
    .transform((text) => text.normalize('NFC') || null),
});

/** Settles one finding: left as it is, corrected, or opened again. */
export async function resolveDiagnostic(
  db: Database,
  actor: Actor,
  ids: { planId: string; diagnosticId: string },
  input: z.infer<typeof RESOLUTION_INPUT>,
): Promise<void> {
  demand(actor, PLAN_PERMISSIONS.revise);
  if (!isId(ids.diagnosticId)) throw noSuchDiagnostic();
  await transact(db, actor, async (tx) => {
    await lockDraft(tx, ids.planId);
    const here = and(eq(planDiagnostic.id, ids.diagnosticId), eq(planDiagnostic.planId, ids.planId));
    const [before] = await tx
      .select({ resolution: planDiagnostic.resolution, note: planDiagnostic.note, message: planDiagnostic.message })
      .from(planDiagnostic)
      .where(here);
    if (!before) throw noSuchDiagnostic();
    const isOpen = input.resolution === 'open';
    await tx
      .update(planDiagnostic)
      .set({
        resolution: input.resolution,
        note: input.note,
        resolvedAt: isOpen ? null : sql`now()`,
        resolvedBy: isOpen ? null : actor.name,
      })
      .where(here);
    tx.record({
      action: 'resolve-diagnostic',
      subjectType: 'plan',
      subjectId: ids.planId,
      before,
      after: { ...input, message: before.message },
    });
  });
}

/** The plan, locked for this transaction. @throws Refusal 404 */
export async function lockPlan(tx: Transaction, planId: string) {
  const [found] = isId(planId) ? await tx.select().from(plan).where(eq(plan.id, planId)).for('update') : [];
  if (!found || found.status === 'discarded') throw noSuchPlan();
  return found;
}

/** The same, and still a draft. @throws Refusal 409 when it is in force already */
export async function lockDraft(tx: Transaction, planId: string) {
  const found = await lockPlan(tx, planId);
  if (found.status !== 'draft')
    throw new Refusal('plan.not-a-draft', OBSTACLES['not-a-draft'], { status: 409, where: found.slug });
  return found;
}

/** 404 for a plan. */
export function noSuchPlan(): Refusal {
  return new Refusal('plan.not-found', 'Không có kế hoạch này.', { status: 404, remedy: 'Xem danh sách kế hoạch.' });
}

function noSuchDiagnostic(): Refusal {
  return new Refusal('plan.diagnostic-not-found', 'Không có điểm cần xem này trong kế hoạch.', { status: 404 });
}
