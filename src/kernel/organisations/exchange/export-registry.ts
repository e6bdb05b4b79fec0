import { eq } from 'drizzle-orm';
import type { Database } from '../../database/connection.ts';
import { Refusal } from '../../refusal.ts';
import { templateOf, writeSheets } from '../../sheets/index.ts';
import { siteOf } from '../../site.ts';
import { actOf } from '../reorganisation-queries.ts';
import { reorganisation } from '../schema.ts';
import { loadRegistry } from '../store.ts';
import { MOST_ROWS } from './plan-import.ts';
import { ORGANISATION_SHEET, organisationRow, SUCCESSION_SHEET, successionRow } from './sheets.ts';

type Reader = Pick<Database, 'execute' | 'select'>;

/**
 * The registry with its whole history as a workbook, in the shape that `importRegistry` takes: coming back, it changes nothing.
 * @throws Refusal 422 when it is too long for a workbook; JSON has no such bound
 */
export async function exportRegistryXlsx(db: Reader): Promise<Uint8Array> {
  const { organisations, successions } = await loadRegistry(db);
  if (organisations.length > MOST_ROWS) {
    throw new Refusal('organisations.too-many-rows', `Danh mục dài quá ${MOST_ROWS} dòng, không xuất được thành một bảng tính.`, { status: 422, remedy: 'Xuất JSON.' }); // prettier-ignore
  }
  return writeSheets([
    { sheet: ORGANISATION_SHEET, rows: organisations.map(organisationRow) },
    { sheet: SUCCESSION_SHEET, rows: successions.map(successionRow) },
  ]);
}

/** The registry with its history, collectives, functions and acts as JSON: what another province's platform takes over. */
export async function exportRegistryJson(db: Reader): Promise<string> {
  const [registry, acts, site] = await Promise.all([
    loadRegistry(db),
    db.select().from(reorganisation).where(eq(reorganisation.status, 'carried-out')).orderBy(reorganisation.effectiveOn, reorganisation.carriedOutAt), // prettier-ignore
    siteOf(db),
  ]);
  const { functions, organisations, successions, collectives } = registry;
  const province = site.province?.vi ?? '';
  return JSON.stringify({ province, organisations, successions, collectives, functions, reorganisations: acts.map(actOf) }, null, 1); // prettier-ignore
}

/** The empty table to fill. */
export const registryTemplate = (): Promise<Uint8Array> => templateOf(ORGANISATION_SHEET);
