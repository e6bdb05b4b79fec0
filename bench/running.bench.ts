import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { addDays, isoDate } from '#kernel/calendar/dates.ts';
import { system } from '#kernel/database/actor.ts';
import { connect, type Database } from '#kernel/database/connection.ts';
import { startEmbedded } from '#kernel/database/embedded.ts';
import { ALL } from '#kernel/database/eyes.ts';
import { prepareDatabase } from '#kernel/database/prepare.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import {
  boardOf,
  eventsOfObligation,
  evidenceOf,
  findObligation,
  OBLIGATION_LIST,
  reportProgress,
} from '#modules/plan/index.ts';
import { seeded } from './generated-plan.ts';
import { figure, median, percentile, type Section } from './report.ts';
import { generateRunning, LAST_YEAR, MILLION, TODAY, type RunningSize } from './running-data.ts';

/** The work of running plans on a million obligations and their events: what one request costs the server, without HTML. */
export async function benchRunning(size: RunningSize = MILLION): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'cchc-bench-'));
  process.env.CCHC_VAR = folder;
  const server = await startEmbedded({ dir: join(folder, 'postgres'), durable: true });
  const db = connect(server.url, { eyes: ALL, statementTimeout: 1_200_000 });
  try {
    await prepareDatabase(server.url);
    const began = performance.now();
    await generateRunning(db, size);
    const made = (performance.now() - began) / 1_000;
    const [counts] = await db.execute<{ obligations: number; events: number }>(
      sql`select (select count(*)::int from obligation) as obligations, (select count(*)::int from obligation_event) as events`,
      'objects',
    );
    return {
      title: `Running plans: ${counts!.obligations.toLocaleString('en-GB')} obligations, ${counts!.events.toLocaleString('en-GB')} events`,
      note: `Data made by \`bench/running-data.ts\` in ${figure(made)} s (fsync on). Milliseconds of server time of one caller, queries and the work of the module included, HTML not; random bodies, states, months and words from one seed. “8 at once”: calls a second with eight callers.`,
      columns: ['work', 'median ms', '95 % ms', 'aim', '8 at once, per second'],
      rows: await measured(db),
    };
  } finally {
    await db.$client.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(db: Database): Promise<string[][]> {
  const random = seeded(7);
  const pick = (to: number) => Math.floor(random() * to);
  const body = () => `co-quan-${String(1 + pick(100)).padStart(3, '0')}`;
  const scope = { planId: null, organisations: 'all' as const, today: TODAY };
  const list = (address: Record<string, string>) => () =>
    readPage(db, OBLIGATION_LIST, readQuery(OBLIGATION_LIST, new URLSearchParams(address)), scope);
  const [{ plan }] = (await db.execute<{ plan: string }>(sql`select id as plan from plan where status = 'active'`, 'objects')) as [{ plan: string }]; // prettier-ignore
  const open = (
    await db.execute<{ id: string }>(
      sql`select id from obligation where plan_id = ${plan} and state in ('not-started', 'in-progress') order by md5(id::text) limit 4000`,
      'objects',
    )
  ).map(({ id }) => id);
  const WORDS = ['ky cuong', 'mot cua', 'vi tri viec lam', 'tap huan', 'du lieu dung chung'];
  const actor = system('bench');
  const now = new Date(`${TODAY}T04:00:00Z`);

  const works: [name: string, aim: string, work: () => Promise<unknown>, times?: number][] = [
    ['board: bodies × groups, today', '< 50 ms', () => boardOf(db, plan, TODAY, { today: TODAY })],
    [
      'board as of a past day',
      '< 100 ms',
      () => boardOf(db, plan, addDays(TODAY, -1 - pick(150)), { today: TODAY }),
      60,
    ],
    [
      'list of one body in one state, 50 rows, with its total',
      '< 50 ms',
      () => list({ organisation: body(), state: ['in-progress', 'done', 'not-started'][pick(3)]! })(),
    ],
    [
      'late list of the plan’s year, 50 rows, with its total',
      '< 50 ms',
      () => list({ year: String(LAST_YEAR), state: 'not-started', time: 'late' })(),
      60,
    ],
    [
      'due in a window of 28 days, 50 rows, with its total',
      '',
      () => {
        const from = addDays(isoDate(`${LAST_YEAR}-01-01`), pick(300));
        return list({ due_from: from, due_to: addDays(from, 27) })();
      },
      60,
    ],
    [
      'search in titles without accents, 50 rows, with its total',
      '',
      () => list({ q: WORDS[pick(WORDS.length)]! })(),
      40,
    ],
    [
      'one obligation with its history and evidence',
      '',
      async () => {
        const id = open[pick(open.length)]!;
        await Promise.all([findObligation(db, id, TODAY), eventsOfObligation(db, id, TODAY), evidenceOf(db, id)]);
      },
    ],
    [
      'report progress: history, counts, roll-up, sealed entry',
      '< 10 ms',
      () => reportProgress(db, actor, open[pick(open.length)]!, { note: 'Đã xong bước một' }, now),
    ],
  ];
  const rows: string[][] = [];
  for (const [name, aim, work, times = 200] of works) {
    for (let warm = 0; warm < 5; warm += 1) await work();
    const single: number[] = [];
    for (let run = 0; run < times; run += 1) {
      const began = performance.now();
      await work();
      single.push(performance.now() - began);
    }
    rows.push([name, figure(median(single)), figure(percentile(single, 95)), aim, figure(await throughput(work))]);
    console.error(rows.at(-1)!.join(' | '));
  }
  return rows;
}

/** Calls a second of eight callers who each wait for their answer, over three seconds. */
async function throughput(work: () => Promise<unknown>): Promise<number> {
  const until = performance.now() + 3_000;
  let calls = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (performance.now() < until) {
        await work();
        calls += 1;
      }
    }),
  );
  return (calls * 1_000) / (performance.now() - began);
}
