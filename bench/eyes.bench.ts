import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { system } from '#kernel/database/actor.ts';
import { addressAs, APPLICATION_ROLE } from '#kernel/database/application-role.ts';
import { connect, listenToLosses, seeingAll, seenBy, type Database } from '#kernel/database/connection.ts';
import { startEmbedded } from '#kernel/database/embedded.ts';
import { PUBLIC } from '#kernel/database/eyes.ts';
import { prepareDatabase } from '#kernel/database/prepare.ts';
import { transact } from '#kernel/database/transaction.ts';
import { figure, median, percentile, type Section } from './report.ts';

const TIMES = 4_000;

/** What row visibility costs: a query through the gate with and without a change of eyes, and a transaction, beside a bare pool. */
export async function benchEyes(): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'cchc-bench-'));
  const server = await startEmbedded({ dir: join(folder, 'postgres'), durable: false });
  await prepareDatabase(server.url, { role: APPLICATION_ROLE, password: 'bench' });
  const url = addressAs(server.url, APPLICATION_ROLE, 'bench');
  const bare = new pg.Pool({ connectionString: url, max: 1 });
  listenToLosses(bare);
  const everybody = connect(url, { size: 1 });
  const official = (body: string) => seenBy(everybody, { sees: 'inside', organisations: [body] });
  const [one, other] = [official('so-noi-vu'), official('so-y-te')];
  const ask = (pool: pg.Pool) => () => pool.query('select 1');
  const act = (db: Database) => () => transact(db, system('bench'), (tx) => tx.execute(sql`select 1`));
  let turn = 0;
  const ways: Record<string, () => Promise<unknown>> = {
    'a query, bare pool': ask(bare),
    'as everybody': ask(everybody.$client),
    'as the same official as before': ask(one.$client),
    'as another official than before': () => ask([one, other][turn++ % 2]!.$client)(),
    'an act that changes nothing, everything visible already': act(seeingAll(everybody)),
    'the same, begun as everybody': act(seenBy(everybody, PUBLIC)),
  };
  try {
    const taken = new Map(Object.keys(ways).map((name): [string, number[]] => [name, []]));
    // In rounds, so that what else the machine does falls on all alike.
    for (let round = 0; round < 40; round += 1) {
      for (const [name, way] of Object.entries(ways)) {
        if (name.includes('visible already')) await seeingAll(everybody).$client.query('select 1');
        else await way();
        for (let time = 0; time < TIMES / 40; time += 1) {
          const began = performance.now();
          await way();
          taken.get(name)!.push((performance.now() - began) * 1_000);
        }
      }
    }
    const least = median(taken.get('a query, bare pool')!);
    return {
      title: 'Row visibility',
      note: 'One connection, `select 1`: only what the way to the row policies costs. What the policies themselves cost stands in decision 0007.',
      columns: ['way', 'µs (median)', 'p95 µs', 'µs more than the bare query'],
      rows: [...taken].map(([name, all]) => [
        name,
        figure(median(all)),
        figure(percentile(all, 95)),
        figure(median(all) - least),
      ]),
    };
  } finally {
    await bare.end();
    await everybody.$client.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
