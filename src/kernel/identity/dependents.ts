import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import type { Dependents, OpenWork } from '../organisations/dependents.ts';
import { ROLE_NAMES } from './model.ts';
import { carryKey } from './carry-key.ts';
import { carryGrant, carryPosition } from './people/carry-over.ts';
import type { GrantedRole } from './permissions.ts';

/** Positions are held at a body; when it ends they go on at the one that takes over. */
export const POSITION_DEPENDENTS: Dependents = {
  name: 'position',
  title: { vi: 'Chức vụ', en: 'Positions' },
  async openWorkOf(db, keys, on) {
    const rows = await db.execute<Found & { title: string }>(
      sql`select post.id::text as id, person.id as "personId", person.name, post.title, post.organisation_key as key
        from person_position post join person on person.id = post.person_id
        where post.organisation_key = any(${sql.param(keys)}::text[]) and ${lastsAfter(sql`post.valid`, on)}
        order by person.name collate "vi-x-icu", post.id limit 10000`,
      'objects',
    );
    return rows.map(({ title, ...row }) => openWork(row, title));
  },
  historyOf: (db, keys) => count(db, formerPosts(keys)),
  async finishedOf(db, keys, limit) {
    const rows = await db.execute<{ id: string; name: string; title: string }>(
      sql`select person.id, person.name, post.title from ${formerPosts(keys)} order by upper(post.valid) desc, post.id limit ${limit}`,
      'objects',
    );
    return rows.map(({ id, name, title }) => ({ label: `${name}, ${title}`, path: `/van-phong/can-bo/${id}` }));
  },
  async builtOn(db, keys) {
    const rows = await db.execute<{ name: string; title: string }>(
      sql`select person.name, post.title from person_position post join person on person.id = post.person_id
        where post.organisation_key = any(${sql.param(keys)}::text[])
          and not exists (select from handover where subject_type = 'position' and automatic
            and subject_id in (post.id::text, post.continues::text))
        order by person.name limit 20`,
      'objects',
    );
    return rows.map(({ name, title }) => `Chức vụ: ${title} (${name})`);
  },
  take: carryPosition,
};

/** Roles that were given for a body hold for the one that takes over. */
export const GRANT_DEPENDENTS: Dependents = {
  name: 'role-grant',
  title: { vi: 'Vai trò', en: 'Roles' },
  async openWorkOf(db, keys, on) {
    const rows = await db.execute<Found & { role: GrantedRole }>(
      sql`select role_grant.id::text as id, "user".person_id as "personId", "user".name, role_grant.role, organisation_key as key
        from role_grant join "user" on "user".id = account_id
        where organisation_key = any(${sql.param(keys)}::text[]) and revoked_at is null and ${lastsAfter(sql`valid`, on)}
        order by "user".name collate "vi-x-icu", role_grant.id limit 10000`,
      'objects',
    );
    return rows.map(({ role, ...row }) => openWork(row, ROLE_NAMES[role].vi));
  },
  historyOf: (db, keys) => count(db, formerGrants(keys)),
  async finishedOf(db, keys, limit) {
    const rows = await db.execute<{ personId: string | null; name: string; role: GrantedRole }>(
      sql`select "user".person_id as "personId", "user".name, role from ${formerGrants(keys)} order by role_grant.id desc limit ${limit}`,
      'objects',
    );
    return rows.map(({ personId, name, role }) => ({ label: `${name}, ${ROLE_NAMES[role].vi}`, path: personId && `/van-phong/can-bo/${personId}` })); // prettier-ignore
  },
  async builtOn(db, keys) {
    const rows = await db.execute<{ name: string; role: GrantedRole }>(
      sql`select "user".name, role from role_grant join "user" on "user".id = account_id
        where organisation_key = any(${sql.param(keys)}::text[])
          and not exists (select from handover where subject_type = 'role-grant' and automatic and subject_id = role_grant.id::text)
        order by "user".name limit 20`,
      'objects',
    );
    return rows.map(({ name, role }) => `Vai trò: ${ROLE_NAMES[role].vi} (${name})`);
  },
  take: carryGrant,
  // Until the day its work is still done there.
  waits: true,
};

/** Programs' keys that act for a body act for the one that takes its work over. One key may stand for several bodies. */
export const KEY_DEPENDENTS: Dependents = {
  name: 'api-key',
  title: { vi: 'Khóa API theo cơ quan', en: 'API keys for a body' },
  async openWorkOf(db, keys, on) {
    const rows = await db.execute<{ id: string; name: string; key: string }>(
      sql`select distinct api_key.id::text as id, api_key.name, split_part(scope, '@', 2) as key from api_key, unnest(scopes) scope
        where revoked_at is null and expires_at > (${on}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
          and split_part(scope, '@', 2) = any(${sql.param(keys)}::text[]) order by api_key.name, id limit 10000`,
      'objects',
    );
    return rows.map(({ id, name, key }) => ({
      ...openWork({ id: `${id}:${key}`, personId: null, name, key }, 'Chương trình làm thay cơ quan'),
      path: '/van-phong/khoa-api',
    }));
  },
  historyOf: (db, keys) => count(db, formerKeys(keys)),
  async finishedOf(db, keys, limit) {
    const rows = await db.execute<{ name: string }>(
      sql`select name from ${formerKeys(keys)} order by expires_at desc, name limit ${limit}`,
      'objects',
    );
    return rows.map(({ name }) => ({ label: name, path: '/van-phong/khoa-api' }));
  },
  async builtOn(db, keys) {
    const rows = await db.execute<{ name: string }>(
      sql`select name from api_key where exists (select from unnest(scopes) scope where split_part(scope, '@', 2) = any(${sql.param(keys)}::text[]))
          and not exists (select from handover where subject_type = 'api-key' and automatic and subject_id like api_key.id::text || ':%')
        order by name limit 20`,
      'objects',
    );
    return rows.map(({ name }) => `Khóa API: ${name}`);
  },
  take: carryKey,
  waits: true,
};

const formerPosts = (keys: readonly string[]) => sql`person_position post join person on person.id = post.person_id
  where post.organisation_key = any(${sql.param(keys)}::text[]) and upper(post.valid) <= current_date`;
const formerGrants = (keys: readonly string[]) => sql`role_grant join "user" on "user".id = account_id
  where organisation_key = any(${sql.param(keys)}::text[]) and (revoked_at is not null or upper(valid) <= current_date)`;
const formerKeys = (
  keys: readonly string[],
) => sql`api_key where (revoked_at is not null or expires_at <= now()) and exists (select from unnest(scopes) scope
  where split_part(scope, '@', 2) = any(${sql.param(keys)}::text[]))`;

type Found = { id: string; personId: string | null; name: string; key: string };

function openWork({ id, personId, name, key }: Found, detail: string): OpenWork {
  return {
    subjectId: id,
    label: name,
    detail,
    path: personId === null ? null : `/van-phong/can-bo/${personId}`,
    organisationKey: key,
    heldBy: key,
    function: null,
    sharedWith: [],
  };
}

/** Condition: the stretch of days goes on after this one. */
const lastsAfter = (valid: SQL, day: string): SQL => sql`(upper_inf(${valid}) or upper(${valid}) > ${day}::date + 1)`;

async function count(db: Pick<Database, 'execute'>, of: SQL): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`select count(*)::int as count from ${of}`, 'objects');
  return row!.count;
}
