import { sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import type { Transaction } from '../database/transaction.ts';
import type { Collective, OrganisationVersion, Registry, Succession } from './model.ts';
import { collective, organisation, organisationSuccession, organisationVersion } from './schema.ts';

/**
 * Takes a checked registry into an empty database. A database that has organisations is left as it is: from then on they
 * change by acts of their own.
 * @returns how many organisations were stored; 0 when there were some before
 */
export async function storeRegistry(tx: Transaction, registry: Registry): Promise<number> {
  const present = await tx.select({ key: organisation.key }).from(organisation).limit(1);
  if (present.length > 0) return 0;
  const keys = [...new Set(registry.organisations.map(({ key }) => key))];
  await tx.insert(organisation).values(keys.map((key) => ({ key })));
  await tx.insert(organisationVersion).values(registry.organisations.map(toRow));
  if (registry.successions.length > 0) await tx.insert(organisationSuccession).values(registry.successions);
  if (registry.collectives.length > 0) await tx.insert(collective).values(registry.collectives);
  tx.record({
    action: 'load-registry',
    subjectType: 'registry',
    subjectId: registry.province,
    after: {
      organisations: keys.length,
      successions: registry.successions.length,
      collectives: registry.collectives.length,
    },
  });
  return keys.length;
}

/** The whole registry of the province, with its history. A few hundred rows: read once per import, not per task. */
export async function loadRegistry(db: Pick<Database, 'execute' | 'select'>, province: string): Promise<Registry> {
  const organisations = await db.execute<OrganisationVersion & Record<string, unknown>>(
    sql`select organisation_key as key, name, short_name as "shortName", aliases, code, level, kind, parent_key as "parentKey",
      lower(valid)::text as "validFrom", upper(valid)::text as "validTo"
      from organisation_version order by organisation_key, lower(valid) nulls first`,
    'objects',
  );
  const successions = await db
    .select({
      predecessorKey: organisationSuccession.predecessorKey,
      successorKey: organisationSuccession.successorKey,
      function: organisationSuccession.function,
      effectiveOn: organisationSuccession.effectiveOn,
      source: organisationSuccession.source,
      inferred: organisationSuccession.inferred,
    })
    .from(organisationSuccession)
    .orderBy(organisationSuccession.id);
  const collectives: Collective[] = await db.select().from(collective).orderBy(collective.key);
  return { province, functions: [], organisations, successions: successions as Succession[], collectives };
}

function toRow(version: OrganisationVersion) {
  const { key, validFrom, validTo, ...rest } = version;
  return { ...rest, organisationKey: key, valid: `[${validFrom ?? ''},${validTo ?? ''})` };
}
