import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import { addDays, vietnamDate, type IsoDate } from '../calendar/dates.ts';
import type { Database } from '../database/connection.ts';
import type { Transaction } from '../database/transaction.ts';
import { newId } from '../database/uuid.ts';
import type { Dependents, OpenWork } from './dependents.ts';
import { fateOf, type Fate } from './fates.ts';
import type { Registry } from './model.ts';
import { endedBy } from './reorganisation/bodies.ts';
import type { Reorganisation } from './reorganisation/model.ts';
import { registryIndex } from './registry.ts';
import { handover, organisationVersion } from './schema.ts';

/** Rows per statement. */
const BATCH = 1_000;

/** An open thing and what becomes of it. */
export interface Affected extends OpenWork {
  subjectType: string;
  fate: Fate;
}

/** Bodies whose open work an act can move: those that end, and those that give a function away. */
export function givingUp({ steps }: Pick<Reorganisation, 'steps'>): string[] {
  const splitting = steps.flatMap((step) => (step.step === 'split' ? [step.key] : []));
  return [...new Set([...steps.flatMap(endedBy), ...splitting])];
}

/** Everything open with some bodies on the eve of a day, and its fate in the registry after. */
export async function affectedBy(
  db: Pick<Database, 'execute'>,
  after: Registry,
  keys: readonly string[],
  day: IsoDate,
  dependents: readonly Dependents[],
): Promise<Affected[]> {
  if (keys.length === 0) return [];
  const affected: Affected[] = [];
  for (const { name, openWorkOf } of dependents) {
    for (const work of await openWorkOf(db, keys, addDays(day, -1))) {
      affected.push({ ...work, subjectType: name, fate: fateOf(after, work, day) });
    }
  }
  return affected;
}

/**
 * Puts on the work list what a person must decide, and notes what went by itself where the subject or the reader must know.
 * Things that are noted already for that day are left alone.
 * @returns how many of each were new
 */
export async function noteHandovers(
  tx: Transaction,
  affected: readonly Affected[],
  about: { reorganisationId: string | null; day: IsoDate; now: Date },
  dependents: readonly Dependents[],
): Promise<{ open: number; automatic: number }> {
  const rows = affected.flatMap((each) => rowOf(each, about, tx.actor.name, dependents));
  const fresh: Row[] = [];
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = tx
      .insert(handover)
      .values(rows.slice(start, start + BATCH))
      .onConflictDoNothing();
    fresh.push(...(await batch.returning()));
  }
  await passOn(tx, fresh.filter(({ status }) => status === 'decided'), dependents, about.now); // prettier-ignore
  const open = fresh.filter(({ status }) => status === 'open').length;
  return { open, automatic: fresh.length - open };
}

function rowOf(
  { subjectType, fate, subjectId, label, detail, path, organisationKey, heldBy, function: duty }: Affected,
  { reorganisationId, day, now }: { reorganisationId: string | null; day: IsoDate; now: Date },
  by: string,
  dependents: readonly Dependents[],
): (typeof handover.$inferInsert)[] {
  const base = { id: newId(), reorganisationId, subjectType, subjectId, label, detail, path, organisationKey, heldBy, effectiveOn: day, function: duty }; // prettier-ignore
  if (fate.kind === 'decide') {
    return [{ ...base, choices: fate.choices, proposedKey: fate.proposed, toKey: null, status: 'open', automatic: false, decidedAt: null, decidedBy: null }]; // prettier-ignore
  }
  const { take, followsWhenRead } = dependents.find(({ name }) => name === subjectType)!;
  const noted = fate.kind === 'shared' || (fate.kind === 'moves' && take !== undefined && !followsWhenRead);
  if (!noted) return [];
  return [{ ...base, choices: [], proposedKey: null, toKey: fate.to, status: 'decided', automatic: true, decidedAt: now, decidedBy: by }]; // prettier-ignore
}

type Row = typeof handover.$inferSelect;

/** Binds decided things to the bodies that take them over, but for what waits for its day (`passDue`). */
export async function passOn(
  tx: Transaction,
  rows: readonly Row[],
  dependents: readonly Dependents[],
  now: Date,
): Promise<void> {
  const today = vietnamDate(now);
  const passed: string[] = [];
  for (const { id, subjectType, subjectId, toKey, organisationKey, heldBy, effectiveOn: day, reason } of rows) {
    const { take, waits } = dependents.find(({ name }) => name === subjectType) ?? {};
    if (!take || toKey === null || (waits && day > today)) continue;
    await take(tx, subjectId, toKey, { from: [organisationKey, heldBy], day, reason, back: false, now });
    passed.push(id);
  }
  for (let start = 0; start < passed.length; start += BATCH) {
    const ids = passed.slice(start, start + BATCH);
    await tx.update(handover).set({ passedOn: today }).where(inArray(handover.id, ids));
  }
}

/** Binds what waited for the day of its act, which has come. @returns how many things */
export async function passDue(tx: Transaction, dependents: readonly Dependents[], now: Date): Promise<number> {
  const waiting = dependents.flatMap(({ name, waits }) => (waits ? [name] : []));
  const rows = await tx
    .select()
    .from(handover)
    .where(
      and(
        inArray(handover.subjectType, waiting),
        eq(handover.status, 'decided'),
        isNull(handover.passedOn),
        lte(handover.effectiveOn, vietnamDate(now)),
      ),
    )
    .orderBy(handover.effectiveOn, handover.id)
    .for('update');
  await passOn(tx, rows, dependents, now);
  return rows.length;
}

/** Things that went along by themselves go back to the body they named. */
export async function giveBack(
  tx: Transaction,
  rows: readonly Row[],
  dependents: readonly Dependents[],
  now: Date,
): Promise<void> {
  for (const { subjectType, subjectId, organisationKey, toKey, status, effectiveOn: day } of rows) {
    if (status !== 'decided') continue;
    const { take } = dependents.find(({ name }) => name === subjectType) ?? {};
    await take?.(tx, subjectId, organisationKey, { from: [toKey!], day, reason: null, back: true, now });
  }
}

/** Keys of the bodies that are no more, whenever they ended. */
export function endedKeys(registry: Registry): string[] {
  return [...registryIndex(registry).versions].filter(([, list]) => list.at(-1)!.validTo !== null).map(([key]) => key);
}

/** Looks for open work of every body that has ended, and notes what is not noted yet. @returns how many of each were new */
export async function renewWorkList(
  tx: Transaction,
  registry: Registry,
  dependents: readonly Dependents[],
  now: Date,
): Promise<{ open: number; automatic: number }> {
  const ends = await tx
    .select({
      id: organisationVersion.closedBy,
      key: organisationVersion.organisationKey,
      day: sql<IsoDate>`upper(${organisationVersion.valid})::text`,
    })
    .from(organisationVersion).where(sql`not upper_inf(valid) and not exists (select 1 from organisation_version later
      where later.organisation_key = organisation_version.organisation_key and later.valid >> organisation_version.valid)`);
  const found = { open: 0, automatic: 0 };
  const groups = Map.groupBy(ends, ({ id, day }) => `${day} ${id}`);
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { id, day } = group[0]!;
    const known = successionsUntil(registry, day);
    const affected = await affectedBy(tx, known, group.map(({ key }) => key), day, dependents); // prettier-ignore
    const noted = await noteHandovers(tx, affected, { reorganisationId: id, day, now }, dependents);
    found.open += noted.open;
    found.automatic += noted.automatic;
  }
  return found;
}

/** The registry with what was known of successions on a day; ends that came later do not count there anyway. */
const successionsUntil = (registry: Registry, day: IsoDate): Registry => ({
  ...registry,
  successions: registry.successions.filter(({ effectiveOn }) => effectiveOn <= day),
});
