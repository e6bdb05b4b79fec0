import { anchorRecord } from '#kernel/audit/index.ts';
import type { Database } from '#kernel/database/connection.ts';
import { sweepIncoming } from '#kernel/files/index.ts';
import type { Task } from '#kernel/jobs/index.ts';
import { system } from '#kernel/database/actor.ts';
import { SEND_JOB, sweepNotices } from '#kernel/notices/index.ts';
import { renewHandovers } from '#kernel/organisations/service.ts';
import { DEPENDENTS } from './dependents.ts';
import { planReminders, sendNotices } from './notices.ts';

/** Everything that is done in the background, by name. */
export const tasks = (db: Database): Record<string, Task> => ({
  'anchor-record': async () => void (await anchorRecord(db, 'daily')),
  'renew-handovers': async () => void (await renewHandovers(db, system('Rà việc bàn giao'), DEPENDENTS)),
  [SEND_JOB]: (_payload, { signal }) => sendNotices(db, signal),
  'plan-reminders': () => planReminders(db),
  'sweep-notices': async () => void (await sweepNotices(db)),
  'sweep-incoming': async () => void (await sweepIncoming(new Date())),
});

/** When: minute hour day month weekday, in UTC (Việt Nam is seven hours ahead). */
export const timetable = `
30 18 * * * sweep-incoming
0 17 * * * anchor-record
30 17 * * * renew-handovers
* * * * * send-notices ?max=1
0 0 * * * plan-reminders ?fill=1d
0 19 * * * sweep-notices
`;
