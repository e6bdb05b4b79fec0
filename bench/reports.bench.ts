import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { system } from '#kernel/database/actor.ts';
import { connect, type Database } from '#kernel/database/connection.ts';
import { startEmbedded } from '#kernel/database/embedded.ts';
import { ALL } from '#kernel/database/eyes.ts';
import { prepareDatabase } from '#kernel/database/prepare.ts';
import { renderPaper, renderSheets } from '#kernel/papers/index.ts';
import {
  discardReport,
  findReport,
  makeReport,
  partsOfReport,
  reportPaper,
  reportSheets,
  verifySnapshot,
} from '#modules/plan/index.ts';
import { figure, median, type Section } from './report.ts';
import { generateRunning, LAST_YEAR, type RunningSize } from './running-data.ts';

/** A plan of a hundred thousand obligations. */
const ONE_PLAN: RunningSize = { agencies: 100, years: 1, tasks: 1_000 };

/** Making a periodic report of a large plan: the figures, the papers. */
export async function benchReports(size: RunningSize = ONE_PLAN): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'cchc-bench-'));
  process.env.CCHC_VAR = folder;
  const server = await startEmbedded({ dir: join(folder, 'postgres'), durable: true });
  const db = connect(server.url, { eyes: ALL, statementTimeout: 1_200_000 });
  try {
    await prepareDatabase(server.url);
    await generateRunning(db, size);
    await db.execute(sql`analyze`);
    const [counts] = await db.execute<{ obligations: number; events: number }>(
      sql`select (select count(*)::int from obligation) as obligations, (select count(*)::int from obligation_event) as events`,
      'objects',
    );
    return {
      title: `Periodic report: ${counts!.obligations.toLocaleString('en-GB')} obligations, ${counts!.events.toLocaleString('en-GB')} events`,
      note: 'A plan made by `bench/running-data.ts` (fsync on); one caller. Making a report works out and keeps all its figures and lists as of the closing day.',
      columns: ['work', 'median ms', 'slowest ms', 'aim'],
      rows: await measured(db),
    };
  } finally {
    await db.$client.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(db: Database): Promise<string[][]> {
  const actor = system('bench');
  const now = new Date(`${LAST_YEAR}-06-20T04:00:00Z`);
  const [plan] = await db.execute<{ id: string }>(sql`select id from plan where status = 'active'`, 'objects');
  const made: string[] = [];
  const make = async () => {
    const last = made.at(-1);
    if (last) await discardReport(db, actor, last, { reason: 'bench' }, now);
    const began = performance.now();
    const { id } = await makeReport(db, actor, { planId: plan!.id, kind: 'quarter-1', year: LAST_YEAR }, now);
    made.push(id);
    return performance.now() - began;
  };
  const makes = [await make(), await make(), await make(), await make(), await make()];
  const found = await findReport(db, made.at(-1)!);
  const timed = async (times: number, work: () => Promise<unknown>) => {
    const taken: number[] = [];
    for (let round = 0; round < times; round++) {
      const began = performance.now();
      await work();
      taken.push(performance.now() - began);
    }
    return taken;
  };
  const parts = await partsOfReport(db, found);
  const rows: [string, string, number[]][] = [
    ['quarterly report made: figures, lists, snapshot kept', '< 3,000 ms', makes],
    ['figures worked out again and compared', '', await timed(3, () => verifySnapshot(db, found))],
    ['report read for its paper', '', await timed(5, () => partsOfReport(db, found))],
    ['Word', '', await timed(3, () => renderPaper(reportPaper(parts), 'docx'))],
    ['PDF', '', await timed(3, () => renderPaper(reportPaper(parts), 'pdf'))],
    [`workbook with all ${parts.snapshot.late.length.toLocaleString('en-GB')} late rows`, '', await timed(1, () => renderSheets(reportSheets(parts)))], // prettier-ignore
  ];
  return rows.map(([name, aim, taken]) => [name, figure(median(taken)), figure(Math.max(...taken)), aim]);
}
