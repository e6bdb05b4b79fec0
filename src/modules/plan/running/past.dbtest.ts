import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '../testing/sample-plan.ts';
import { OBLIGATION_LIST } from './lists.ts';
import { obligationOn } from './past.ts';
import { obstaclesOf } from './brought.ts';
import { findObligation, obligationsBelow } from './queries.ts';
import * as acts from './service/acts.ts';
import { breakDown } from './service/open-below.ts';

useTemporaryFiles();
const fresh = useDatabase();
const NOW = new Date('2025-12-20T03:00:00Z');
const owner = { ...somebody('plan-owner'), id: 'owner' };
const other = { ...somebody('plan-owner'), id: 'other' };
const evidence = [{ kind: 'document' as const, documentNumber: '12/QĐ', documentDate: '2025-03-01' }];

let planId: string;
beforeAll(async () => {
  planId = (await withSeedPlan(fresh.db, { accepted: true })).id;
});

async function owed(code: string) {
  const [row] = await fresh.db.execute<{ id: string; opened_on: string }>(
    sql`select obligation.id, opened_on from obligation join plan_task task on task.id = obligation.task_id
      where obligation.plan_id = ${planId} and task.code = ${code} order by obligation.id limit 1`,
    'objects',
  );
  return row!;
}

describe('một việc như ngày đã qua', () => {
  it('tình trạng, hạn, vướng mắc, người làm, đề nghị gia hạn đều là của cuối ngày ấy; việc sau đó không hiện', async () => {
    const { id, opened_on } = await owed('I.3');
    const at = (onDate: string) => ({ onDate, note: 'x' });
    await acts.reportProgress(fresh.db, owner, id, at('2025-02-01'), NOW);
    await acts.raiseObstacle(fresh.db, owner, id, { ...at('2025-02-03'), organisationKey: 'so-tu-phap' }, NOW);
    await acts.askExtension(fresh.db, owner, id, { ...at('2025-02-05'), lastDay: '2025-09-30' }, NOW);
    await acts.grantExtension(fresh.db, other, id, { ...at('2025-02-10'), lastDay: '2025-09-30' }, NOW);
    await acts.clearObstacle(fresh.db, owner, id, { ...at('2025-02-12'), obstacle: 2 }, NOW);
    await acts.submitResult(fresh.db, owner, id, { ...at('2025-03-01'), evidence }, NOW);
    await acts.confirmResult(fresh.db, other, id, at('2025-03-05'), NOW);

    const on = (day: string) => obligationOn(fresh.db, id, isoDate(day));
    const first = { firstLastDay: '2025-06-30' };
    expect(await on(opened_on)).toMatchObject({ ...first, state: 'not-started', startedOn: null, lastReportOn: null, lastDay: '2025-06-30', revision: 0 }); // prettier-ignore
    expect(await on('2025-02-04')).toMatchObject({ state: 'in-progress', lastReportOn: '2025-02-01', openObstacles: 1, askedLastDay: null, extensions: 0 }); // prettier-ignore
    expect(await on('2025-02-05')).toMatchObject({ askedLastDay: '2025-09-30', lastDay: '2025-06-30', openObstacles: 1 }); // prettier-ignore
    expect(await on('2025-02-11')).toMatchObject({ ...first, askedLastDay: null, lastDay: '2025-09-30', extensions: 1, openObstacles: 1 }); // prettier-ignore
    expect(await on('2025-03-04')).toMatchObject({ state: 'awaiting-confirmation', doneOn: null, openObstacles: 0 });
    expect(await on('2025-03-05')).toMatchObject({ state: 'done', doneOn: '2025-03-01', timeliness: 'in-time' });
    expect(await obligationOn(fresh.db, id, isoDate('2024-01-01'))).toBeNull();

    const obstacles = async (day: string) => (await obstaclesOf(fresh.db, id, isoDate(day))).map(({ cleared }) => cleared); // prettier-ignore
    expect([await obstacles('2025-02-02'), await obstacles('2025-02-11'), await obstacles('2025-02-12')]).toEqual([[], [false], [true]]); // prettier-ignore
  });

  it('danh sách của ngày đã qua kể mỗi việc như trang của việc ngày ấy, và lọc theo điều ngày ấy', async () => {
    const rows = async (day: string, more: Record<string, string> = {}) => {
      const query = { ...readQuery(OBLIGATION_LIST, new URLSearchParams({ as_of: day, ...more })), size: 1_000 };
      const scope = { planId, organisations: 'all' as const, today: isoDate('2025-12-20') };
      return (await readPage(fresh.db, OBLIGATION_LIST, query, scope)).rows;
    };
    for (const day of ['2025-02-04', '2025-02-05', '2025-02-11', '2025-02-12', '2025-03-05']) {
      const { id } = await owed('I.3');
      const listed = (await rows(day)).find((row) => row.id === id)!;
      const alone = (await obligationOn(fresh.db, id, isoDate(day)))!;
      for (const key of ['extensions', 'lastReportOn', 'askedLastDay', 'openObstacles', 'state', 'lastDay'] as const) {
        expect([day, key, listed[key]]).toEqual([day, key, alone[key]]);
      }
      const needing = async (need: string) => (await rows(day, { need })).some((row) => row.id === id);
      expect([day, await needing('extension'), await needing('obstacle'), await needing('extended')]).toEqual([
        day,
        alone.askedLastDay !== null,
        alone.openObstacles > 0,
        alone.extensions > 0,
      ]);
    }
  });

  it('hôm nay thì như trang hôm nay', async () => {
    const { id } = await owed('I.3');
    const today = isoDate('2025-12-20');
    const { submittedBy: _s, askedBy: _a, ...now } = (await findObligation(fresh.db, id, today))!;
    expect(await obligationOn(fresh.db, id, today)).toMatchObject(now);
  });

  it('việc bên dưới hiện theo ngày được giao và tình trạng ngày ấy', async () => {
    const { id } = await owed('I.4');
    const [holder] = await fresh.db.execute<{ key: string }>(
      sql`select obligation_holder(organisation_key, product_id, ordinal, '2025-02-20') as key from obligation where id = ${id}`,
      'objects',
    );
    const below = await breakDown(fresh.db, owner, id, { title: 'Dự thảo', organisationKey: holder!.key, lastDay: '' }, new Date('2025-02-20T03:00:00Z')); // prettier-ignore
    await acts.startWork(fresh.db, owner, below.id, { onDate: '2025-03-01' }, NOW);
    const on = async (day: string) => (await obligationsBelow(fresh.db, id, isoDate(day))).map(({ state }) => state);
    expect([await on('2025-02-19'), await on('2025-02-20'), await on('2025-03-01')]).toEqual([[], ['not-started'], ['in-progress']]); // prettier-ignore
  });
});
