import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { brokenConstraint } from '#kernel/database/errors.ts';
import { insertMany } from '#kernel/database/insert-many.ts';
import { transact } from '#kernel/database/transaction.ts';
import { newId } from '#kernel/database/uuid.ts';
import { demand } from '#kernel/identity/permissions.ts';
import { membersOf } from '#kernel/organisations/registry.ts';
import { loadRegistry } from '#kernel/organisations/store.ts';
import { Refusal } from '#kernel/refusal.ts';
import { planAssignment, planCollectiveMember, planGroup, planProduct, planTask } from '../../schema.ts';
import { dueProjection, productRows } from '../../service/plan-rows.ts';
import type { TASK_INPUT } from '../../service/revise-input.ts';
import { resolveRole, scheduleOf } from '../../service/revise-plan.ts';
import { lockPlan } from '../../service/review-plan.ts';
import { RUNNING_PERMISSIONS } from '../permissions.ts';
import { openObligations } from './open.ts';
import { touchPlan } from './store-event.ts';

/** The paper that adds a task during the year. */
export interface AddingDocument {
  number: string;
  /** From this day on the task counts: figures of earlier days stay as they were. */
  date: IsoDate;
}

/**
 * Adds a task to a plan in force, on the paper that ordered it ("nhiệm vụ phát sinh … sẽ được bổ sung"). It counts from that
 * paper's day on.
 * @throws Refusal when the plan is not in force, the number is taken, or the day lies ahead
 */
export async function addTask(
  db: Database,
  actor: Actor,
  planId: string,
  added: { groupCode: string; document: AddingDocument; task: z.output<typeof TASK_INPUT> },
  now: Date = new Date(),
): Promise<{ slug: string; code: string }> {
  demand(actor, RUNNING_PERMISSIONS.addTask);
  const { groupCode, document, task } = added;
  if (document.number.trim() === '') throw invalid({ documentNumber: 'Điền số, ký hiệu của văn bản bổ sung.' });
  if (document.date > vietnamDate(now)) throw invalid({ documentDate: 'Ngày văn bản không được ở tương lai.' });
  try {
    return await transact(db, actor, async (tx) => {
      const found = await lockPlan(tx, planId);
      if (found.status !== 'active') throw new Refusal('plan.not-in-force', 'Chỉ bổ sung nhiệm vụ cho kế hoạch đang thực hiện.', { status: 409, where: found.slug }); // prettier-ignore
      if (found.issuedOn !== null && document.date < found.issuedOn) throw invalid({ documentDate: 'Văn bản bổ sung không trước ngày ban hành kế hoạch.' }); // prettier-ignore
      const [group] = await tx.select().from(planGroup).where(and(eq(planGroup.planId, planId), eq(planGroup.code, groupCode))); // prettier-ignore
      if (!group) throw invalid({ groupCode: 'Chọn một nhóm của kế hoạch.' });
      const registry = await loadRegistry(tx);
      const taskId = newId();
      const rows = task.products.map((product, index) =>
        productRows(
          {
            text: product.text,
            schedule: scheduleOf(product, found.year),
            assignment: {
              text: product.assignmentText,
              roles: product.roles.map((role) => resolveRole(role, registry, document.date)),
            },
            source: { line: null, endLine: null },
          },
          { planId, taskId, ordinal: index + 1 },
        ),
      );
      const [last] = await tx.select({ ordinal: sql<number>`max(${planTask.ordinal})::int` }).from(planTask).where(eq(planTask.planId, planId)); // prettier-ignore
      const code = `${group.code}.${task.number}`;
      await tx.insert(planTask).values({
        id: taskId,
        planId,
        groupId: group.id,
        ordinal: (last?.ordinal ?? 0) + 1,
        number: task.number,
        code,
        title: task.title,
        notes: [],
        addedOn: document.date,
        addedBy: document.number.trim(),
        ...dueProjection(rows.map(({ product }) => product.due)),
      });
      await insertMany(tx, planProduct, rows.map(({ product }) => product)); // prettier-ignore
      const assignments = rows.flatMap((row) => row.assignments);
      await insertMany(tx, planAssignment, assignments);
      // A collective that the plan has not named so far means its members on the day of this paper.
      const named = new Set(assignments.flatMap(({ collectiveKey }) => collectiveKey ?? []));
      const members = registry.collectives
        .filter(({ key, indefinite }) => named.has(key) && !indefinite)
        .flatMap((collective) => membersOf(collective, document.date, registry).map(({ key }) => ({ planId, collectiveKey: collective.key, organisationKey: key }))); // prettier-ignore
      const known = await tx.selectDistinct({ key: planCollectiveMember.collectiveKey }).from(planCollectiveMember).where(eq(planCollectiveMember.planId, planId)); // prettier-ignore
      await insertMany(tx, planCollectiveMember, members.filter(({ collectiveKey }) => !known.some(({ key }) => key === collectiveKey))); // prettier-ignore
      const obligations = await openObligations(tx, planId, { taskId, openedOn: document.date });
      touchPlan(tx, planId);
      tx.record({
        action: 'add-task',
        subjectType: 'plan',
        subjectId: planId,
        after: { task: code, title: task.title, document: document.number, documentDate: document.date, obligations },
      });
      return { slug: found.slug, code };
    });
  } catch (error) {
    if (brokenConstraint(error) !== 'plan_task_plan_id_code_key') throw error;
    throw invalid({ number: 'Số này đã có trong nhóm: mỗi nhiệm vụ một số.' }, error);
  }
}

function invalid(fields: Record<string, string>, cause?: unknown): Refusal {
  return new Refusal('plan.task-invalid', 'Nhiệm vụ bổ sung còn mục chưa đúng.', { status: 422, fields, cause });
}
