import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { connect, type Database } from '#kernel/database/connection.ts';
import { startEmbedded } from '#kernel/database/embedded.ts';
import { ALL } from '#kernel/database/eyes.ts';
import { insertMany } from '#kernel/database/insert-many.ts';
import { prepareDatabase } from '#kernel/database/prepare.ts';
import { transact } from '#kernel/database/transaction.ts';
import { newId } from '#kernel/database/uuid.ts';
import { PEOPLE_SHEET } from '#kernel/identity/bulk/sheet.ts';
import {
  IDENTITY_PERMISSIONS,
  importPeople,
  loadActor,
  may,
  PEOPLE_LIST,
  peopleScope,
  previewPeopleImport,
  reachOf,
  type GrantedRole,
} from '#kernel/identity/index.ts';
import { person, personPosition, roleGrant } from '#kernel/identity/people/schema.ts';
import { user } from '#kernel/identity/schema.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import type { OrganisationVersion } from '#kernel/organisations/model.ts';
import { storeRegistry } from '#kernel/organisations/store.ts';
import { writeSheet } from '#kernel/sheets/index.ts';
import { registryOf } from './organisations.bench.ts';
import { figure, median, percentile, type Section } from './report.ts';

const TODAY = isoDate('2025-06-01');
const NOW = new Date('2025-06-01T03:00:00Z');
const ROUNDS = 200;
const CHECKS = 200_000;
const ROLES: readonly GrantedRole[] = ['officer', 'reader', 'appraiser', 'inspector', 'administrator'];

interface Official {
  id: string;
  name: string;
  email: string;
}

/** People and rights at the size of a province: who acts, what he may, the list of people, a search, an import. */
export async function benchIdentity(accounts = 10_000, bodies = 20_000): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'cchc-bench-'));
  const server = await startEmbedded({ dir: join(folder, 'postgres'), durable: true });
  const db = connect(server.url, { eyes: ALL });
  const rows: string[][] = [];
  const row = (what: string, unit: string, times: readonly number[]) => rows.push([what, unit, figure(median(times)), figure(percentile(times, 95))]); // prettier-ignore
  try {
    await prepareDatabase(server.url);
    const organisations = registryOf(bodies);
    await transact(db, system('bench'), (tx) => storeRegistry(tx, { province: '', functions: [], successions: [], collectives: [], organisations })); // prettier-ignore
    const keys = [...new Set(organisations.map(({ key }) => key))];
    const officials = await fill(db, keys, accounts);
    await db.execute(sql`vacuum analyze`);

    const pick = (kind: 'sub' | 'so') => officials.filter((_, at) => bodyOf(keys, at).startsWith(`${kind}-`));
    for (const [what, some] of [['of a unit', pick('sub')], ['of a department with all below it', pick('so')]] as const)
      row(`who acts (\`loadActor\`): an official ${what}`, 'ms', await many((at) => loadActor(db, some[at % some.length]!, null, TODAY))); // prettier-ignore

    const wide = await administratorOf(db, pick('so'));
    const narrow = await loadActor(db, pick('sub')[0]!, null, TODAY);
    for (const [what, actor] of [
      ['of one unit', narrow],
      ['of a department', wide],
    ] as const) {
      row(`may he do this on that body, official ${what}`, 'µs', checks((at) => may(actor, IDENTITY_PERMISSIONS.people, { organisation: keys[at % keys.length]! }))); // prettier-ignore
      row(`the bodies on which he may (\`reachOf\`), the same`, 'µs', checks(() => reachOf(actor, IDENTITY_PERMISSIONS.people))); // prettier-ignore
    }

    const province = system('bench');
    for (const [what, actor] of [
      ['of the province', province],
      ['of one department', wide],
    ] as const) {
      row(
        `people: page of 50 and its total, administrator ${what}`,
        'ms',
        await many(() => page(db, actor, 'limit=50')),
      );
      row(`people: search without accents, two words, administrator ${what}`, 'ms', await many((at) => page(db, actor, `limit=50&q=nguyen+${at}`))); // prettier-ignore
    }
    row('people: page of 200 by role and state', 'ms', await many(() => page(db, province, 'limit=200&role=officer&state=waiting'))); // prettier-ignore
    for (const limit of [10, 200]) {
      const count = await queriesOf(db, () => page(db, wide, `limit=${limit}`));
      rows.push([`people: queries for a page of ${limit}`, 'queries', String(count), '–']);
    }
    await bringIn(db, organisations, row);
    return {
      title: 'People and rights',
      note: `${accounts.toLocaleString('en-GB')} accounts, each with a position and a role for one body, over ${organisations.length.toLocaleString('en-GB')} organisations in time. Checks run in memory, in batches of ${CHECKS.toLocaleString('en-GB')}; aim: under 20 µs. A list asks as many queries for 200 rows as for 10. Load of the machine at the end: ${loadavg()[0]!.toFixed(1)}.`,
      columns: ['what', 'unit', 'median', 'p95'],
      rows,
    };
  } finally {
    await db.$client.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const bodyOf = (keys: readonly string[], at: number): string => keys[(at * 7) % keys.length]!;
const FAMILIES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Đặng'];

async function fill(db: Database, keys: readonly string[], accounts: number): Promise<Official[]> {
  const officials = Array.from({ length: accounts }, (_, at) => ({ id: newId(), name: `${FAMILIES[at % 6]} Văn ${at}`, email: `cb${at}@x.vn` })); // prettier-ignore
  await transact(db, system('bench'), async (tx) => {
    await insertMany(tx, person, officials);
    await insertMany(tx, user, officials.map(({ id, name, email }) => ({ id, name, email, emailVerified: true, personId: id }))); // prettier-ignore
    await insertMany(tx, personPosition, officials.map(({ id }, at) => ({ id: newId(), personId: id, organisationKey: bodyOf(keys, at), title: 'Chuyên viên', valid: '[2024-01-01,)' }))); // prettier-ignore
    await insertMany(tx, roleGrant, officials.map(({ id }, at) => ({ id: newId(), accountId: id, role: ROLES[at % ROLES.length]!, organisationKey: bodyOf(keys, at), valid: '[2024-01-01,)', reason: 'bench' }))); // prettier-ignore
    tx.record({ action: 'fill', subjectType: 'bench', subjectId: 'people', after: { accounts } });
  });
  return officials;
}

/** Somebody of a department, made its administrator. */
async function administratorOf(db: Database, some: readonly Official[]): Promise<Actor> {
  const [one] = some as [Official, ...Official[]];
  await db.execute(sql`update role_grant set role = 'administrator' where account_id = ${one.id}`);
  return loadActor(db, one, null, TODAY);
}

const page = (db: Database, actor: Actor, address: string) =>
  readPage(db, PEOPLE_LIST, readQuery(PEOPLE_LIST, new URLSearchParams(address)), peopleScope(actor, TODAY));

/** How many statements an act asks of the pool. */
async function queriesOf(db: Database, act: () => Promise<unknown>): Promise<number> {
  const pool = db.$client as { query: (...all: unknown[]) => unknown };
  const plain = pool.query;
  let count = 0;
  pool.query = (...all) => {
    count += 1;
    return plain.apply(pool, all);
  };
  try {
    await act();
  } finally {
    pool.query = plain;
  }
  return count;
}

type Row = (what: string, unit: string, times: readonly number[]) => void;

async function bringIn(db: Database, organisations: readonly OrganisationVersion[], row: Row): Promise<void> {
  const keys = [...new Set(organisations.map(({ key }) => key))];
  const people = Array.from({ length: 1_000 }, (_, at) => ({ staffNumber: `CB-${at}`, name: `Lê Thị ${at}`, email: `moi${at}@x.vn`, phone: null, body: at % 2 ? keys[at]! : organisations[at * 5 + 4]!.name, title: 'Chuyên viên', isHead: null, role: 'officer' as const, from: TODAY, until: null })); // prettier-ignore
  const file = await writeSheet(PEOPLE_SHEET, people);
  const actor = system('bench');
  let seen = '';
  row('preview a workbook of 1,000 new officials', 'ms', [await timed(async () => (seen = (await previewPeopleImport(db, actor, file, NOW)).fingerprint))]); // prettier-ignore
  const confirmed = { seen, changes: false };
  row('import it: people, positions, accounts, roles, invitations, record', 'ms', [await timed(() => importPeople(db, actor, file, confirmed, { mail: true, days: 7 }, NOW))]); // prettier-ignore
}

/** Microseconds of one check, measured in batches. */
function checks(act: (at: number) => unknown): number[] {
  const batches = 20;
  const each = CHECKS / batches;
  return Array.from({ length: batches + 1 }, (_, batch) => {
    const began = performance.now();
    for (let at = 0; at < each; at += 1) act(batch * each + at);
    return ((performance.now() - began) * 1_000) / each;
  }).slice(1);
}

async function many(act: (at: number) => Promise<unknown>): Promise<number[]> {
  const durations: number[] = [];
  // The first calls prepare statements and fill caches.
  for (let at = -3; at < ROUNDS; at += 1) {
    const took = await timed(() => act(Math.abs(at)));
    if (at >= 0) durations.push(took);
  }
  return durations;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}
