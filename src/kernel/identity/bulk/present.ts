import { sql, type SQL } from 'drizzle-orm';
import { addDays, type IsoDate } from '../../calendar/dates.ts';
import type { Database } from '../../database/connection.ts';
import { fold } from '../../search/fold.ts';
import { emailKey } from '../model.ts';
import { placesOf } from '../people/administer.ts';
import { canSignIn } from '../rows.ts';
import type { KnownBody, KnownPerson, Present } from './model.ts';
import type { PersonFileRow } from './sheet.ts';

type Reader = Pick<Database, 'execute'>;

/** What is known of the people and bodies that a file names: a few queries, however many rows. Whoever calls sees all rows. */
export async function presentFor(
  db: Reader,
  rows: readonly Partial<PersonFileRow>[],
  { today, now }: { today: IsoDate; now: Date },
): Promise<Present> {
  const said = <Value>(value: (row: Partial<PersonFileRow>) => Value | null | undefined): Value[] => [
    ...new Set(rows.map(value).filter((each) => each !== null && each !== undefined)),
  ];
  const mails = said(({ email }) => (email ? emailKey(email) : null));
  const bodies = await bodiesCalled(
    db,
    said(({ body }) => body),
  );
  const people = await peopleKnown(db, mails, said(({ staffNumber }) => staffNumber), { today, now }); // prettier-ignore
  const keys = [...new Set(bodies.map(({ key }) => key))];
  const accounts = await db.execute<{ email: string; personId: string | null }>(
    sql`select email, person_id as "personId" from "user" where email = any(${sql.param(mails)}::text[])`,
    'objects',
  );
  const heads = await db.execute<Present['heads'][number] & Record<string, unknown>>(
    sql`select organisation_key as "organisationKey", person_id as "personId", lower(valid)::text as "from", (upper(valid) - 1)::text as until
      from person_position where is_head and organisation_key = any(${sql.param(keys)}::text[])`,
    'objects',
  );
  return {
    ...byName(bodies),
    people,
    heads,
    accounts: new Map(accounts.map(({ email, personId }) => [email, personId])),
  };
}

/** For many rows: who is called so, and until when each is there. */
function byName(all: readonly KnownBody[]): Pick<Present, 'bodies' | 'lastDays'> {
  const bodies = new Map<string, KnownBody[]>();
  const lastDays = new Map<string, IsoDate | null>();
  for (const body of all) {
    for (const name of new Set(body.called)) bodies.set(name, [...(bodies.get(name) ?? []), body]);
    const before = lastDays.get(body.key);
    const last = body.to === null ? null : addDays(body.to, -1);
    if (before !== null && (before === undefined || last === null || last > before)) lastDays.set(body.key, last);
  }
  return { bodies, lastDays };
}

/** Every version of the bodies that are called so in one of them: by key, code, or name; without accents where nothing else is found. */
async function bodiesCalled(db: Reader, texts: readonly string[]): Promise<KnownBody[]> {
  const words = sql`${sql.param(texts)}::text[]`;
  const exactly = await versionsOf(
    db,
    sql`select key from organisation where key = any(${words})
      union select organisation_key from organisation_version where code = any(${words})
      union select organisation_key from organisation_version where name collate "vi-x-icu" = any(${words})`,
  );
  const found = new Set(exactly.flatMap(({ called }) => called));
  const rest = texts.filter((text) => !found.has(text) && !found.has(fold(text)));
  if (rest.length === 0) return exactly;
  const loosely = sql`select organisation_key from unnest(${sql.param(rest.map(fold))}::text[]) as word join organisation_version on search_key(name) = word`; // prettier-ignore
  return [...exactly, ...(await versionsOf(db, loosely))];
}

async function versionsOf(db: Reader, meant: SQL): Promise<KnownBody[]> {
  const rows = await db.execute<Omit<KnownBody, 'called'> & { code: string | null; folded: string }>(
    sql`with meant (key) as (${meant})
      select organisation_key as key, name, code, search_key(name) as folded, lower(valid)::text as "from", upper(valid)::text as "to"
      from organisation_version where organisation_key in (select key from meant)`,
    'objects',
  );
  return rows.map(({ code, folded, ...row }) => ({ ...row, called: [row.key, folded, ...(code ? [code] : [])] }));
}

type PersonRow = Omit<KnownPerson, 'place'> & Record<string, unknown>;

async function peopleKnown(
  db: Reader,
  mails: readonly string[],
  numbers: readonly string[],
  { today, now }: { today: IsoDate; now: Date },
): Promise<KnownPerson[]> {
  const lasts = sql`(upper_inf(valid) or upper(valid) > ${today}::date)`;
  const days = sql`'from', lower(valid), 'until', upper(valid) - 1`;
  const rows = await db.execute<PersonRow>(
    sql`select person.id, person.name, person.email, phone, staff_number as "staffNumber", revision,
        (select json_build_object('id', "user".id, 'email', "user".email, 'disabled', disabled_at is not null, 'canSignIn', ${canSignIn},
            'invited', exists (select from sign_in_link where user_id = "user".id and purpose = 'invitation' and used_at is null
              and withdrawn_at is null and expires_at > ${now}))
          from "user" where person_id = person.id) as account,
        coalesce((select json_agg(json_build_object('organisationKey', organisation_key, 'title', title, 'isHead', is_head, ${days}))
          from person_position where person_id = person.id and ${lasts}), '[]') as positions,
        coalesce((select json_agg(json_build_object('organisationKey', organisation_key, 'role', role, ${days}))
          from role_grant join "user" on "user".id = account_id where person_id = person.id and revoked_at is null and ${lasts}), '[]') as grants
      from person where email = any(${sql.param(mails)}::text[]) or staff_number = any(${sql.param(numbers)}::text[])`,
    'objects',
  );
  const places = await placesOf(db, rows.map(({ id }) => id), today); // prettier-ignore
  return rows.map((row) => ({ ...row, place: places.get(row.id)! }));
}
