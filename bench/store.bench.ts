import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { system } from '#kernel/database/actor.ts';
import { ALL } from '#kernel/database/eyes.ts';
import { connect } from '#kernel/database/connection.ts';
import { startEmbedded } from '#kernel/database/embedded.ts';
import { prepareDatabase } from '#kernel/database/prepare.ts';
import { transact } from '#kernel/database/transaction.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { storeRegistry } from '#kernel/organisations/store.ts';
import { acceptPlan, discardPlan, findTask, importPlanDocument, recordResult } from '#modules/plan/index.ts';
import { isoDate } from '#kernel/calendar/dates.ts';
import { generatedPlan } from './generated-plan.ts';
import { figure, median, percentile, type Section } from './report.ts';

/** Writing: importing plans into the database, and registering results, beside a bare commit on the same database (fsync on). */
export async function benchStore(): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'cchc-bench-'));
  process.env.CCHC_VAR = folder;
  const began = performance.now();
  const server = await startEmbedded({ dir: join(folder, 'postgres'), durable: true });
  const started = performance.now() - began;
  const db = connect(server.url, { eyes: ALL });
  try {
    await prepareDatabase(server.url);
    const actor = system('bench');
    await transact(db, actor, (tx) => storeRegistry(tx, readRegistryFolder()));
    const rows: string[][] = [['start an empty embedded PostgreSQL', figure(started), '', '']];
    for (const tasks of [62, 1_000, 10_000]) {
      const bytes = generatedPlan(tasks);
      const importing = performance.now();
      const { id } = await importPlanDocument(db, actor, { bytes, name: 'plan.txt' });
      const imported = performance.now() - importing;
      rows.push([`import a plan of ${tasks} tasks as a draft`, figure(imported), '', '']);
      if (tasks < 10_000) await discardPlan(db, actor, id, 'bench');
      else {
        const accepting = performance.now();
        await acceptPlan(db, actor, id);
        rows.push(['accept it', figure(performance.now() - accepting), '', '']);
        const task = (await findTask(db, id, 'I.1', isoDate('2025-06-01')))!;
        const writes = await timed(200, async (index) => {
          const kind = index % 2 === 0 ? 'completed' : 'reopened';
          await recordResult(db, actor, task.products[0]!.id, {
            kind,
            onDate: isoDate('2025-03-01'),
            documentNumber: kind === 'completed' ? '1/QĐ-UBND' : null,
            documentDate: kind === 'completed' ? isoDate('2025-03-01') : null,
            documentIssuer: null,
            note: kind === 'reopened' ? 'bench' : null,
          });
        });
        await db.execute(sql`create table bench_bare (id int, at timestamptz)`);
        const bare = await timed(
          200,
          async (index) => void (await db.execute(sql`insert into bench_bare values (${index}, now())`)),
        );
        rows.push(
          ['bare insert and commit', figure(median(bare)), figure(percentile(bare, 95)), '1'],
          [
            'register a result (history kept, audit chained)',
            figure(median(writes)),
            figure(percentile(writes, 95)),
            `${figure(median(writes) / median(bare))}`,
          ],
        );
      }
    }
    return {
      title: 'Writing',
      note: 'One writer, fsync on. The ratio is against a bare insert and commit in the same run.',
      columns: ['act', 'ms (median)', 'p95 ms', '× bare commit'],
      rows,
    };
  } finally {
    await db.$client.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(times: number, act: (index: number) => Promise<void>): Promise<number[]> {
  const durations: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const began = performance.now();
    await act(index);
    durations.push(performance.now() - began);
  }
  return durations;
}
