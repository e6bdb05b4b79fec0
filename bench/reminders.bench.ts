import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { addDays, isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { vietnamCalendar } from '#kernel/calendar/special-days.ts';
import { system } from '#kernel/database/actor.ts';
import { connect } from '#kernel/database/connection.ts';
import { startEmbedded } from '#kernel/database/embedded.ts';
import { ALL } from '#kernel/database/eyes.ts';
import { prepareDatabase } from '#kernel/database/prepare.ts';
import { newId } from '#kernel/database/uuid.ts';
import { queueDigests, remind, type OpenSubject, type ReminderSource } from '#kernel/notices/index.ts';
import { figure, type Section } from './report.ts';

const OPEN = 100_000;
const BODIES = 100;
const TODAY = isoDate('2025-06-02');

/** Reminders for 100,000 open obligations of 100 bodies with three accounts each; fsync on. */
export async function benchReminders(): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'cchc-bench-'));
  process.env.CCHC_VAR = folder;
  const server = await startEmbedded({ dir: join(folder, 'postgres'), durable: true });
  const db = connect(server.url, { eyes: ALL });
  try {
    await prepareDatabase(server.url);
    const actor = system('bench');
    const accounts = Array.from({ length: BODIES * 3 }, () => newId());
    await db.execute(sql`insert into "user" (id, name, email, "emailVerified")
      select id, id, id || '@x.example', true from unnest(${sql.param(accounts)}::text[]) as given (id)`);
    const rows: string[][] = [];
    const run = async (what: string, source: ReminderSource, today: IsoDate) => {
      const began = performance.now();
      const sum = await remind(db, actor, source, vietnamCalendar, today);
      const took = performance.now() - began;
      rows.push([what, figure(sum.open), figure(sum.sent), figure(sum.passedOver), figure(took / 1000)]);
    };
    // Last days all over two years: some 6 in 100 fall due to a rule on a given day once the first run is over.
    const spread = sourceOf(accounts, (n) => addDays(TODAY, (n % 730) - 365));
    await run('first run: half of them late', spread, TODAY);
    await run('the same day again', spread, TODAY);
    await run('the next day', spread, addDays(TODAY, 1));
    await run('after two weeks of standstill', spread, addDays(TODAY, 15));
    const began = performance.now();
    const letters = await queueDigests(db, actor, TODAY);
    rows.push([`${letters} daily letters queued`, '–', '–', '–', figure((performance.now() - began) / 1000)]);
    await run(
      'all due on one day',
      sourceOf(accounts, () => addDays(TODAY, 1), 'one-day'),
      TODAY,
    );
    return {
      title: 'Reminders',
      note: 'Planning for 100,000 open obligations of 100 bodies: read in batches of 10,000, compared with what was decided before, written with notices into the inboxes (fsync on). Seconds.',
      columns: ['run', 'open', 'sent', 'passed over', 's'],
      rows,
    };
  } finally {
    await db.$client.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function sourceOf(accounts: readonly string[], lastDay: (n: number) => IsoDate, name = 'bench'): ReminderSource {
  const open: OpenSubject[] = Array.from({ length: OPEN }, (_, n) => ({
    subjectId: `${name}-${n}`,
    organisationKey: `body-${n % BODIES}`,
    lastDay: lastDay(n),
    awaits: 'body',
    title: `Nhiệm vụ ${n}: rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý`,
    path: `/ke-hoach/bench/nhiem-vu/${n}`,
  }));
  const place = { responsible: 0, confirmer: 0, head: 1, chairman: 2 } as const;
  return {
    name,
    async *openOn() {
      for (let start = 0; start < OPEN; start += 10_000) yield open.slice(start, start + 10_000);
    },
    recipientsOf: async (_tx, audience, keys) =>
      new Map(keys.map((key) => [key, [accounts[Number(key.slice(5)) * 3 + place[audience]]!]])),
    lastDaysOf: async () => new Map(),
  };
}
