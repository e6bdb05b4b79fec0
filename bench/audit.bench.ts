import { createHash } from 'node:crypto';
import { heldEverywhere } from '#kernel/identity/model.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { pieces } from '#kernel/audit/chain.ts';
import { verify } from '#kernel/audit/verify.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { ALL } from '#kernel/database/eyes.ts';
import { connect, type Database } from '#kernel/database/connection.ts';
import { startEmbedded } from '#kernel/database/embedded.ts';
import { embeddedPlace, preparePlace } from '#kernel/database/place.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { isoDate } from '#kernel/calendar/dates.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { storeRegistry } from '#kernel/organisations/store.ts';
import { acceptPlan, findTask, importPlanDocument, recordResult } from '#modules/plan/index.ts';
import { generatedPlan } from './generated-plan.ts';
import { figure, median, percentile, type Section } from './report.ts';

const ENTRIES = 1_000_000;
const BATCH = 10_000;
const WRITES = 1_000;

/** The record: what an entry adds to a write (fsync on), and checking a million entries. */
export async function benchAudit(entries = ENTRIES): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'cchc-bench-'));
  process.env.CCHC_VAR = folder;
  const dir = join(folder, 'postgres');
  const server = await startEmbedded({ dir, durable: true });
  const place = embeddedPlace(dir, server.url);
  await preparePlace(place);
  const db = connect(place.application, { eyes: ALL });
  const owner = connect(place.owner, { size: 1, statementTimeout: 0, eyes: ALL });
  try {
    const result = await benchResult(db);
    const alone = await benchWrites(db, owner);
    const many = await benchThroughput(db, owner);
    await fill(owner, entries);
    const began = performance.now();
    const { checked, broken } = await verify(db, { file: null });
    const seconds = (performance.now() - began) / 1_000;
    if (broken) throw new Error(`the bench's own record is broken at ${broken.id}`);
    const memory = process.memoryUsage().rss / 2 ** 20;
    return {
      title: 'The record',
      note: `One writer, fsync on, ${WRITES} of each in turns. “Register a result” is the real act on the sample plan (locks, reads, an event, two updates); “without” is the same act whose entry is left out at the commit (making and sealing its text, some 30 µs, is in both). The small write is five bare statements. Eight writers: entries wait for each other's commit, because each seal needs the one before it.`,
      columns: ['act', 'without entry', 'with entry', 'ratio of medians'],
      rows: [
        [
          'register a result, ms (median)',
          figure(median(result.bare)),
          figure(median(result.kept)),
          figure(median(result.kept) / median(result.bare)),
        ],
        ['register a result, ms (p95)', figure(percentile(result.bare, 95)), figure(percentile(result.kept, 95)), ''],
        [
          'small write, ms (median)',
          figure(median(alone.bare)),
          figure(median(alone.kept)),
          figure(median(alone.kept) / median(alone.bare)),
        ],
        ['small write, ms (p95)', figure(percentile(alone.bare, 95)), figure(percentile(alone.kept, 95)), ''],
        ['eight writers, writes/s', figure(many.bare), figure(many.kept), figure(many.bare / many.kept)],
        [
          `verify ${checked.toLocaleString('en-GB')} entries, s (${figure(memory)} MB resident, bench included)`,
          '',
          figure(seconds),
          '',
        ],
      ],
    };
  } finally {
    await Promise.all([db.$client.end(), owner.$client.end()]);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const actor: Actor = { ...system('Nguyễn Thị Thử'), id: 'bench', position: 'Chuyên viên', requestId: 'r' };

/** The real act, with its entry and with the entry left out of the commit's message. */
async function benchResult(db: Database) {
  await transact(db, system('bench'), (tx) => storeRegistry(tx, readRegistryFolder()));
  const { id } = await importPlanDocument(db, system('bench'), { bytes: generatedPlan(62), name: 'plan.txt' });
  await acceptPlan(db, system('bench'), id);
  const products = (await findTask(db, id, 'I.1', isoDate('2025-06-01')))!.products;
  const product = products[0]!.id;
  const officer = { ...actor, roles: ['officer'], grants: heldEverywhere('officer') };
  const done = {
    kind: 'completed',
    onDate: isoDate('2025-03-01'),
    documentNumber: '1/QĐ-UBND',
    documentDate: isoDate('2025-03-01'),
    documentIssuer: null,
    note: null,
  } as const;
  const undone = {
    kind: 'reopened',
    onDate: isoDate('2025-03-01'),
    documentNumber: null,
    documentDate: null,
    documentIssuer: null,
    note: 'bench',
  } as const;
  const durations = { bare: [] as number[], kept: [] as number[] };
  for (let n = 0; n < 2 * WRITES + 200; n += 1) {
    // Two with, two without, so that each kind of act is measured as often either way.
    const kept = n % 4 < 2;
    const began = performance.now();
    const act = () => recordResult(db, officer, product, n % 2 === 0 ? done : undone);
    await (kept ? act() : leavingOut(act));
    if (n >= 200) durations[kept ? 'kept' : 'bare'].push(performance.now() - began);
  }
  return durations;
}

/** Runs something whose entries are cut out of the messages of its commits. One at a time: it holds for the whole process. */
async function leavingOut(act: () => Promise<unknown>): Promise<void> {
  const { query } = pg.Client.prototype;
  const cut = (given: unknown): unknown =>
    typeof given === 'string' ? given.replace(/select append_to_record\(array\[[^]*\]\); commit$/, 'commit') : given;
  pg.Client.prototype.query = function (this: pg.Client, given: unknown, ...rest: unknown[]): unknown {
    return (query as (...all: unknown[]) => unknown).call(this, cut(given), ...rest);
  } as typeof query;
  try {
    await act();
  } finally {
    pg.Client.prototype.query = query;
  }
}

/** What a small service function does: lock, look, add a fact, change, raise the revision. */
async function write(tx: Transaction, id: number, n: number, kept: boolean): Promise<void> {
  const [before] = await tx.execute<{ state: number }>(
    sql`select state from bench_row where id = ${id} for update`,
    'objects',
  );
  await tx.execute(sql`insert into bench_event values (${id}, ${n}, now())`);
  const [found] = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count from bench_event where id = ${id} and n = ${n}`,
    'objects',
  );
  await tx.execute(sql`update bench_row set state = ${n} where id = ${id}`);
  await tx.execute(sql`update bench_parent set revision = revision + 1 where id = ${id}`);
  if (kept)
    tx.record({
      action: 'record-completed',
      subjectType: 'bench',
      subjectId: id,
      before,
      after: { state: n, count: found!.count },
    });
}

async function benchWrites(db: Database, owner: Database) {
  await owner.execute(sql`create table bench_row (id int primary key, state int not null)`);
  await owner.execute(sql`create table bench_parent (id int primary key, revision int not null)`);
  await owner.execute(sql`create table bench_event (id int, n int, at timestamptz, primary key (id, n))`);
  await owner.execute(sql`insert into bench_row select n, -1 from generate_series(0, 7) n`);
  await owner.execute(sql`insert into bench_parent select n, 0 from generate_series(0, 7) n`);
  await owner.execute(sql`grant all on bench_row, bench_parent, bench_event to cchc_app`);
  const durations = { bare: [] as number[], kept: [] as number[] };
  for (let n = 0; n < 2 * WRITES + 200; n += 1) {
    const kept = n % 2 === 1;
    const began = performance.now();
    await transact(db, actor, (tx) => write(tx, 0, n, kept));
    // The first hundred of each warm up plans and caches.
    if (n >= 200) durations[kept ? 'kept' : 'bare'].push(performance.now() - began);
  }
  return durations;
}

async function benchThroughput(db: Database, owner: Database) {
  const rate = async (kept: boolean, from: number) => {
    const began = performance.now();
    await Promise.all(
      Array.from({ length: 8 }, async (_, id) => {
        for (let n = 0; n < 250; n += 1) await transact(db, actor, (tx) => write(tx, id, from + n, kept));
      }),
    );
    return (8 * 250) / ((performance.now() - began) / 1_000);
  };
  const result = { bare: await rate(false, 1e6), kept: await rate(true, 2e6) };
  await owner.execute(sql`drop table bench_row, bench_parent, bench_event`);
  return result;
}

/** Truly sealed entries, made here and written in batches by the owner. */
async function fill(owner: Database, entries: number): Promise<void> {
  await owner.execute(sql`alter table audit_entry disable trigger all`);
  const [last] = await owner.execute<{ hash: Buffer; id: number }>(
    sql`select hash, id from audit_entry order by id desc limit 1`,
    'objects',
  );
  const [{ count }] = (await owner.execute<{ count: number }>(
    sql`select count(*)::int as count from audit_entry`,
    'objects',
  )) as [{ count: number }];
  let previous = last!.hash;
  const began = Date.now();
  for (let start = count; start < entries; start += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, entries - start) }, (_, index) => {
      const n = start + index;
      const at = new Date(began + n).toISOString();
      const fact = factOf(n);
      const [head, middle, end] = pieces(fact);
      const hash = createHash('sha256')
        .update(`${head}"${at}"${middle}"${previous.toString('hex')}"${end}`)
        .digest();
      const row = { ...fact, at, previous: previous.toString('hex'), hash: hash.toString('hex') };
      previous = hash;
      return row;
    });
    await owner.execute(sql`insert into audit_entry
      (at, actor_id, actor_name, position, action, subject_type, subject_id, before, after, reason, request_id, previous_hash, hash)
      select at, "actorId", "actorName", position, action, "subjectType", "subjectId", before, after, reason, "requestId",
        decode(previous, 'hex'), decode(hash, 'hex')
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (at timestamptz, "actorId" text, "actorName" text, position text, action text,
        "subjectType" text, "subjectId" text, before jsonb, after jsonb, reason text, "requestId" text, previous text, hash text)`);
  }
  await owner.execute(sql`analyze audit_entry`);
}

function factOf(n: number) {
  return {
    actorId: `account-${n % 500}`,
    actorName: `Người thứ ${n % 500}`,
    position: 'Chuyên viên, Sở Nội vụ',
    action: 'record-completed',
    subjectType: 'plan-task',
    subjectId: `task-${n % 20_000}`,
    before: { product: 'Quyết định ban hành kế hoạch', startedOn: null, doneOn: null },
    after: {
      product: 'Quyết định ban hành kế hoạch',
      startedOn: '2025-03-01',
      doneOn: '2025-03-01',
      document: `${n}/QĐ-UBND`,
      documentDate: '2025-03-01',
    },
    reason: n % 7 === 0 ? `Theo công văn số ${n}` : null,
    requestId: `request-${n}`,
    personId: null,
  };
}
