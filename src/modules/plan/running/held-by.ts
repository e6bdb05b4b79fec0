import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { HOT } from '#kernel/database/hot.ts';
import { keeping } from '#kernel/database/kept.ts';
import { anyOf } from '#kernel/lists/index.ts';
import { holderOn } from './queries.ts';

/** Sets of bodies on a day, and the bodies all of whose work those hold; null: a decision gave some of it away. */
export type Held = ReadonlyMap<string, readonly string[] | null>;

const nameOf = (organisations: readonly string[], day: IsoDate) => `${day} ${organisations.join(' ')}`;

/** Bodies that work came from to these, by succession; `given` are the keys as a parameter. */
const cameFrom = (organisations: readonly string[], given: SQL, day: IsoDate) =>
  sql`array(select held.key from unnest(bodies_held_by(${given}, ${day}::date)) held (key)
      left join organisation_holder holder on holder.organisation_key = held.key and holder.valid @> ${day}::date
    where coalesce(holder.holder_key, held.key) = ${anyOf(organisations)})`;
const keysOf = (organisations: readonly string[]) => sql`${sql.param(organisations)}::text[]`;

/** Seconds for which a hand-over that another process carried out may go unseen by lists. */
const KEPT_SECONDS = 5;

interface Asked {
  organisations: readonly string[];
  day: IsoDate;
}

const bodiesBehind = keeping<Asked, readonly string[] | null>(
  { milliseconds: KEPT_SECONDS * 1_000, keyOf: ({ organisations, day }) => nameOf(organisations, day) },
  async (db, { organisations, day }) => {
    const given = keysOf(organisations);
    const rows = await db.execute<{ bodies: string[]; decided: boolean }>(
      sql`${HOT}select ${cameFrom(organisations, given, day)} as bodies, exists (select from body_handover_decided
          where effective_on <= ${day}::date and organisation_key = any(bodies_held_by(${given}, ${day}::date))) as decided`,
      'objects',
    );
    return rows[0]!.decided ? null : rows[0]!.bodies;
  },
);

/** Asks for each set of bodies whose work they hold on a day, so that `heldBy` can name the bodies; empty sets are left out. */
export async function whatTheyHold(
  db: Pick<Database, 'execute'>,
  sets: readonly (readonly string[])[],
  day: IsoDate,
): Promise<Held> {
  const held = new Map<string, readonly string[] | null>();
  for (const organisations of sets) {
    if (organisations.length === 0) continue;
    held.set(nameOf(organisations, day), await bodiesBehind(db, { organisations, day }));
  }
  return held;
}

/**
 * Work under `obligation` that these bodies hold on a day: their own and what came to them. Where it is known that all of it came
 * by succession, the bodies are named, and an index gives their work in order; else it is found row by row where a person's
 * decision gave work of a body away.
 */
export function heldBy(organisations: readonly string[], day: IsoDate, held?: Held): SQL {
  const bodies = held?.get(nameOf(organisations, day));
  if (bodies) return sql`obligation.organisation_key = ${anyOf(bodies)}`;
  const given = keysOf(organisations);
  return sql`obligation.organisation_key = any((select bodies_held_by(${given}, ${day}::date))::text[])
    and case when obligation.organisation_key = any(array(select organisation_key from body_handover_decided where effective_on <= ${day}::date))
      then ${holderOn(day)} = ${anyOf(organisations)}
      else obligation.organisation_key = any(${cameFrom(organisations, given, day)}) end`;
}
