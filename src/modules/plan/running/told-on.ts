import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Act } from './lifecycle.ts';

/** What a row of `obligation` tells beside its state, as known at the end of a day. */
export interface Told {
  extensions: SQL;
  lastReportOn: SQL;
  askedLastDay: SQL;
  openObstacles: SQL;
  assigneeId: SQL;
}

const TODAY: Told = {
  extensions: sql`obligation.extensions`,
  lastReportOn: sql`obligation.last_report_on`,
  askedLastDay: sql`obligation.asked_last_day`,
  openObstacles: sql`obligation.open_obstacles`,
  assigneeId: sql`obligation.assignee_id`,
};

/** Today the row knows; for a past day its events are asked, as `foldEvents` would fold them. For the rows of a page, or few more. */
export function toldOn(day: IsoDate, today: IsoDate): Told {
  if (day >= today) return TODAY;
  const events = (acts: readonly Act[]): SQL =>
    sql`from obligation_event event where event.obligation_id = obligation.id and event.on_date <= ${day}::date
      and event.act in (${sql.join(acts.map((act) => sql`${act}`), sql`, `)})`; // prettier-ignore
  const last = (acts: readonly Act[], then: SQL): SQL =>
    sql`(select case when event.act = ${acts[0]!} then ${then} end ${events(acts)} order by event.seq desc limit 1)`;
  return {
    extensions: sql`(select count(*)::int ${events(['grant-extension'])})`,
    lastReportOn: sql`(select max(event.on_date) ${events(['report', 'submit'])})`,
    // A wish ends with its decision, or with the work itself.
    askedLastDay: last(['ask-extension', 'grant-extension', 'refuse-extension', 'confirm', 'register', 'cancel', 'supersede'], sql`event.last_day`), // prettier-ignore
    openObstacles: sql`(select (count(*) filter (where event.act = 'raise-obstacle') - count(*) filter (where event.act = 'clear-obstacle'))::int ${events(['raise-obstacle', 'clear-obstacle'])})`,
    assigneeId: last(['assign', 'give'], sql`event.person_id`),
  };
}

const OPEN = sql`('not-started', 'in-progress')`;

/** Conditions of the filter “needs attention”, over `obligation` and `standing`. */
export const NEEDS: Readonly<Record<string, (told: Told) => SQL>> = {
  nobody: ({ assigneeId }) => sql`${assigneeId} is null and standing.state in ${OPEN}`,
  'no-body': () =>
    sql`obligation.organisation_key is null and standing.state in ('waiting', 'not-started', 'in-progress')`,
  extension: ({ askedLastDay }) => sql`${askedLastDay} is not null`,
  obstacle: ({ openObstacles }) => sql`${openObstacles} > 0`,
  silent: ({ lastReportOn }) => sql`${lastReportOn} is null and standing.state in ${OPEN}`,
  extended: ({ extensions }) => sql`${extensions} > 0`,
};
