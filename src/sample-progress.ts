import { sql } from 'drizzle-orm';
import { addDays, type IsoDate } from '#kernel/calendar/dates.ts';
import { system } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { confirmResult, raiseObstacle, reportProgress, submitResult, type ActRequest } from '#modules/plan/index.ts';

/** Obligations that the sample moves: enough for boards and lists to show something, few enough to start quickly. */
const MOVED = 60;

const ISSUER = 'Số liệu minh họa';
type Step = (db: Database, id: string, lastDay: IsoDate, number: number) => Promise<unknown>;

const actor = system('Dữ liệu minh họa');
const report = (db: Database, id: string, onDate: IsoDate, more: ActRequest = {}) =>
  reportProgress(db, actor, id, { onDate, note: 'Đã làm xong bước chuẩn bị (số liệu minh họa)', ...more });
const submit = (db: Database, id: string, onDate: IsoDate, number: number) =>
  submitResult(db, actor, id, {
    onDate,
    evidence: [
      {
        kind: 'document',
        documentNumber: `${number}/BC-MH`,
        documentDate: onDate,
        documentIssuer: ISSUER,
        isPublic: true,
      },
    ],
  });

/** What becomes of every tenth obligation; the rest is as it was. */
const STORIES: readonly (readonly Step[])[] = [
  ...Array.from({ length: 4 }, () => [
    (db: Database, id: string, due: IsoDate) => report(db, id, addDays(due, -25)),
    (db: Database, id: string, due: IsoDate, number: number) => submit(db, id, addDays(due, -6), number),
    (db: Database, id: string, due: IsoDate) => confirmResult(db, actor, id, { onDate: addDays(due, 2) }),
  ]),
  [
    (db: Database, id: string, due: IsoDate, number: number) => submit(db, id, addDays(due, 12), number),
    (db: Database, id: string, due: IsoDate) => confirmResult(db, actor, id, { onDate: addDays(due, 20) }),
  ],
  [(db: Database, id: string, due: IsoDate, number: number) => submit(db, id, addDays(due, -3), number)],
  [
    (db: Database, id: string, due: IsoDate) => report(db, id, addDays(due, -20)),
    (db: Database, id: string, due: IsoDate) =>
      raiseObstacle(db, actor, id, { onDate: addDays(due, -10), note: 'Chờ ý kiến thẩm định (số liệu minh họa)', organisationKey: 'so-tu-phap' }), // prettier-ignore
  ],
  [(db: Database, id: string, due: IsoDate) => report(db, id, addDays(due, -15))],
  [],
  [],
];

/**
 * Progress for the sample plan, made up and marked so: without it every list of a plan of a past year would only say “late”.
 * Through the acts themselves, so that events, counts and the record are as in real work.
 */
export async function loadSampleProgress(db: Database, planId: string): Promise<number> {
  const rows = await db.execute<{ id: string; last_day: IsoDate }>(
    sql`select obligation.id, obligation.last_day from obligation join plan_task task on task.id = obligation.task_id
      where obligation.plan_id = ${planId} and obligation.state = 'not-started' and obligation.last_day >= obligation.opened_on + 31
        and task.code not like 'I.%'
      order by md5(task.code || coalesce(obligation.organisation_key, '') || obligation.last_day) limit ${MOVED}`,
    'objects',
  );
  for (const [index, { id, last_day }] of rows.entries()) {
    for (const step of STORIES[index % STORIES.length]!) await step(db, id, last_day, index + 1);
  }
  return rows.length;
}
