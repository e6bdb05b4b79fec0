import { sql } from 'drizzle-orm';
import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { transact } from '#kernel/database/transaction.ts';
import { isId } from '#kernel/database/uuid.ts';
import { demand } from '#kernel/identity/permissions.ts';
import { Refusal } from '#kernel/refusal.ts';
import { fold } from '#kernel/search/fold.ts';
import { after } from '../facts.ts';
import { RUNNING_PERMISSIONS } from '../permissions.ts';
import { EMPTY_INPUT } from './act-input.ts';
import { lockObligation } from './lock.ts';
import { storeEvent, touchPlan } from './store-event.ts';

/** A task of the replaced plan that was not done, with the one of the new plan that goes on with it, as far as words tell. */
export interface CarryOverProposal {
  taskId: string;
  code: string;
  title: string;
  open: number;
  /** Best match among the new plan's tasks, with how alike their words are (0–1). */
  proposed: { taskId: string; code: string; title: string; likeness: number } | null;
}

/** How alike two titles are: words in common of all their words. */
export function likeness(a: string, b: string): number {
  const words = (text: string) =>
    new Set(
      fold(text)
        .split(/[^\p{L}\p{N}]+/u)
        .filter((word) => word.length > 1),
    );
  const [left, right] = [words(a), words(b)];
  const common = [...left].filter((word) => right.has(word)).length;
  const all = new Set([...left, ...right]).size;
  return all === 0 ? 0 : common / all;
}

const ENOUGH = 0.5;

/** What is still open in a replaced plan, with a proposal where each task goes on. */
export async function proposeCarryOver(
  db: Pick<Database, 'execute'>,
  fromPlanId: string,
  toPlanId: string,
): Promise<CarryOverProposal[]> {
  const open = await db.execute<{ taskId: string; code: string; title: string; open: number }>(
    sql`select task.id as "taskId", task.code, task.title, count(*)::int as open from obligation join plan_task task on task.id = obligation.task_id
      where obligation.plan_id = ${fromPlanId} and obligation.state not in ('done', 'cancelled', 'superseded')
      group by task.id order by task.ordinal limit 2000`,
    'objects',
  );
  const targets = await db.execute<{ taskId: string; code: string; title: string }>(
    sql`select id as "taskId", code, title from plan_task where plan_id = ${toPlanId} order by ordinal limit 2000`,
    'objects',
  );
  return open.map((task) => {
    const best = targets
      .map((target) => ({ ...target, likeness: likeness(task.title, target.title) }))
      .sort((a, b) => b.likeness - a.likeness)[0];
    return { ...task, proposed: best && best.likeness >= ENOUGH ? best : null };
  });
}

/**
 * Closes what is open in a task of a replaced plan, as gone on with in a task of the plan that replaces it. What was done stays
 * done.
 * @throws Refusal when the plan was not replaced by the other, or nothing is open
 */
export async function carryOver(
  db: Database,
  actor: Actor,
  move: { fromTaskId: string; toTaskId: string },
  now: Date = new Date(),
): Promise<{ closed: number }> {
  demand(actor, RUNNING_PERMISSIONS.carryOver);
  const today = vietnamDate(now);
  return transact(db, actor, async (tx) => {
    const [pair] =
      isId(move.fromTaskId) && isId(move.toTaskId)
        ? await tx.execute<{ plan_id: string; code: string; title: string; document: string | null }>(
            sql`select former.plan_id, target.code, target.title, successor.number as document
            from plan_task former join plan on plan.id = former.plan_id
              join plan successor on successor.id = plan.superseded_by join plan_task target on target.plan_id = successor.id
            where former.id = ${move.fromTaskId} and target.id = ${move.toTaskId}`,
            'objects',
          )
        : [];
    if (!pair) throw new Refusal('plan.no-successor', 'Kế hoạch này chưa được kế hoạch kia thay thế.', { status: 409 });
    const open = await tx.execute<{ id: string; last_on: IsoDate }>(
      sql`select id, last_on from obligation where task_id = ${move.fromTaskId} and state not in ('done', 'cancelled', 'superseded') order by id`,
      'objects',
    );
    if (open.length === 0) throw new Refusal('plan.nothing-open', 'Nhiệm vụ này không còn việc nào chưa xong.', { status: 409 }); // prettier-ignore
    const note = `Tiếp tục ở nhiệm vụ ${pair.code} của kế hoạch ${pair.document ?? 'mới'}: ${pair.title}`;
    for (const { id } of open) {
      const found = await lockObligation(tx, id, today);
      const facts = after(found.facts, { act: 'supersede', onDate: today, actorId: actor.id });
      await storeEvent(tx, found, { ...EMPTY_INPUT, kind: 'supersede', onDate: today, seq: found.revision + 1, note }, facts); // prettier-ignore
    }
    touchPlan(tx, pair.plan_id);
    tx.record({
      action: 'carry-over',
      subjectType: 'plan-task',
      subjectId: move.fromTaskId,
      after: {
        to: move.toTaskId,
        task: `${pair.code}. ${pair.title}`,
        document: pair.document,
        obligations: open.length,
      },
    });
    return { closed: open.length };
  });
}
