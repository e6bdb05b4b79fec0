import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import { HOT } from '#kernel/database/hot.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { isId } from '#kernel/database/uuid.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { PlanStatus } from '../../model.ts';
import type { Facts } from '../facts.ts';

/** An obligation as it stands, held until the end of the transaction. */
export interface LockedObligation {
  id: string;
  planId: string | null;
  planSlug: string | null;
  planStatus: PlanStatus | null;
  groupId: string | null;
  taskId: string | null;
  taskCode: string | null;
  productId: string | null;
  /** Whom the plan named; `heldBy` is who answers today, after mergers and hand-overs. */
  organisationKey: string | null;
  heldBy: string | null;
  /** The body that decides on it; null: whoever owns the province's plan. */
  deciderKey: string | null;
  lastOn: IsoDate;
  revision: number;
  facts: Facts;
}

type Row = Omit<LockedObligation, 'facts'> & Facts;

/** @throws Refusal 404 when there is none */
export async function lockObligation(tx: Transaction, id: string, today: IsoDate): Promise<LockedObligation> {
  const [row] = isId(id)
    ? await tx.execute<Row & Record<string, unknown>>(
        sql`${HOT}select obligation.id, obligation.plan_id as "planId", plan.slug as "planSlug", plan.status as "planStatus",
            obligation.group_id as "groupId", obligation.task_id as "taskId", task.code as "taskCode",
            obligation.product_id as "productId", obligation.organisation_key as "organisationKey",
            obligation_holder(obligation.organisation_key, obligation.product_id, obligation.ordinal, ${today}::date) as "heldBy",
            obligation.decider_key as "deciderKey",
            obligation.last_on as "lastOn", obligation.revision,
            state, state_before as "stateBefore", started_on as "startedOn", submitted_on as "submittedOn",
            submitted_by as "submittedBy", done_on as "doneOn", closed_on as "closedOn", suspended_on as "suspendedOn",
            first_last_day as "firstLastDay", last_day as "lastDay", extensions, asked_last_day as "askedLastDay",
            asked_by as "askedBy", last_report_on as "lastReportOn", open_obstacles as "openObstacles", assignee_id as "assigneeId"
          from obligation left join plan on plan.id = obligation.plan_id left join plan_task task on task.id = obligation.task_id
          where obligation.id = ${id} for update of obligation`,
        'objects',
      )
    : [];
  if (!row) throw new Refusal('plan.obligation-not-found', 'Không có nhiệm vụ được giao này.', { status: 404 });
  const { id: key, planId, planSlug, planStatus, groupId, taskId, taskCode, productId, organisationKey, heldBy, deciderKey, lastOn, revision, ...facts } = row; // prettier-ignore
  return { id: key, planId, planSlug, planStatus, groupId, taskId, taskCode, productId, organisationKey, heldBy, deciderKey, lastOn, revision, facts }; // prettier-ignore
}
