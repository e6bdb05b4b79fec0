import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { isId } from '#kernel/database/uuid.ts';
import { demand } from '#kernel/identity/permissions.ts';
import { OBLIGATION_LIFE } from '../../running/lifecycle.ts';
import { lockObligation, type LockedObligation } from '../../running/service/lock.ts';
import { moveFor } from '../../running/service/move-for.ts';
import { followedPeriods } from '../followed.ts';
import type { Window } from '../periods.ts';
import { REPORT_PERMISSIONS } from '../permissions.ts';
import { planIn } from '../wish.ts';
import { openDuties } from './duty.ts';
import { conflict, invalid } from './lock.ts';

export const FOLLOW_INPUT = z.object({
  planId: z.string().refine(isId, 'Chọn kế hoạch.'),
  obligationId: z.string().refine(isId, 'Chọn nhiệm vụ mà các báo cáo là kết quả.'),
});
export type FollowRequest = z.input<typeof FOLLOW_INPUT>;

/**
 * Follows the periodic reports of a plan's year, before anybody makes them: each period is owed by its day, as part of the task of the
 * plan that orders them. A task that waited for the rule ("theo quy định") waits no longer: the rule has come, and the last period's
 * day is its own. A report that was made already answers its period.
 * @returns how many periods are owed now that were not before
 * @throws Refusal 401, 403; 404 for a plan that is not in force; 409 when every period is followed; 422 by field
 */
export async function followPeriods(
  db: Database,
  actor: Actor,
  input: FollowRequest,
  now: Date = new Date(),
): Promise<{ opened: number }> {
  demand(actor, REPORT_PERMISSIONS.finalise, { organisation: null });
  const read = FOLLOW_INPUT.safeParse(input);
  if (!read.success) throw invalid(Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[0]), message]))); // prettier-ignore
  const today = vietnamDate(now);
  return transact(db, actor, async (tx) => {
    const plan = await planIn(tx, read.data.planId);
    const task = await lockObligation(tx, read.data.obligationId, today);
    mustServe(task, plan.id);
    const periods = await followedPeriods(tx, plan, today);
    if (periods.length === 0) throw invalid({ planId: 'Kế hoạch không ghi năm nên chưa rõ có những kỳ nào.' });
    const missing = periods.filter(({ duty }) => duty === null);
    if (missing.length === 0) throw conflict('plan.report-followed', 'Các kỳ báo cáo của kế hoạch này đã được theo dõi.'); // prettier-ignore
    const parentOf = await servedBy(tx, task);
    const fresh: Window[] = [];
    for (const { window, report } of missing) {
      if (report && (await adopt(tx, report.id, parentOf(window)))) continue;
      fresh.push(window);
    }
    await openDuties(tx, fresh.map((window) => ({ window, organisationKey: task.heldBy!, deciderKey: task.deciderKey, parentId: parentOf(window) })), today); // prettier-ignore
    await begin(tx, task, missing.at(-1)!.window, today);
    tx.record({
      action: 'follow-reports',
      subjectType: 'plan',
      subjectId: plan.id,
      after: { task: task.taskCode, periods: missing.map(({ window }) => window.label).join('; ') },
    });
    return { opened: missing.length };
  });
}

function mustServe({ planId, productId, facts, heldBy }: LockedObligation, ofPlan: string): void {
  const refuse = (message: string) => invalid({ obligationId: message });
  if (planId !== ofPlan || productId === null) throw refuse('Chọn một nhiệm vụ của kế hoạch này.');
  if (!OBLIGATION_LIFE.states[facts.state].open) throw refuse('Nhiệm vụ này đã xong hoặc không thực hiện nữa.');
  if (heldBy === null) throw refuse('Chưa rõ cơ quan nào thực hiện nhiệm vụ này. Giao cơ quan thực hiện trước.');
}

/** Which obligation a period serves: of a task with one for each period that of the same month, else the one that was chosen. */
async function servedBy(tx: Transaction, task: LockedObligation): Promise<(window: Window) => string> {
  const beside = await tx.execute<{ id: string; day: IsoDate | null }>(
    sql`select id, last_day as day from obligation where product_id = ${task.productId} and organisation_key = ${task.organisationKey}
      and state not in ('cancelled', 'superseded') order by sort_day, id limit 100`,
    'objects',
  );
  return ({ due }) => beside.find(({ day }) => day !== null && day.slice(0, 7) === due?.slice(0, 7))?.id ?? task.id;
}

/** Makes what was owed for a report of its own part of the plan's task. @returns whether there was such an obligation */
async function adopt(tx: Transaction, reportId: string, parentId: string): Promise<boolean> {
  const rows = await tx.execute(
    sql`update obligation set parent_id = ${parentId} from report
      where report.id = ${reportId} and obligation.id = report.obligation_id and obligation.parent_id is null returning obligation.id`,
    'objects',
  );
  return rows.length > 0;
}

/** The rule that a task waited for is the one that fixes the periods. */
async function begin(tx: Transaction, task: LockedObligation, last: Window, today: IsoDate): Promise<void> {
  if (task.facts.state !== 'waiting' || last.source === null) return;
  const { number, date, issuer } = last.source;
  await moveFor(tx, task, { act: 'trigger', onDate: today, document: { number, date: date as IsoDate | null, issuer }, note: 'Theo dõi các kỳ báo cáo trong năm.', lastDay: last.due }); // prettier-ignore
}
