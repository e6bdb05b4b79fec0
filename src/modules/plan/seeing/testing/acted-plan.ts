import { sql } from 'drizzle-orm';
import { isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { heldEverywhere } from '#kernel/identity/model.ts';
import { direct } from '../../running/service/open-below.ts';
import * as acts from '../../running/service/acts.ts';

/** For tests: a year in which things happened to the obligations of a plan. */
export const ACTED_UNTIL = new Date('2025-12-20T03:00:00Z');

const owner = (id: string): Actor => ({ ...system('Người phụ trách'), id, roles: ['plan-owner'], grants: heldEverywhere('plan-owner'), organisationKey: 'so-noi-vu', organisationKeys: ['so-noi-vu'] }); // prettier-ignore
const DOER = owner('seeing-doer');
const DECIDER = owner('seeing-decider');
const document = { documentNumber: '15/BC-SNV', documentDate: '2025-03-01', documentIssuer: 'Sở' };
const evidence = [{ kind: 'document' as const, ...document }];

type Step = (db: Database, id: string, days: readonly IsoDate[]) => Promise<unknown>;

const report: Step = (db, id, [day]) => acts.reportProgress(db, DOER, id, { note: 'Đang lấy ý kiến các đơn vị.', onDate: day }, ACTED_UNTIL); // prettier-ignore
const submit: Step = (db, id, [, day]) => acts.submitResult(db, DOER, id, { evidence, onDate: day }, ACTED_UNTIL);
const confirm: Step = (db, id, [, , day]) => acts.confirmResult(db, DECIDER, id, { onDate: day }, ACTED_UNTIL);
const sendBack: Step = (db, id, [, , day]) => acts.returnResult(db, DECIDER, id, { note: 'Thiếu phụ lục.', onDate: day }, ACTED_UNTIL); // prettier-ignore
const obstacle: Step = (db, id, [, day]) => acts.raiseObstacle(db, DOER, id, { note: 'Chưa có hướng dẫn về mẫu biểu.', organisationKey: 'so-tu-phap', lastDay: '2025-06-30', onDate: day }, ACTED_UNTIL); // prettier-ignore
const ask: Step = (db, id, [, day]) => acts.askExtension(db, DOER, id, { note: 'Chờ Bộ ban hành thông tư.', lastDay: '2026-03-31', onDate: day }, ACTED_UNTIL); // prettier-ignore
const grant: Step = (db, id, [, , day]) => acts.grantExtension(db, DECIDER, id, { lastDay: '2026-03-31', onDate: day }, ACTED_UNTIL); // prettier-ignore
const suspend: Step = (db, id, [, , day]) => acts.suspendWork(db, DECIDER, id, { note: 'Chờ sắp xếp tổ chức.', onDate: day }, ACTED_UNTIL); // prettier-ignore
const instruct: Step = (db, id) => direct(db, { ...DECIDER, organisationKey: 'so-noi-vu' }, id, { title: 'Báo cáo nguyên nhân chậm', organisationKey: 'so-tu-phap', lastDay: '2025-12-25' }, ACTED_UNTIL); // prettier-ignore

/** What happens to every so-manieth obligation, in order. */
const STORIES: readonly (readonly Step[])[] = [
  [report, submit, confirm],
  [report],
  [submit],
  [report, submit, sendBack],
  [report, obstacle],
  [ask],
  [ask, grant],
  [],
  [suspend],
  [submit, confirm],
  [report, instruct],
  [],
];
const DAYS: readonly (readonly IsoDate[])[] = [
  ['2025-01-20', '2025-02-10', '2025-02-20'],
  ['2025-02-12', '2025-03-03', '2025-03-10'],
  ['2025-04-01', '2025-06-02', '2025-06-20'],
].map((days) => days.map(isoDate));

/**
 * Plays the stories on obligations of a plan, spread over its tasks. What is refused in a case (no due day to extend) is left out.
 * @returns how many acts were done
 */
export async function playYear(db: Database, planId: string, most = 60): Promise<number> {
  const rows = await db.execute<{ id: string }>(
    sql`select id from (select obligation.id, task.ordinal, row_number() over (partition by task.id
        order by obligation.organisation_key nulls first, obligation.last_day nulls last, product.ordinal) as place
      from obligation join plan_task task on task.id = obligation.task_id join plan_product product on product.id = obligation.product_id
      where obligation.plan_id = ${planId} and obligation.state = 'not-started') placed
      order by place, ordinal limit ${most}`,
    'objects',
  );
  let done = 0;
  for (const [at, { id }] of rows.entries()) {
    for (const step of STORIES[at % STORIES.length]!) {
      try {
        await step(db, id, DAYS[at % DAYS.length]!);
        done += 1;
      } catch (error) {
        if (!/^plan\./.test((error as { code?: string }).code ?? '')) throw error;
      }
    }
  }
  return done;
}
