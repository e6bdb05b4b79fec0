import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';

/** People with a position at a body, for assigning. */
export async function personChoices(db: Pick<Database, 'execute'>, organisation: string | null, today: IsoDate) {
  if (organisation === null) return [];
  const rows = await db.execute<{ id: string; name: string; title: string }>(
    sql`select person.id, person.name, person_position.title from person_position join person on person.id = person_position.person_id
      where person_position.organisation_key = ${organisation} and person_position.valid @> ${today}::date and person.erased_at is null
      order by person_position.is_head desc, person.name collate "vi-x-icu" limit 500`,
    'objects',
  );
  return rows.map(({ id, name, title }) => ({ value: id, label: `${name} (${title})` }));
}

/** A body and everything below it, for its own plan. */
export async function belowChoices(db: Pick<Database, 'execute'>, top: string | null, today: IsoDate) {
  const rows = await db.execute<{ key: string; name: string }>(
    sql`with recursive below as (
        select organisation_key as key, name, 0 as depth from organisation_version where organisation_key = ${top} and valid @> ${today}::date
        union all
        select version.organisation_key, version.name, depth + 1 from below join organisation_version version
          on version.parent_key = below.key and version.valid @> ${today}::date where depth < 8)
      select key, name from below order by depth, name limit 500`,
    'objects',
  );
  return rows.map(({ key, name }) => ({ value: key, label: name }));
}

/** Bodies that exist, for giving work or asking for help. */
export async function bodyChoices(db: Pick<Database, 'execute'>, today: IsoDate) {
  const rows = await db.execute<{ key: string; name: string }>(
    sql`select organisation_key as key, name from organisation_version where valid @> ${today}::date
      order by level = 'commune', name collate "vi-x-icu" limit 1000`,
    'objects',
  );
  return rows.map(({ key, name }) => ({ value: key, label: name }));
}
