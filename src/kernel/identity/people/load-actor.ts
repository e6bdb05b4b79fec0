import { sql, type SQL } from 'drizzle-orm';
import { HOT } from '../../database/hot.ts';
import { addDays, type IsoDate } from '../../calendar/dates.ts';
import type { Actor, HeldGrant } from '../../database/actor.ts';
import { seeingAll, type Database } from '../../database/connection.ts';
import { actorOf, type HeldDelegation, type HeldPosition, type SignedIn } from '../model.ts';

/** What `holdingsOf` says of an account on a day. */
export interface Holdings {
  positions: HeldPosition[] | null;
  delegations: { title: string; organisation: string; organisationName: string; end: IsoDate }[] | null;
  grants: RawGrant[] | null;
  /** Bodies covered, by the body that a role was given for. */
  covered: Record<string, string[]> | null;
}

type RawGrant = Pick<HeldGrant, 'role' | 'organisation' | 'via' | 'onBehalfOf'> & {
  /** The first day on which it does not hold. */
  end: IsoDate | null;
};

/**
 * The account as whoever acts today: positions, who is stood in for, and every role with the bodies it covers. One query.
 *
 * A head's position brings the role `head` for its body. A stand-in has what the position brings: `head` where it heads the body,
 * and the roles that its holder was given for exactly that body; never administration or what holds for the whole province, and
 * nothing that the holder has by standing in himself. It ends with the stand-in's own last position; roles of a disabled account are
 * worth nothing to anybody. An end lies in the data, so what is over is simply absent.
 */
export async function loadActor(
  db: Database,
  account: SignedIn,
  requestId: string | null,
  today: IsoDate,
): Promise<Actor> {
  const me = sql`select id, person_id from "user" where id = ${account.id} and disabled_at is null`;
  // Who somebody is must be known before it is known what he may see.
  const [row] = await seeingAll(db).execute<Holdings & Record<string, unknown>>(
    sql`${HOT}with me as (${me}), ${holdingsOf(today)}`,
    'objects',
  );
  return actorWith(row, account, requestId);
}

/** The account as whoever acts, with what was read of it. @param row absent: the account holds nothing */
export function actorWith(row: Holdings | undefined, account: SignedIn, requestId: string | null): Actor {
  const covered = new Map(Object.entries(row?.covered ?? {}).map(([key, keys]) => [key, new Set(keys)]));
  const grants = (row?.grants ?? []).map(({ end, onBehalfOf, ...grant }): HeldGrant => ({
    ...grant,
    scope: grant.organisation === null ? null : (covered.get(grant.organisation) ?? new Set([grant.organisation])),
    until: lastDay(end),
    ...(onBehalfOf ? { onBehalfOf } : {}),
  }));
  const delegations = (row?.delegations ?? []).map(({ end, ...held }): HeldDelegation => ({
    ...held,
    until: addDays(end, -1),
  }));
  return actorOf(account, { positions: row?.positions ?? [], delegations, grants }, requestId);
}

const lastDay = (end: IsoDate | null): IsoDate | null => (end === null ? null : addDays(end, -1));

/** The rest of a query that begins `with me as (…)`, me being an account's id and person: its columns are `Holdings`, and `more`. */
export function holdingsOf(today: IsoDate, more: SQL = sql``): SQL {
  const day = sql`${today}::date`;
  const name = (key: string) => sql`coalesce((select version.name from organisation_version version
    where version.organisation_key = ${sql.raw(key)} and coalesce(lower(version.valid), '-infinity') <= ${day}
    order by lower(version.valid) desc nulls last limit 1), ${sql.raw(key)})`;
  return sql`held as (
      select post.* from me join person_position post on post.person_id = me.person_id and post.valid @> ${day}
    ),
    standing as (
      select post.*, least(upper(delegation.valid), upper(post.valid)) as until
      from me join delegation on delegation.to_person_id = me.person_id and delegation.withdrawn_at is null
          and delegation.valid @> ${day} and exists (select from held)
        join person_position post on post.id = delegation.position_id and post.valid @> ${day}
    ),
    given as (
      select role, organisation_key as organisation, upper(valid) as "end", 'grant' as via, null as "onBehalfOf"
      from me join role_grant on account_id = me.id and revoked_at is null and valid @> ${day}
      union all
      select 'head', organisation_key, upper(valid), 'head', null from held where is_head
      union all
      select 'head', organisation_key, until, 'delegation', title || ', ' || ${name('standing.organisation_key')}
      from standing where is_head
      union all
      select role_grant.role, role_grant.organisation_key, least(standing.until, upper(role_grant.valid)), 'delegation',
        title || ', ' || ${name('standing.organisation_key')}
      from standing join "user" holder on holder.person_id = standing.person_id and holder.disabled_at is null
        join role_grant on role_grant.account_id = holder.id and role_grant.revoked_at is null and role_grant.valid @> ${day}
          and role_grant.organisation_key = standing.organisation_key and role_grant.role <> 'administrator'
    )
    select
      (select json_agg(json_build_object('title', title, 'organisation', organisation_key,
          'organisationName', ${name('held.organisation_key')}) order by is_head desc, lower(valid), id) from held) as positions,
      (select json_agg(json_build_object('title', title, 'organisation', organisation_key,
          'organisationName', ${name('standing.organisation_key')}, 'end', until) order by until, id) from standing) as delegations,
      (select json_agg(given order by "end" desc nulls first) from given) as grants,
      (select json_object_agg(body, bodies_covered_by(body, ${day}))
        from (select distinct organisation as body from given where organisation is not null) bodies) as covered${more}`;
}
