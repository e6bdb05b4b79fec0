import { sql } from 'drizzle-orm';
import type { IsoDate } from '../calendar/dates.ts';
import type { Database } from '../database/connection.ts';
import { insertMany } from '../database/insert-many.ts';
import type { Transaction } from '../database/transaction.ts';
import { newId } from '../database/uuid.ts';
import { holdingsOf } from './holder.ts';
import type { Collective, OrganisationFunction, OrganisationVersion, Registry, Succession } from './model.ts';
import { carryOut, rewind } from './reorganisation/carry-out.ts';
import type { Changes, Reorganisation } from './reorganisation/model.ts';
import { closeVersions, insertSuccessions, insertVersions } from './registry-rows.ts';
import {
  collective,
  organisation,
  organisationFunction,
  organisationHolder,
  organisationSuccession,
  reorganisation,
} from './schema.ts';

/** Acts on the province's organisation come one after the other. */
export const ACTS_LOCK = 0x6f726773;

type Reader = Pick<Database, 'execute' | 'select'>;

/**
 * Takes a checked registry into an empty database, with the acts that made it what it is. A database that has organisations is
 * left as it is: from then on they change by acts of their own.
 * @returns how many organisations were stored; 0 when there were some before
 */
export async function storeRegistry(
  tx: Transaction,
  registry: Registry & { reorganisations?: readonly Reorganisation[] },
): Promise<number> {
  const present = await tx.select({ key: organisation.key }).from(organisation).limit(1);
  if (present.length > 0) return 0;
  const keys = [...new Set(registry.organisations.map(({ key }) => key))];
  await insertVersions(tx, registry.organisations);
  await insertSuccessions(tx, registry.successions);
  if (registry.collectives.length > 0) await tx.insert(collective).values(registry.collectives);
  if (registry.functions.length > 0) await tx.insert(organisationFunction).values(registry.functions);
  const acts = registry.reorganisations ?? [];
  await storeActs(tx, registry, acts);
  await renewHolders(tx, registry);
  tx.record({
    action: 'load-registry',
    subjectType: 'registry',
    subjectId: registry.province,
    after: {
      organisations: keys.length,
      successions: registry.successions.length,
      collectives: registry.collectives.length,
      reorganisations: acts.length,
    },
  });
  return keys.length;
}

/**
 * The whole registry, with its history: a few hundred rows, a third of a second for 100,000. Only for acts, imports of
 * registries and plans (which look for any name in a text), exports; pages ask `tree.ts`, `queries.ts` and the list. A database
 * holds one province, whose name is the site's (`kernel/site.ts`), so the registry's own is left empty.
 */
export async function loadRegistry(db: Reader): Promise<Registry> {
  const organisations = await db.execute<OrganisationVersion & Record<string, unknown>>(
    sql`select organisation_key as key, name, short_name as "shortName", aliases, code, level, kind, parent_key as "parentKey", area,
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
  const functions: OrganisationFunction[] = await db.select().from(organisationFunction).orderBy(organisationFunction.key); // prettier-ignore
  return { province: '', functions, organisations, successions: successions as Succession[], collectives };
}

/** Writes what an act changed. @throws a broken constraint when the registry moved on meanwhile */
export async function storeChanges(
  tx: Transaction,
  id: string,
  { closed, opened, successions }: Changes,
): Promise<void> {
  for (const [day, list] of Map.groupBy(closed, ({ validTo }) => validTo)) {
    await closeVersions(tx, list.map(({ key }) => key), day!, id); // prettier-ignore
  }
  await insertVersions(tx, opened, id);
  await insertSuccessions(tx, successions, id);
}

/** Takes an act's changes out again. Of bodies that it made the bare key stays, since papers thrown away may name it. */
export async function withdrawChanges(tx: Transaction, id: string): Promise<void> {
  await tx.execute(sql`delete from organisation_succession where reorganisation_id = ${id}`);
  await tx.execute(sql`delete from organisation_version where opened_by = ${id}`);
  await tx.execute(
    sql`update organisation_version set valid = daterange(lower(valid), null), closed_by = null where closed_by = ${id}`,
  );
}

/** Makes the table of holders anew from the successions. */
export async function renewHolders(tx: Transaction, registry: Registry): Promise<void> {
  await tx.execute(sql`delete from organisation_holder`);
  await insertMany(
    tx,
    organisationHolder,
    holdingsOf(registry).map(({ key, holder, from, to }) => ({
      organisationKey: key,
      holderKey: holder,
      valid: rangeOf(from, to),
    })),
  );
}

/** Keeps the acts of a province's data, each bound to what it changed. @throws Refusal when they do not fit the registry */
export async function storeActs(
  tx: Transaction,
  registry: Registry,
  acts: readonly Reorganisation[],
  now: Date = new Date(),
): Promise<void> {
  const first = acts.map(({ effectiveOn }) => effectiveOn).sort()[0];
  if (first === undefined) return;
  let at = rewind(registry, first);
  // Each a moment after the one before, all before now: what is carried out next is the latest.
  const start = now.getTime() - acts.length;
  for (const [place, act] of acts.entries()) {
    const { registry: after, changes } = carryOut(at, act);
    at = after;
    const { document, ...rest } = act;
    const id = newId();
    const by = tx.actor.name;
    await tx.insert(reorganisation).values({ id, status: 'carried-out', ...document, ...rest, draftedBy: by, carriedOutAt: new Date(start + place), carriedOutBy: by }); // prettier-ignore
    await bind(tx, id, act.effectiveOn, changes);
  }
}

async function bind(
  tx: Transaction,
  id: string,
  day: IsoDate,
  { closed, opened, successions }: Changes,
): Promise<void> {
  const keysOf = (versions: readonly OrganisationVersion[]) => sql.param(versions.map(({ key }) => key));
  await tx.execute(sql`update organisation_version set closed_by = ${id}
    where organisation_key = any(${keysOf(closed)}::text[]) and upper(valid) = ${day}::date`);
  await tx.execute(sql`update organisation_version set opened_by = ${id}
    where organisation_key = any(${keysOf(opened)}::text[]) and lower(valid) = ${day}::date`);
  await tx.execute(sql`update organisation_succession set reorganisation_id = ${id}
    where predecessor_key = any(${sql.param(successions.map(({ predecessorKey }) => predecessorKey))}::text[])
      and effective_on = ${day}::date`);
}

const rangeOf = (from: IsoDate | null, to: IsoDate | null): string => `[${from ?? ''},${to ?? ''})`;
