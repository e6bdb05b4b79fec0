import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '../calendar/dates.ts';
import type { Transaction } from '../database/transaction.ts';
import type { Audience } from './reminder-plan.ts';

/** Accounts per body, one query for all bodies; `wanted (key)` and `day` are at hand. */
const FINDERS: Readonly<Record<Audience, SQL>> = {
  // Officers of exactly this body; where none was named, whoever holds a position there but its head.
  responsible: sql`
    officers as (
      select wanted.key, given.account_id as account from wanted join role_grant given on given.organisation_key = wanted.key
        and given.role = 'officer' and given.revoked_at is null and given.valid @> (select day from today)
    ),
    found as (
      select key, account from officers
      union
      select wanted.key, owner.id from wanted join person_position post on post.organisation_key = wanted.key and not post.is_head
          and post.valid @> (select day from today)
        join "user" owner on owner.person_id = post.person_id
      where not exists (select from officers where officers.key = wanted.key)
    )`,
  // Plan owners of this body, or those of the whole province.
  confirmer: sql`
    owners as (
      select wanted.key, given.account_id as account from wanted join role_grant given on given.organisation_key = wanted.key
        and given.role = 'plan-owner' and given.revoked_at is null and given.valid @> (select day from today)
    ),
    found as (
      select key, account from owners
      union
      select wanted.key, given.account_id from wanted cross join role_grant given
      where given.organisation_key is null and given.role = 'plan-owner' and given.revoked_at is null
        and given.valid @> (select day from today) and not exists (select from owners where owners.key = wanted.key)
    )`,
  head: sql`heads as (select key, key as body from wanted), found as (${headsOf()})`,
  // The head of the highest body of the province above this one.
  chairman: sql`
    above as (
      select key, key as body, 0 as height from wanted
      union
      select above.key, version.parent_key, height + 1 from above
        join organisation_version version on version.organisation_key = above.body and version.valid @> (select day from today)
        join organisation_version parent on parent.organisation_key = version.parent_key and parent.valid @> (select day from today)
          and parent.level = 'province'
      where height < 10
    ),
    heads as (select distinct on (key) key, body from above order by key, height desc),
    found as (${headsOf()})`,
};

/** Heads of the bodies in `heads (key, body)`, and who stands in for them. */
function headsOf(): SQL {
  return sql`
    select heads.key, owner.id as account from heads
      join person_position post on post.organisation_key = heads.body and post.is_head and post.valid @> (select day from today)
      left join delegation on delegation.position_id = post.id and delegation.withdrawn_at is null
        and delegation.valid @> (select day from today)
      join "user" owner on owner.person_id in (post.person_id, delegation.to_person_id)`;
}

/**
 * Accounts of the officials to be told, by body: for `ReminderSource.recipientsOf` of a module whose work belongs to bodies.
 * `responsible`: the body's officers, or else those who hold a position there; `confirmer`: its plan owners, or else the
 * province's; `head`: who heads it and who stands in for him; `chairman`: who heads the highest body of the province above it.
 */
export async function officialsOf(
  tx: Pick<Transaction, 'execute'>,
  audience: Audience,
  organisationKeys: readonly string[],
  today: IsoDate,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.execute<{ key: string; accounts: string[] }>(
    sql`with recursive today as (select ${today}::date as day),
      wanted as (select distinct key from unnest(${sql.param([...organisationKeys])}::text[]) as given (key)),
      ${FINDERS[audience]}
      select found.key, array_agg(distinct found.account order by found.account) as accounts
      from found join "user" owner on owner.id = found.account and owner.disabled_at is null
      group by found.key`,
    'objects',
  );
  return new Map(rows.map(({ key, accounts }) => [key, accounts]));
}
