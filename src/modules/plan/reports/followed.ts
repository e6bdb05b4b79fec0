import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import type { Timeliness } from '../model.ts';
import type { ObligationState } from '../running/lifecycle.ts';
import { holderOn, nameOn } from '../running/queries.ts';
import { timelinessOf } from '../running/state-sql.ts';
import type { ReportState } from './lifecycle.ts';
import { reportKinds, windowOf, type Window } from './periods.ts';

/** States of an obligation in which nothing is to be done any more. */
export const OVER = sql`'done', 'cancelled', 'superseded'`;

type Reader = Pick<Database, 'execute'>;

/** A period of a plan's year: what is owed, and the report that answers it. */
export interface FollowedPeriod {
  window: Window;
  /** The obligation to report; null: nobody follows the period yet. */
  duty: { id: string; state: ObligationState; timeliness: Timeliness; lastDay: IsoDate | null } | null;
  report: { id: string; state: ReportState; number: number | null; symbol: string; issuedOn: IsoDate | null } | null;
}

/** The periods of which a plan's year must be reported as a whole, in the order of their closing days. */
export async function followedPeriods(
  db: Reader,
  { id, year }: { id: string; year: number | null },
  today: IsoDate,
): Promise<FollowedPeriod[]> {
  if (year === null) return [];
  const duties = await db.execute<{ label: string } & NonNullable<FollowedPeriod['duty']>>(
    sql`select duty.period_label as label, duty.id, duty.state, duty.last_day as "lastDay", ${timelinessOf(today, sql`duty.`)} as timeliness
      from obligation duty join obligation served on served.id = duty.parent_id
      where served.plan_id = ${id} and duty.source = 'report' order by duty.opened_on, duty.id limit 100`,
    'objects',
  );
  const reports = await db.execute<{ kind: string; label: string } & NonNullable<FollowedPeriod['report']>>(
    sql`select distinct on (label) kind, label, id, state, number, settings->>'symbol' as symbol, issued_on as "issuedOn" from report
      where plan_id = ${id} and organisation_key is null and state <> 'discarded' order by label, made_at desc, id limit 1000`,
    'objects',
  );
  return reportKinds(year)
    .map(({ kind }) => windowOf(kind, year)!)
    .sort((a, b) => (a.to < b.to ? -1 : 1))
    .map((window) => {
      const duty = duties.find(({ label }) => label === window.label);
      const made = reports.find(({ label, kind }) => label === window.label && kind === window.kind);
      return {
        window,
        duty: duty ? { id: duty.id, state: duty.state, timeliness: duty.timeliness, lastDay: duty.lastDay } : null,
        report: made ? { id: made.id, state: made.state, number: made.number, symbol: made.symbol, issuedOn: made.issuedOn } : null, // prettier-ignore
      };
    });
}

/** A task of the plan that its periodic reports may be the result of. */
export interface Servable {
  obligationId: string;
  code: string;
  title: string;
  holder: string;
  waitsFor: string | null;
  /** Its words speak of periodic reports. */
  likely: boolean;
}

/** Open tasks of a plan that one body holds, those whose words speak of periodic reports first. */
export async function servableTasks(db: Reader, planId: string, today: IsoDate): Promise<Servable[]> {
  return db.execute<Servable & Record<string, unknown>>(
    sql`select * from (select distinct on (obligation.product_id) obligation.id as "obligationId", task.code, task.title,
        ${nameOn(holderOn(today), today)} as holder, obligation.waits_for as "waitsFor",
        task.title_key like '%bao cao%dinh ky%' or task.title_key like '%dinh ky%bao cao%' as likely, task.ordinal
      from obligation join plan_task task on task.id = obligation.task_id
      where obligation.plan_id = ${planId} and obligation.state not in (${OVER}) and obligation.via_collective_key is null
        and obligation.organisation_key is not null
      order by obligation.product_id, obligation.sort_day, obligation.id) each
      order by likely desc, ordinal, "obligationId" limit 500`,
    'objects',
  );
}
