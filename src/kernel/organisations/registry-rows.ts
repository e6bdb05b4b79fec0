import { sql } from 'drizzle-orm';
import type { IsoDate } from '../calendar/dates.ts';
import { insertMany } from '../database/insert-many.ts';
import type { Transaction } from '../database/transaction.ts';
import type { OrganisationVersion, Succession } from './model.ts';
import { organisationSuccession } from './schema.ts';

/** Rows per statement. */
const BATCH = 5_000;

const COLUMNS = sql`(key text, name text, "shortName" text, aliases text[], code text, level text, kind text, "parentKey" text, area text, "validFrom" date, "validTo" date)`; // prettier-ignore

/** Adds versions, however many, in few statements, and the bodies that they are the first of. */
export async function insertVersions(
  tx: Transaction,
  versions: readonly OrganisationVersion[],
  openedBy: string | null = null,
): Promise<void> {
  const keys = [...new Set(versions.map(({ key }) => key))];
  await tx.execute(
    sql`insert into organisation (key) select unnest(${sql.param(keys)}::text[]) on conflict do nothing`,
  );
  for (const batch of batches(versions)) {
    await tx.execute(sql`insert into organisation_version
        (organisation_key, name, short_name, aliases, code, level, kind, parent_key, area, valid, opened_by)
      select key, name, "shortName", aliases, code, level, kind, "parentKey", area, daterange("validFrom", "validTo"), ${openedBy}::uuid
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as row ${COLUMNS}`);
  }
}

/** Ends the living versions of some bodies on a day, by an act. */
export async function closeVersions(
  tx: Transaction,
  keys: readonly string[],
  validTo: IsoDate,
  closedBy: string,
): Promise<void> {
  await tx.execute(sql`update organisation_version set valid = daterange(lower(valid), ${validTo}::date), closed_by = ${closedBy}
    where organisation_key = any(${sql.param(keys)}::text[]) and upper_inf(valid)`);
}

/** Makes versions that are there, each known by its key and first day, say what these say. */
export async function updateVersions(tx: Transaction, versions: readonly OrganisationVersion[]): Promise<void> {
  for (const batch of batches(versions)) {
    await tx.execute(sql`update organisation_version version
      set name = row.name, short_name = row."shortName", aliases = row.aliases, code = row.code, level = row.level, kind = row.kind,
        parent_key = row."parentKey", area = row.area, valid = daterange(row."validFrom", row."validTo")
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as row ${COLUMNS}
      where version.organisation_key = row.key and lower(version.valid) is not distinct from row."validFrom"`);
  }
}

/** Adds successions. */
export async function insertSuccessions(
  tx: Transaction,
  successions: readonly Succession[],
  reorganisationId: string | null = null,
): Promise<void> {
  await insertMany(tx, organisationSuccession, successions.map((each) => ({ ...each, reorganisationId }))); // prettier-ignore
}

/** Corrects where successions were read and whether they were inferred. */
export async function updateSuccessions(tx: Transaction, successions: readonly Succession[]): Promise<void> {
  for (const batch of batches(successions)) {
    await tx.execute(sql`update organisation_succession succession set source = row.source, inferred = row.inferred
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb)
        as row ("predecessorKey" text, "successorKey" text, function text, "effectiveOn" date, source text, inferred boolean)
      where succession.predecessor_key = row."predecessorKey" and succession.successor_key = row."successorKey"
        and succession.function is not distinct from row.function and succession.effective_on = row."effectiveOn"`);
  }
}

function* batches<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}
