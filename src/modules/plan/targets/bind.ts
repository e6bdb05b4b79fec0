import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { brokenConstraint } from '#kernel/database/errors.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { isId } from '#kernel/database/uuid.ts';
import { demand } from '#kernel/identity/permissions.ts';
import {
  endOf,
  findIndicator,
  PERIOD_KINDS,
  periodKey,
  readFigure,
  readPeriod,
  type Period,
} from '#kernel/indicators/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import { plan, planObjective, planTarget } from '../schema.ts';
import { TARGET_PERMISSIONS } from './permissions.ts';
import { planTargetIndicator } from './schema.ts';
import { fitsUnit } from './suggest.ts';

/** Which target: its objective and its place in it. */
export interface TargetKey {
  objectiveId: string;
  ordinal: number;
}

const figure = z.string().transform((typed, context) => {
  const read = readFigure(typed);
  if (read !== 'unreadable') return read;
  context.addIssue({ code: 'custom', message: 'Không đọc được số này. Ví dụ: 85,5' });
  return z.NEVER;
});
const share = figure
  .refine((value) => value === null || (value > 0 && value <= 100), 'Từ trên 0 đến 100.')
  .transform((value) => value && value / 100);

/** What a target is bound to. */
export const BINDING_INPUT = z
  .object({
    indicatorKey: z.string().trim().min(1, 'Chọn chỉ số.').max(80),
    /** Empty: the province. */
    organisationKey: z
      .string()
      .trim()
      .max(120)
      .transform((key) => key || null),
    period: z.string().transform((text, context): Period => {
      const read = readPeriod(text.trim());
      if (read && read.kind !== 'day') return read;
      context.addIssue({ code: 'custom', message: 'Chọn kỳ phải đạt, ví dụ 2025 hoặc 2025-Q4.' });
      return z.NEVER;
    }),
    baseline: figure,
    baselineNote: z
      .string()
      .max(500, 'Dài nhất 500 ký tự.')
      .transform((text) => text.normalize('NFC').trim() || null),
    onPace: share,
    behind: share,
  })
  .superRefine(({ onPace, behind }, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if ((onPace === null) !== (behind === null))
      issue(onPace === null ? 'onPace' : 'behind', 'Điền cả hai ngưỡng, hoặc để trống cả hai.');
    else if (onPace !== null && behind! > onPace) issue('behind', 'Không được cao hơn ngưỡng đúng tiến độ.');
  });
export type BindingInput = z.infer<typeof BINDING_INPUT>;

/**
 * Says what measures a target of the plan in force, or changes it.
 * @throws Refusal 404; 409 when the plan is not in force; 422 when the indicator does not fit the target
 */
export async function bindTarget(db: Database, actor: Actor, target: TargetKey, input: BindingInput): Promise<void> {
  demand(actor, TARGET_PERMISSIONS.bind);
  await transact(db, actor, async (tx) => {
    const found = await lockTarget(tx, target);
    const { period, ...binding } = input;
    const indicator = await findIndicator(tx, input.indicatorKey, endOf(period)).catch(
      refused('indicatorKey', 'Chọn chỉ số có trong danh mục.'),
    );
    if (!fitsUnit(found.unit, indicator.version.unit)) {
      throw misfit('indicatorKey', `Chỉ tiêu tính bằng “${found.unit}”, chỉ số này thì không.`);
    }
    if (PERIOD_KINDS.indexOf(indicator.version.frequency) > PERIOD_KINDS.indexOf(period.kind)) {
      throw misfit('period', 'Chỉ số này có số liệu thưa hơn kỳ phải đạt.');
    }
    const row = { ...target, ...binding, periodKind: period.kind, periodStart: period.start };
    const before = await bindingOf(tx, target);
    await tx
      .insert(planTargetIndicator)
      .values(row)
      .onConflictDoUpdate({
        target: [planTargetIndicator.objectiveId, planTargetIndicator.ordinal],
        set: { ...binding, periodKind: period.kind, periodStart: period.start },
      }) // prettier-ignore
      .catch((error: unknown) => {
        if (brokenConstraint(error)?.includes('organisation'))
          throw misfit('organisationKey', 'Chọn cơ quan có trong danh mục.');
        throw error;
      });
    tx.record({
      action: 'bind',
      subjectType: 'plan-target',
      subjectId: subjectOf(target),
      ...(before ? { before } : {}),
      after: { target: found.text, ...binding, period: periodKey(period) },
    });
  });
}

/** Takes a target's indicator away: it is no longer measured. @throws Refusal 404, 409 */
export async function unbindTarget(db: Database, actor: Actor, target: TargetKey): Promise<void> {
  demand(actor, TARGET_PERMISSIONS.bind);
  await transact(db, actor, async (tx) => {
    await lockTarget(tx, target);
    const before = await bindingOf(tx, target);
    if (!before) return;
    await tx.delete(planTargetIndicator).where(isTarget(target));
    tx.record({ action: 'unbind', subjectType: 'plan-target', subjectId: subjectOf(target), before });
  });
}

/** How the record names a target. */
export function subjectOf({ objectiveId, ordinal }: TargetKey): string {
  return `${objectiveId}:${ordinal}`;
}

const isTarget = ({ objectiveId, ordinal }: TargetKey) =>
  and(eq(planTargetIndicator.objectiveId, objectiveId), eq(planTargetIndicator.ordinal, ordinal));

async function lockTarget(tx: Transaction, { objectiveId, ordinal }: TargetKey) {
  const [found] = isId(objectiveId)
    ? await tx
        .select({ unit: planTarget.unit, text: planTarget.text, status: plan.status, slug: plan.slug })
        .from(planTarget)
        .innerJoin(planObjective, eq(planObjective.id, planTarget.objectiveId))
        .innerJoin(plan, eq(plan.id, planObjective.planId))
        .where(and(eq(planTarget.objectiveId, objectiveId), eq(planTarget.ordinal, ordinal)))
        .for('update', { of: planTarget })
    : [];
  if (!found) throw new Refusal('plan.target-not-found', 'Không có chỉ tiêu này.', { status: 404 });
  if (found.status !== 'active') {
    throw new Refusal('plan.not-in-force', 'Chỉ gắn chỉ số cho chỉ tiêu của kế hoạch đang thực hiện.', {
      status: 409,
      where: found.slug,
    });
  }
  return found;
}

async function bindingOf(tx: Transaction, target: TargetKey) {
  const [row] = await tx.select().from(planTargetIndicator).where(isTarget(target));
  if (!row) return null;
  const { objectiveId: _id, ordinal: _ordinal, boundAt: _at, periodKind, periodStart, ...rest } = row;
  return { ...rest, period: periodKey({ kind: periodKind, start: periodStart }) };
}

const misfit = (field: string, message: string) =>
  new Refusal('plan.target-misfit', message, { status: 422, fields: { [field]: message } });

const refused = (field: string, message: string) => (error: unknown) => {
  throw error instanceof Refusal && error.status === 404 ? misfit(field, message) : error;
};
