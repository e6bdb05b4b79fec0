import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '../../calendar/dates.ts';
import type { Actor } from '../../database/actor.ts';
import type { Text } from '../../language.ts';
import { anyOf, everyWord, optionsOf } from '../../lists/conditions.ts';
import type { ListDefinition } from '../../lists/definition.ts';
import { IDENTITY_PERMISSIONS } from '../identity-permissions.ts';
import { ROLE_NAMES } from '../model.ts';
import { demandAnywhere, GRANTED_ROLES, reachOf } from '../permissions.ts';
import { canSignIn } from '../rows.ts';

/** How far a person's account has come. */
export const ACCOUNT_STATES = {
  open: { vi: 'Đăng nhập được', en: 'Can sign in' },
  waiting: { vi: 'Chờ đặt mật khẩu', en: 'Waits for a password' },
  disabled: { vi: 'Đã khóa', en: 'Disabled' },
  none: { vi: 'Chưa có tài khoản', en: 'No account' },
  erased: { vi: 'Đã xóa dữ liệu', en: 'Data erased' },
} satisfies Record<string, Text>;
export type AccountState = keyof typeof ACCOUNT_STATES;

export interface PersonRow {
  id: string;
  name: string;
  email: string | null;
  /** Held today: "Giám đốc, Sở Nội vụ". */
  positions: string[];
  /** Held today: "Cán bộ theo dõi (Sở Nội vụ)". */
  roles: { role: keyof typeof ROLE_NAMES; body: string | null; until: IsoDate | null }[];
  state: AccountState;
}

/** Somebody who may see people of some bodies; made by `peopleScope` alone. */
export interface PeopleScope {
  /** Bodies whose people he sees. */
  reach: 'all' | ReadonlySet<string>;
  today: IsoDate;
}

const granted = new WeakSet<PeopleScope>();

/** Opens the list of people to somebody who administers some, or heads them. @throws Refusal 401 or 403 */
export function peopleScope(actor: Actor, today: IsoDate): PeopleScope {
  demandAnywhere(actor, IDENTITY_PERMISSIONS.see);
  const scope: PeopleScope = { reach: reachOf(actor, IDENTITY_PERMISSIONS.see), today };
  granted.add(scope);
  return scope;
}

const lasts = (valid: string, { today }: PeopleScope): SQL => sql`${sql.raw(valid)} @> ${today}::date`;
const named = (
  key: string,
  scope: PeopleScope,
): SQL => sql`coalesce((select version.name from organisation_version version
  where version.organisation_key = ${sql.raw(key)} and ${lasts('version.valid', scope)}), ${sql.raw(key)})`;

/** Condition: the person belongs to one of the bodies, by a position or a role, now or before. */
const belongsTo = (keys: readonly string[]): SQL => sql`person.id = any(array(
  select post.person_id from person_position post where post.organisation_key = ${anyOf(keys)}
  union select holder.person_id from role_grant join "user" holder on holder.id = account_id
    where revoked_at is null and organisation_key = ${anyOf(keys)} and holder.person_id is not null))`;

const state = sql`case when person.erased_at is not null then 'erased' when account.id is null then 'none'
  when account.disabled_at is not null then 'disabled' when account.can_sign_in then 'open' else 'waiting' end`;

/** The officials, with positions, roles and accounts. */
export const PEOPLE_LIST: ListDefinition<PersonRow, PeopleScope> = {
  name: 'identity.people',
  title: { vi: 'Cán bộ', en: 'Officials' },
  columns: [
    { key: 'name', title: { vi: 'Họ và tên', en: 'Name' }, kind: 'text', value: ({ name }) => name, sort: 'name', width: 28 }, // prettier-ignore
    {
      key: 'positions',
      title: { vi: 'Chức vụ', en: 'Positions' },
      kind: 'text',
      value: ({ positions }) => positions.join('; '),
      width: 44,
    },
    {
      key: 'roles',
      title: { vi: 'Vai trò', en: 'Roles' },
      kind: 'text',
      value: ({ roles }, language) =>
        roles
          .map(({ role, body }) => `${ROLE_NAMES[role][language]} (${body ?? { vi: 'toàn tỉnh', en: 'whole province' }[language]})`)
          .join('; '), // prettier-ignore
      width: 44,
    },
    { key: 'email', title: { vi: 'Thư điện tử', en: 'E-mail' }, kind: 'text', value: ({ email }) => email, width: 30 },
    {
      key: 'state',
      title: { vi: 'Tài khoản', en: 'Account' },
      kind: 'text',
      value: (row, language) => ACCOUNT_STATES[row.state][language],
      width: 20,
    },
  ],
  filters: [
    {
      key: 'q',
      kind: 'search',
      label: { vi: 'Tìm theo tên, thư, số hiệu', en: 'Search by name, e-mail, number' },
      hint: { vi: 'Không cần gõ dấu', en: 'Accents are not needed' },
      where: (words) => everyWord(words, (pattern) => sql`person.search like ${pattern}`),
    },
    {
      key: 'body',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Cơ quan', en: 'Body' },
      options: async (db, scope) => {
        const rows = await db.execute<{ key: string; name: string }>(
          sql`select distinct key, ${named('key', scope)} as name from (
              select organisation_key as key from person_position union select organisation_key from role_grant where organisation_key is not null
            ) used where ${scope.reach === 'all' ? sql`true` : sql`key = ${anyOf([...scope.reach])}`}
            order by name limit 500`,
          'objects',
        );
        return rows.map(({ key, name }) => ({ value: key, label: { vi: name, en: name } }));
      },
      where: (keys) => belongsTo(keys),
    },
    {
      key: 'role',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Vai trò', en: 'Role' },
      options: optionsOf(
        Object.fromEntries(['head', ...GRANTED_ROLES].map((role) => [role, ROLE_NAMES[role as 'head']])),
      ),
      where: (roles, _all, scope) => sql`(
        exists (select from role_grant where account_id = account.id and revoked_at is null and role = ${anyOf(roles)} and ${lasts('valid', scope)})
        or ('head' = ${anyOf(roles)}
          and exists (select from person_position post where post.person_id = person.id and is_head and ${lasts('post.valid', scope)})))`,
    },
    {
      key: 'state',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Tài khoản', en: 'Account' },
      options: optionsOf(ACCOUNT_STATES),
      where: (states) => sql`${state} = ${anyOf(states)}`,
    },
  ],
  sorts: [
    { key: 'name', label: { vi: 'Họ và tên', en: 'Name' }, expression: sql`person.name collate "vi-x-icu"`, type: 'text' }, // prettier-ignore
  ],
  source: (scope) => {
    // Whoever reads this list has come through peopleScope: forgetting to ask is an error, not a leak.
    if (!granted.has(scope)) throw new Error('people are listed with a scope from peopleScope only');
    return {
      select: sql`person.id, person.name, person.email, ${state} as state,
        array(select post.title || ', ' || ${named('post.organisation_key', scope)} from person_position post
          where post.person_id = person.id and ${lasts('post.valid', scope)} order by is_head desc, lower(post.valid)) as positions,
        coalesce((select json_agg(json_build_object('role', role, 'until', (upper(valid) - 1)::text,
            'body', case when organisation_key is not null then ${named('given.organisation_key', scope)} end) order by role)
          from role_grant given where account_id = account.id and revoked_at is null and ${lasts('valid', scope)}), '[]') as roles`,
      from: sql`person left join (select id, person_id, disabled_at, ${canSignIn} as can_sign_in from "user") account
        on account.person_id = person.id`,
      where: scope.reach === 'all' ? sql`true` : belongsTo([...scope.reach]),
      key: sql`person.id`,
      keyType: 'uuid',
    };
  },
};
