import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { newId } from '#kernel/database/uuid.ts';
import { lockObligation } from '../../running/service/lock.ts';
import { moveFor } from '../../running/service/move-for.ts';
import { storeOpened } from '../../running/service/open.ts';
import type { Window } from '../periods.ts';
import { OVER } from '../followed.ts';

/** What the obligation of a period's report is called; its period stands beside it. */
export const DUTY_TITLE = 'Báo cáo công tác cải cách hành chính';

export interface NewDuty {
  window: Window;
  organisationKey: string;
  deciderKey: string | null;
  /** The plan's own task that it serves. */
  parentId: string | null;
}

/** Opens obligations to report, from the first day of their window on. @returns their ids, in order */
export async function openDuties(tx: Transaction, duties: readonly NewDuty[], today: IsoDate): Promise<string[]> {
  const rows = duties.map(({ window, ...rest }) => {
    const openedOn = window.from < today ? window.from : today;
    return {
      ...rest,
      id: newId(),
      source: 'report' as const,
      planId: null,
      title: DUTY_TITLE,
      periodLabel: window.label,
      openedOn,
      lastOn: openedOn,
      isPublic: false,
      state: 'not-started' as const,
      firstLastDay: window.due,
      lastDay: window.due,
    };
  });
  await storeOpened(tx, rows);
  return rows.map(({ id }) => id);
}

/** The obligation of a plan's period that waits for its report, if the periods are followed and none is worked on. */
export async function waitingDuty(tx: Transaction, planId: string, { label }: Window): Promise<string | null> {
  const [row] = await tx.execute<{ id: string }>(
    sql`select duty.id from obligation duty join obligation served on served.id = duty.parent_id
      where served.plan_id = ${planId} and duty.source = 'report' and duty.period_label = ${label} and duty.state not in (${OVER})
        and not exists (select 1 from report where report.obligation_id = duty.id and report.state <> 'discarded')
      limit 1 for update of duty`,
    'objects',
  );
  return row?.id ?? null;
}

/** Does the obligation stay when a draft is given up, because the plan asks for a report of the period all the same? */
export async function isOfPlan(tx: Transaction, dutyId: string): Promise<boolean> {
  const [row] = await tx.execute(sql`select 1 from obligation where id = ${dutyId} and parent_id is not null`, 'objects'); // prettier-ignore
  return row !== undefined;
}

/**
 * A report was issued: its obligation is done, with the report as its proof; so is the plan's task that it serves when it was the last
 * of its periods, else the task has one more piece of evidence.
 */
export async function settleDuty(
  tx: Transaction,
  dutyId: string,
  document: { number: string; date: IsoDate; issuer: string },
  label: string,
  today: IsoDate,
): Promise<void> {
  const onDate = document.date;
  await moveFor(tx, await lockObligation(tx, dutyId, today), { act: 'register', onDate, document });
  const [served] = await tx.execute<{ id: string; open: number }>(
    sql`select duty.parent_id as id, (select count(*)::int from obligation beside
        where beside.parent_id = duty.parent_id and beside.source = 'report' and beside.state not in (${OVER})) as open
      from obligation duty where duty.id = ${dutyId} and duty.parent_id is not null`,
    'objects',
  );
  if (!served) return;
  const task = await lockObligation(tx, served.id, today);
  if (task.planStatus !== 'active') return;
  const note = `Đã ban hành báo cáo ${label}.`;
  if (served.open === 0) await moveFor(tx, task, { act: 'register', onDate, note, document });
  else {
    const { number: documentNumber, date: documentDate, issuer: documentIssuer } = document;
    await moveFor(tx, task, { act: 'report', onDate, note, evidence: [{ kind: 'document', title: null, documentNumber, documentDate, documentIssuer, isPublic: true }] }); // prettier-ignore
  }
}
