import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system } from '#kernel/database/actor.ts';
import { connect, type Database } from '#kernel/database/connection.ts';
import { startEmbedded } from '#kernel/database/embedded.ts';
import { ALL } from '#kernel/database/eyes.ts';
import { prepareDatabase } from '#kernel/database/prepare.ts';
import { transact } from '#kernel/database/transaction.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { importRegistry, previewRegistryImport } from '#kernel/organisations/exchange/import-registry.ts';
import { ORGANISATION_SHEET, organisationRow } from '#kernel/organisations/exchange/sheets.ts';
import { ORGANISATION_LIST } from '#kernel/organisations/lists.ts';
import type { OrganisationVersion } from '#kernel/organisations/model.ts';
import { findOrganisationByKey } from '#kernel/organisations/queries.ts';
import { loadRegistry, storeRegistry } from '#kernel/organisations/store.ts';
import { treeAt } from '#kernel/organisations/tree.ts';
import { writeSheet } from '#kernel/sheets/index.ts';
import { figure, median, percentile, type Section } from './report.ts';

const VERSIONS = 5;
const ROUNDS = 60;
const IMPORTED = 10_000;

/** Organisations over time at the size of a province and more: the structure on a day, the list, a search, an import. */
export async function benchOrganisations(bodies = 20_000): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'cchc-bench-'));
  process.env.CCHC_VAR = folder;
  const server = await startEmbedded({ dir: join(folder, 'postgres'), durable: true });
  const db = connect(server.url, { eyes: ALL });
  try {
    await prepareDatabase(server.url);
    const registry = { province: '', functions: [], successions: [], collectives: [], organisations: registryOf(bodies) }; // prettier-ignore
    const rows: string[][] = [];
    const row = (what: string, times: readonly number[]) => rows.push([what, figure(median(times)), figure(percentile(times, 95))]); // prettier-ignore
    const once = async (what: string, act: () => Promise<unknown>) => row(what, [await timed(act)]);
    await once(`store ${registry.organisations.length.toLocaleString('en-GB')} versions of ${bodies.toLocaleString('en-GB')} bodies`, () => transact(db, system('bench'), (tx) => storeRegistry(tx, registry))); // prettier-ignore
    // As the database does by itself after a while.
    await db.execute(sql`vacuum analyze organisation_version`);
    const days = ['2021-06-01', '2023-06-01', '2025-06-01'].map(isoDate);
    const each = (act: (day: (typeof days)[0], at: number) => Promise<unknown>) => many((at) => act(days[at % days.length]!, at)); // prettier-ignore
    row('as-of tree of the province, first two levels', await each((day) => treeAt(db, day)));
    row('the same with three branches open', await each((day, at) => treeAt(db, day, ['sub', 'xa', 'so'].map((part) => `${part}-${at}`)))); // prettier-ignore
    row('one body with its history', await each((day, at) => findOrganisationByKey(db, `xa-${at}`, day)));
    row('list page of 50 and its total', await each((day) => page(db, `as_of=${day}`)));
    row('list page in the middle', await middle(db, days[2]!));
    row('search without accents, two words', await each((day, at) => page(db, `as_of=${day}&q=don+vi+${100 + at}`)));
    row('filter by level and kind', await each((day) => page(db, `as_of=${day}&level=commune&kind=people-committee`)));
    const load = await many(() => loadRegistry(db), 3);
    row('the whole registry (imports and acts only)', load);
    const file = await writeSheet(ORGANISATION_SHEET, additions().map(organisationRow));
    const actor = system('bench');
    let seen = '';
    await once(`preview a workbook of ${IMPORTED.toLocaleString('en-GB')} new bodies (${figure(file.length / 1024)} kB)`, async () => (seen = (await previewRegistryImport(db, actor, file)).fingerprint)); // prettier-ignore
    await once('import it', () => importRegistry(db, actor, file, seen, []));
    return {
      title: 'Organisations over time',
      note: `Each body in ${VERSIONS} versions, one of them on any day; queries as the pages ask them, one at a time. Aim: the as-of tree of the province under 20 ms.`,
      columns: ['what', 'ms (median)', 'p95 ms'],
      rows,
    };
  } finally {
    await db.$client.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const page = (db: Database, address: string) =>
  readPage(db, ORGANISATION_LIST, readQuery(ORGANISATION_LIST, new URLSearchParams(address)), { today: isoDate('2025-06-01') }); // prettier-ignore

async function middle(db: Database, day: string): Promise<number[]> {
  let address = `as_of=${day}&limit=200`;
  for (let at = 0; at < 20; at += 1) address = `as_of=${day}&limit=200&after=${(await page(db, address)).next}`;
  return many(() => page(db, address.replace('limit=200', 'limit=50')));
}

/** A province: its committee, 30 departments and 150 communes, and under each of these units in equal number. */
export function registryOf(bodies: number): OrganisationVersion[] {
  const places = [
    ...Array.from({ length: 30 }, (_, at) => ({ key: `so-${at}`, name: `Sở Chuyên ngành ${at}`, level: 'province', kind: 'department', parentKey: 'tinh' }) as const), // prettier-ignore
    ...Array.from({ length: 150 }, (_, at) => ({ key: `xa-${at}`, name: `UBND phường ${at}`, level: 'commune', kind: 'people-committee', parentKey: 'tinh' }) as const), // prettier-ignore
  ];
  const units = Array.from({ length: bodies - places.length - 1 }, (_, at) => {
    const above = places[at % places.length]!;
    return { key: `sub-${at}`, name: `Đơn vị số ${at} thuộc ${above.name}`, level: above.level, kind: 'public-service-unit', parentKey: above.key } as const; // prettier-ignore
  });
  const top = { key: 'tinh', name: 'UBND tỉnh', level: 'province', kind: 'people-committee', parentKey: null } as const;
  return [top, ...places, ...units].flatMap((body) =>
    Array.from({ length: VERSIONS }, (_, at) => ({
      ...body,
      name: at === 0 ? body.name : `${body.name} (${2020 + at})`,
      shortName: null,
      aliases: [`${body.key} ${at}`],
      code: `H99.${body.key}`,
      area: `Địa bàn của ${body.name}`,
      validFrom: at === 0 ? null : isoDate(`${2020 + at}-01-01`),
      validTo: at === VERSIONS - 1 ? null : isoDate(`${2021 + at}-01-01`),
    })),
  );
}

function additions(): OrganisationVersion[] {
  return Array.from({ length: IMPORTED }, (_, at) => ({
    key: `moi-${at}`,
    name: `Đơn vị mới ${at}`,
    shortName: null,
    aliases: [`ĐVM ${at}`],
    code: null,
    level: 'commune',
    kind: 'public-service-unit',
    parentKey: `xa-${at % 150}`,
    area: null,
    validFrom: isoDate('2026-01-01'),
    validTo: null,
  }));
}

async function many(act: (index: number) => Promise<unknown>, times = ROUNDS): Promise<number[]> {
  const durations: number[] = [];
  // The first calls prepare statements and fill caches.
  for (let index = -Math.min(3, times); index < times; index += 1) {
    const took = await timed(() => act(Math.abs(index)));
    if (index >= 0) durations.push(took);
  }
  return durations;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}
