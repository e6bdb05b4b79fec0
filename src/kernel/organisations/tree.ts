import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '../calendar/dates.ts';
import type { Database } from '../database/connection.ts';
import type { Level, OrganisationFunction, OrganisationKind, Succession } from './model.ts';

type Reader = Pick<Database, 'execute'>;

/** A body with those below it, as far as they were read. */
export interface Branch {
  key: string;
  name: string;
  level: Level;
  kind: OrganisationKind;
  /** How many stand directly below it on the day. */
  below: number;
  /** Those of them that were read, the province's first, in Vietnamese order; fewer than `below` for a closed or a long branch. */
  units: Branch[];
}

export interface Tree {
  branches: Branch[];
  /** Bodies that exist on the day; null: more than are read at once. */
  count: number | null;
}

interface Node extends Omit<Branch, 'units' | 'below'> {
  parentKey: string | null;
}

/** Up to so many bodies are read and shown at once. */
const ALL_AT_ONCE = 300;
/** Longest branch, and most branches that a reader opens. */
const LONGEST = 100;
const MOST_OPEN = 50;

const COLUMNS = sql`organisation_key as key, name, level, kind, parent_key as "parentKey"`;
const ORDER = sql`case level when 'province' then 1 when 'district' then 2 when 'commune' then 3 else 4 end, name collate "vi-x-icu", organisation_key`; // prettier-ignore

/**
 * The structure on a day. A small province is read whole; of a large one the first two levels and the branches that were opened,
 * so that the time does not grow with the registry.
 * @param opened keys of bodies whose units are to be shown
 */
export async function treeAt(db: Reader, day: IsoDate, opened: readonly string[] = []): Promise<Tree> {
  const first = await db.execute<Node & Record<string, unknown>>(
    sql`select ${COLUMNS} from organisation_version where valid @> ${day}::date limit ${ALL_AT_ONCE + 1}`,
    'objects',
  );
  if (first.length <= ALL_AT_ONCE) {
    const order = new Intl.Collator('vi');
    const sorted = first.sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || order.compare(a.name, b.name)); // prettier-ignore
    const counts = new Map([...Map.groupBy(sorted, ({ parentKey }) => parentKey)].map(([key, list]) => [key, list.length])); // prettier-ignore
    return { branches: grown(sorted, counts), count: first.length };
  }
  const top = await db.execute<Node & Record<string, unknown>>(
    sql`select ${COLUMNS} from organisation_version where parent_key is null and valid @> ${day}::date order by ${ORDER} limit ${LONGEST}`,
    'objects',
  );
  const parents = [...new Set([...top.map(({ key }) => key), ...opened.slice(0, MOST_OPEN)])];
  const below = await db.execute<Node & Record<string, unknown>>(
    sql`select unit.* from unnest(${sql.param(parents)}::text[]) as above (above_key) join lateral (
        select ${COLUMNS} from organisation_version where parent_key = above_key and valid @> ${day}::date
        order by ${ORDER} limit ${LONGEST}) unit on true`,
    'objects',
  );
  const counts = await countsBelow(db, [...top, ...below].map(({ key }) => key), day); // prettier-ignore
  // A branch that was opened inside one that is cut shows nowhere.
  return { branches: grown([...top, ...below], counts, false), count: null };
}

const LEVELS: readonly Level[] = ['province', 'district', 'commune', 'central'];

async function countsBelow(db: Reader, keys: readonly string[], day: IsoDate): Promise<Map<string | null, number>> {
  const rows = await db.execute<{ key: string; count: number }>(
    sql`select parent_key as key, count(*)::int as count from organisation_version
      where parent_key = any(${sql.param(keys)}::text[]) and valid @> ${day}::date group by parent_key`,
    'objects',
  );
  return new Map(rows.map(({ key, count }) => [key, count]));
}

/**
 * Puts bodies, in their order, below one another. One whose parent is not there that day stands at the top, and so do those in
 * a circle: nobody gets lost.
 */
function grown(nodes: readonly Node[], counts: ReadonlyMap<string | null, number>, strays = true): Branch[] {
  const present = new Set(nodes.map(({ key }) => key));
  const units = Map.groupBy(nodes, ({ parentKey }) =>
    parentKey === null || (strays && !present.has(parentKey)) ? '' : parentKey,
  );
  const placed = new Set<string>();
  const branches = (list: readonly Node[]): Branch[] =>
    list.flatMap(({ key, name, level, kind }) => {
      if (placed.has(key)) return [];
      placed.add(key);
      return [{ key, name, level, kind, below: counts.get(key) ?? 0, units: branches(units.get(key) ?? []) }];
    });
  const top = branches(units.get('') ?? []);
  return strays ? [...top, ...branches(nodes)] : top;
}

/** A succession with the names that the bodies had around that day. */
export interface NamedSuccession extends Succession {
  from: string;
  to: string;
}

/** Days on which work changed hands, oldest first, with how often. */
export async function successionDays(db: Reader): Promise<{ day: IsoDate; count: number }[]> {
  return db.execute<{ day: IsoDate; count: number }>(
    sql`select effective_on as day, count(*)::int as count from organisation_succession group by effective_on order by effective_on`,
    'objects',
  );
}

/** What became of whom on some days, oldest first. */
export async function successionsOn(db: Reader, days: readonly IsoDate[], limit = 500): Promise<NamedSuccession[]> {
  const nameOn = (key: SQL, day: SQL) =>
    sql`coalesce((select name from organisation_version version where version.organisation_key = ${key} and version.valid @> ${day}), ${key})`;
  return db.execute<NamedSuccession & Record<string, unknown>>(
    sql`select predecessor_key as "predecessorKey", successor_key as "successorKey", function, effective_on as "effectiveOn", source, inferred,
        ${nameOn(sql`predecessor_key`, sql`effective_on - 1`)} as from, ${nameOn(sql`successor_key`, sql`effective_on`)} as to
      from organisation_succession where effective_on = any(${sql.param(days)}::date[]) order by effective_on, id limit ${limit}`,
    'objects',
  );
}

/** Names of some bodies on a day; of one that is not there then, the nearest. */
export async function namesOn(db: Reader, keys: readonly string[], day: IsoDate): Promise<Map<string, string>> {
  const rows = await db.execute<{ key: string; name: string }>(
    sql`select distinct on (organisation_key) organisation_key as key, name from organisation_version
      where organisation_key = any(${sql.param(keys)}::text[])
      order by organisation_key, (valid @> ${day}::date) desc, (upper(valid) <= ${day}::date) desc nulls last, upper(valid) desc nulls first`,
    'objects',
  );
  return new Map(rows.map(({ key, name }) => [key, name]));
}

/** Bodies that exist on a day, for choosing one of them; the province's first. */
export async function bodiesOn(db: Reader, day: IsoDate, limit = 5_000): Promise<{ key: string; name: string }[]> {
  return db.execute<{ key: string; name: string }>(
    sql`select organisation_key as key, name from organisation_version where valid @> ${day}::date order by ${ORDER} limit ${limit}`,
    'objects',
  );
}

/** Names that work can be assigned to on a day, for a field that suggests them: bodies, then collectives; each once. */
export async function assigneeNames(db: Reader, day: IsoDate): Promise<string[]> {
  const [bodies, collectives] = await Promise.all([
    bodiesOn(db, day),
    db.execute<{ name: string }>(
      sql`select name from collective order by name collate "vi-x-icu" limit 500`,
      'objects',
    ),
  ]);
  return [...new Set([...bodies, ...collectives].map(({ name }) => name))];
}

/** Keys that begin so, of all bodies there ever were: which are taken when a new one is named. */
export async function keysLike(db: Reader, start: string): Promise<ReadonlySet<string>> {
  const rows = await db.execute<{ key: string }>(
    sql`select key from organisation where starts_with(key, ${start}) limit 10000`,
    'objects',
  );
  return new Set(rows.map(({ key }) => key));
}

/** The vocabulary of functions. */
export async function functionsIn(db: Reader): Promise<OrganisationFunction[]> {
  return db.execute<OrganisationFunction & Record<string, unknown>>(
    sql`select key, name from organisation_function order by key`,
    'objects',
  );
}
