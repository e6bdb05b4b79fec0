import { and, asc, eq, ne, sql } from 'drizzle-orm';
import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { parseSchedule } from '#kernel/calendar/schedule.ts';
import type { Schedule } from '#kernel/calendar/schedule-model.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { brokenConstraint } from '#kernel/database/errors.ts';
import { insertMany } from '#kernel/database/insert-many.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { isId } from '#kernel/database/uuid.ts';
import { demand } from '#kernel/identity/permissions.ts';
import type { Registry } from '#kernel/organisations/model.ts';
import { findCollective, findOrganisation } from '#kernel/organisations/registry.ts';
import { loadRegistry } from '#kernel/organisations/store.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { AssignedRole } from '../import/model.ts';
import { PLAN_PERMISSIONS } from '../permissions.ts';
import { plan, planAssignment, planGroup, planObjective, planProduct, planTarget, planTask } from '../schema.ts';
import { dueProjection, productRows } from './plan-rows.ts';
import { lockDraft } from './review-plan.ts';
import type { DecisionInput, GroupInput, ObjectiveInput, ProductInput, TaskInput } from './revise-input.ts';

/** Which revision the person saw; an edit on top of a newer one is refused, so that nobody's work is overwritten unseen. */
export interface Seen {
  planId: string;
  revision: number;
}

/** Corrects what was read of the decision itself. @throws Refusal 409 when somebody else changed the draft meanwhile */
export async function reviseDecision(db: Database, actor: Actor, seen: Seen, input: DecisionInput): Promise<void> {
  await revise(db, actor, seen, 'revise-decision', async (tx, draft) => {
    const { number, issuedOn, issuer, signer, subject, year } = draft;
    await tx.update(plan).set(input).where(eq(plan.id, draft.id));
    return { before: { number, issuedOn, issuer, signer, subject, year }, after: input };
  });
}

/** Corrects an objective's number, wording and figures. */
export async function reviseObjective(
  db: Database,
  actor: Actor,
  seen: Seen,
  objectiveId: string,
  input: ObjectiveInput,
): Promise<void> {
  await revise(db, actor, seen, 'revise-objective', async (tx) => {
    const here = and(eq(planObjective.id, knownId(objectiveId)), eq(planObjective.planId, seen.planId));
    const [before] = await tx
      .select({ number: planObjective.number, text: planObjective.text })
      .from(planObjective)
      .where(here);
    if (!before) throw notInPlan('mục tiêu');
    const { targets, ...texts } = input;
    await tx.update(planObjective).set(texts).where(here);
    const former = await tx.delete(planTarget).where(eq(planTarget.objectiveId, objectiveId)).returning();
    await insertMany(
      tx,
      planTarget,
      targets.map((target, ordinal) => ({ objectiveId, ordinal, ...target })),
    );
    const targetsBefore = former
      .sort((a, b) => a.ordinal - b.ordinal)
      .map(({ operator, value, unit, text }) => ({ operator, value, unit, text }));
    return { before: { ...before, targets: targetsBefore }, after: input };
  });
}

/** Names a group; an inferred heading that a person has confirmed is inferred no longer. Its tasks' codes follow. */
export async function reviseGroup(
  db: Database,
  actor: Actor,
  seen: Seen,
  groupId: string,
  input: GroupInput,
): Promise<void> {
  await revise(db, actor, seen, 'revise-group', async (tx) => {
    const here = and(eq(planGroup.id, knownId(groupId)), eq(planGroup.planId, seen.planId));
    const [before] = await tx
      .select({ code: planGroup.code, title: planGroup.title, inferred: planGroup.inferred })
      .from(planGroup)
      .where(here);
    if (!before) throw notInPlan('nhóm');
    await tx
      .update(planGroup)
      .set({ ...input, inferred: false })
      .where(here);
    if (before.code !== input.code) {
      await tx
        .update(planTask)
        .set({ code: sql`${input.code} || '.' || ${planTask.number}` })
        .where(eq(planTask.groupId, groupId));
    }
    return { before, after: { ...input, inferred: false } };
  });
}

/** Corrects a task with all its products: those without an identity are new, those left out are removed. */
export async function reviseTask(
  db: Database,
  actor: Actor,
  seen: Seen,
  taskId: string,
  input: TaskInput,
): Promise<{ code: string }> {
  return revise(db, actor, seen, 'revise-task', async (tx, draft) => {
    const [task] = await tx
      .select({ id: planTask.id, number: planTask.number, title: planTask.title, groupCode: planGroup.code })
      .from(planTask)
      .innerJoin(planGroup, eq(planGroup.id, planTask.groupId))
      .where(and(eq(planTask.id, knownId(taskId)), eq(planTask.planId, seen.planId)));
    if (!task) throw notInPlan('nhiệm vụ');
    const former = await tx
      .select()
      .from(planProduct)
      .where(eq(planProduct.taskId, taskId))
      .orderBy(asc(planProduct.ordinal));
    const strangers = input.products.filter(({ id }) => id !== null && !former.some((product) => product.id === id));
    if (strangers.length > 0) throw notInPlan('kết quả');

    const registry = await loadRegistry(tx);
    const at = draft.issuedOn ?? vietnamDate(new Date());
    const rows = input.products.map((product, index) => {
      const known = former.find(({ id }) => id === product.id);
      return productRows(
        {
          text: product.text,
          schedule: scheduleOf(product, draft.year),
          assignment: {
            text: product.assignmentText,
            roles: product.roles.map((role) => resolveRole(role, registry, at)),
          },
          source: { line: known?.line ?? null, endLine: known?.endLine ?? null },
        },
        { planId: seen.planId, taskId, ordinal: index + 1, id: known?.id },
      );
    });
    // A draft's products have no events yet, so they are simply written anew under their identities.
    await tx.delete(planProduct).where(eq(planProduct.taskId, taskId));
    await insertMany(
      tx,
      planProduct,
      rows.map(({ product }) => product),
    );
    await insertMany(
      tx,
      planAssignment,
      rows.flatMap(({ assignments }) => assignments),
    );
    const code = `${task.groupCode}.${input.number}`;
    await tx
      .update(planTask)
      .set({ number: input.number, title: input.title, code, ...dueProjection(rows.map(({ product }) => product.due)) })
      .where(eq(planTask.id, taskId));
    const asRecorded = (product: {
      text: string;
      scheduleText: string;
      due?: IsoDate | null;
      assignmentText: string;
    }) => ({
      text: product.text,
      schedule: product.scheduleText,
      due: product.due ?? null,
      assignment: product.assignmentText,
    });
    return {
      before: { number: task.number, title: task.title, products: former.map(asRecorded) },
      after: { number: input.number, title: input.title, products: rows.map(({ product }) => asRecorded(product)) },
      result: { code },
    };
  });
}

type Draft = Awaited<ReturnType<typeof lockDraft>>;

async function revise<Result = void>(
  db: Database,
  actor: Actor,
  seen: Seen,
  action: string,
  body: (tx: Transaction, draft: Draft) => Promise<{ before: unknown; after: unknown; result?: Result }>,
): Promise<Result> {
  demand(actor, PLAN_PERMISSIONS.revise);
  try {
    return await transact(db, actor, async (tx) => {
      const draft = await lockDraft(tx, seen.planId);
      if (draft.revision !== seen.revision) {
        throw new Refusal('plan.changed-meanwhile', 'Bản nháp vừa được người khác sửa.', {
          status: 409,
          where: draft.slug,
          remedy: 'Mở lại trang để xem thay đổi, rồi sửa tiếp.',
        });
      }
      const { before, after, result } = await body(tx, draft);
      await tx
        .update(plan)
        .set({ revision: draft.revision + 1 })
        .where(and(eq(plan.id, draft.id), ne(plan.status, 'discarded')));
      tx.record({ action, subjectType: 'plan', subjectId: draft.id, before, after });
      return result as Result;
    });
  } catch (error) {
    const constraint = brokenConstraint(error) ?? '';
    const message = action === 'revise-group' && constraint === TASK_CODE ? GROUP_CODE_TAKEN : CONSTRAINTS[constraint];
    if (message) throw new Refusal('plan.not-unique', message, { status: 409, cause: error });
    throw error;
  }
}

const TASK_CODE = 'plan_task_plan_id_code_key';
const GROUP_CODE_TAKEN = 'Ký hiệu này làm trùng số nhiệm vụ với nhóm khác: chọn ký hiệu khác.';
const CONSTRAINTS: Record<string, string> = {
  [TASK_CODE]: 'Số này đã có trong nhóm: mỗi nhiệm vụ một số.',
  plan_decision: 'Đã có kế hoạch khác với số và ngày quyết định này.',
};

/** As set by hand, or as the words are understood by themselves; what was set by hand before is then given up. */
export function scheduleOf(input: ProductInput, year: number | null): Schedule {
  const read = parseSchedule(input.scheduleText, { year });
  if (!input.understanding) return read;
  const { kind, due, precision } = input.understanding;
  const part = {
    ...read,
    kind,
    due,
    precision: due ? (precision ?? 'day') : precision,
    bound: due ? (read.bound ?? 'by') : null,
  };
  return { ...part, understood: true, parts: [{ ...part, text: read.text }] };
}

/** A named body or collective, as the registry knows it on a day. */
export function resolveRole(
  { role, name }: ProductInput['roles'][number],
  registry: Registry,
  at: IsoDate,
): AssignedRole {
  const organisation = findOrganisation(registry, name, at);
  if (organisation) return { role, name: organisation.name, collective: false, key: organisation.key };
  const collective = findCollective(registry, name);
  if (collective) return { role, name: collective.name, collective: true, key: collective.key };
  return { role, name, collective: false, key: null };
}

function knownId(id: string): string {
  if (!isId(id)) throw notInPlan('mục');
  return id;
}

function notInPlan(what: string): Refusal {
  return new Refusal('plan.part-not-found', `Không có ${what} này trong bản nháp.`, { status: 404 });
}
