import { sql } from 'drizzle-orm';
import { history, type HistoryEntry } from '../../audit/queries.ts';
import type { IsoDate } from '../../calendar/dates.ts';
import type { Actor } from '../../database/actor.ts';
import { seeingAll, type Database } from '../../database/connection.ts';
import { isId } from '../../database/uuid.ts';
import { everyWord } from '../../lists/conditions.ts';
import { IDENTITY_PERMISSIONS } from '../identity-permissions.ts';
import { demandAnywhere, denied, may, type GrantedRole } from '../permissions.ts';
import { canSignIn } from '../rows.ts';
import { mayGive, standsAbove, type Place } from './administer.ts';
import { notFound } from './input.ts';
import type { AccountState } from './list.ts';

/** When something holds, seen from today. */
export type When = 'held' | 'to-come' | 'over';

export interface PositionShown {
  id: string;
  title: string;
  organisationKey: string;
  organisationName: string;
  isHead: boolean;
  from: IsoDate;
  until: IsoDate | null;
  source: string | null;
  endSource: string | null;
  when: When;
  /** May the one who looks end it, or have somebody stand in? */
  mayEnd: boolean;
  mayDelegate: boolean;
}

export interface GrantShown {
  id: string;
  role: GrantedRole;
  organisationKey: string | null;
  organisationName: string | null;
  from: IsoDate;
  until: IsoDate | null;
  reason: string;
  grantedBy: string | null;
  revokedAt: string | null;
  revocationReason: string | null;
  when: When;
  mayChange: boolean;
}

export interface DelegationShown {
  id: string;
  /** `given`: another stands in for this person; `taken`: this person stands in for another. */
  direction: 'given' | 'taken';
  positionId: string;
  title: string;
  organisationKey: string;
  organisationName: string;
  otherId: string;
  otherName: string;
  from: IsoDate;
  until: IsoDate;
  reason: string;
  source: string | null;
  withdrawn: string | null;
  when: When;
  mayWithdraw: boolean;
}

export interface SessionShown {
  id: string;
  startedAt: string;
  address: string | null;
  userAgent: string | null;
}

export interface PersonPage {
  person: { id: string; name: string; email: string | null; phone: string | null; staffNumber: string | null; revision: number; erased: boolean }; // prettier-ignore
  account: { id: string; email: string; state: AccountState; createdAt: string; secondFactor: boolean } | null;
  positions: PositionShown[];
  grants: GrantShown[];
  delegations: DelegationShown[];
  /** Empty unless the one who looks stands above. */
  sessions: SessionShown[];
  /** False: the person is with bodies now that the one who looks does not see; what happens there is not for him. */
  whole: boolean;
  /** May the one who looks act on the person and the account as a whole? */
  mayRevise: boolean;
}

/**
 * Everything about one person, and what the one who looks may do with each part. One query. Somebody who heads or administers
 * only some bodies sees people who belong to one of them; acts that he may not do are marked by the very rule that would refuse them.
 * @throws Refusal 404; 401, or 403 for a person of other bodies
 */
export async function personPage(db: Database, actor: Actor, personId: string, today: IsoDate): Promise<PersonPage> {
  demandAnywhere(actor, IDENTITY_PERMISSIONS.see);
  if (!isId(personId)) throw notFound('cán bộ');
  type Found = Pick<PersonPage, 'person' | 'account' | 'positions' | 'grants' | 'delegations' | 'sessions'>;
  // Whom he may look at is decided here, on all that the person holds.
  const [row] = await seeingAll(db).execute<Found & Record<string, unknown>>(everythingOf(personId, today), 'objects');
  if (!row) throw notFound('cán bộ');
  const { person, account, sessions } = row;
  const may_ = (
    permission: (typeof IDENTITY_PERMISSIONS)['people' | 'delegate' | 'see'],
    organisation: string | null,
  ) => may(actor, permission, { organisation }).allowed;
  const place = placeIn(row);
  const province = may_(IDENTITY_PERMISSIONS.see, null);
  const own = [...row.positions, ...row.grants].some(({ organisationKey }) =>
    may_(IDENTITY_PERMISSIONS.see, organisationKey),
  );
  if (!province && !own) throw denied('out-of-scope', IDENTITY_PERMISSIONS.see.label);
  const whole = province || place.bodies.every((key) => may_(IDENTITY_PERMISSIONS.see, key));
  const mayRevise = !person.erased && standsAbove(actor, place);
  const page: PersonPage = {
    person,
    account,
    positions: row.positions.map((each) => ({
      ...each,
      mayEnd: each.when !== 'over' && may_(IDENTITY_PERMISSIONS.people, each.organisationKey),
      mayDelegate: each.when !== 'over' && may_(IDENTITY_PERMISSIONS.delegate, each.organisationKey),
    })),
    grants: row.grants.map((each) => ({
      ...each,
      mayChange: each.when !== 'over' && mayGive(actor, each.role, each.organisationKey),
    })),
    delegations: row.delegations.map((each) => ({
      ...each,
      // Why somebody is away is for those who see the body where it was said.
      reason: may_(IDENTITY_PERMISSIONS.see, each.organisationKey) ? each.reason : '–',
      mayWithdraw: each.direction === 'given' && each.when !== 'over' && may_(IDENTITY_PERMISSIONS.delegate, each.organisationKey), // prettier-ignore
    })),
    sessions: mayRevise ? sessions : [],
    whole,
    mayRevise,
  };
  looked.add(page);
  return page;
}

/** Pages that `personPage` gave somebody to look at. */
const looked = new WeakSet<PersonPage>();

/** What was done to the person, for who sees all of it, and, for who stands above, the account; the latest first, at most fifty. @param page as `personPage` gave it */
export async function personHistory(db: Database, page: PersonPage): Promise<HistoryEntry[]> {
  if (!looked.has(page)) throw new Error('the history of a person goes with a page from personPage only');
  const all = seeingAll(db);
  const [official, account] = await Promise.all([
    page.whole ? history(all, 'official', page.person.id) : [],
    page.account && page.mayRevise ? history(all, 'account', page.account.id) : [],
  ]);
  return [...official, ...account].sort((a, b) => b.id - a.id).slice(0, 50);
}

/** The same as `placesOf` reads, from what the page has read. */
function placeIn({ positions, grants }: Pick<PersonPage, 'positions' | 'grants'>): Place {
  const open = <Each extends { when: When }>(all: readonly Each[]) => all.filter(({ when }) => when !== 'over');
  const keys = [...open(positions), ...open(grants)].map(({ organisationKey }) => organisationKey);
  const administers = open(grants).filter(({ role }) => role === 'administrator').map(({ organisationKey }) => organisationKey); // prettier-ignore
  const bodies = (some: readonly (string | null)[]) => [...new Set(some)].filter((key) => key !== null);
  return { bodies: bodies(keys), province: keys.includes(null), administers: bodies(administers) };
}

function everythingOf(personId: string, today: IsoDate) {
  const day = sql`${today}::date`;
  const name = (
    key: string,
  ) => sql`(select version.name from organisation_version version where version.organisation_key = ${sql.raw(key)}
    order by version.valid @> ${day} desc, lower(version.valid) desc nulls last limit 1)`;
  const when = (
    valid: string,
    ended = 'false',
  ) => sql`case when ${sql.raw(ended)} then 'over' when ${sql.raw(valid)} @> ${day} then 'held'
    when lower(${sql.raw(valid)}) > ${day} then 'to-come' else 'over' end`;
  return sql`
    select json_build_object('id', person.id, 'name', person.name, 'email', person.email, 'phone', person.phone,
        'staffNumber', person.staff_number, 'revision', person.revision, 'erased', person.erased_at is not null) as person,
      (select json_build_object('id', "user".id, 'email', "user".email, 'createdAt', "user"."createdAt",
          'secondFactor', exists (select from second_factor where user_id = "user".id), 'state', case when person.erased_at is not null
          then 'erased' when disabled_at is not null then 'disabled' when ${canSignIn} then 'open' else 'waiting' end)
        from "user" where "user".person_id = person.id) as account,
      coalesce((select json_agg(json_build_object('id', post.id, 'title', post.title, 'organisationKey', post.organisation_key,
          'organisationName', ${name('post.organisation_key')}, 'isHead', is_head, 'from', lower(post.valid), 'until', upper(post.valid) - 1,
          'source', post.source, 'endSource', end_source, 'when', ${when('post.valid')}) order by lower(post.valid) desc, post.id)
        from person_position post where post.person_id = person.id), '[]') as positions,
      coalesce((select json_agg(json_build_object('id', given.id, 'role', given.role, 'organisationKey', given.organisation_key,
          'organisationName', ${name('given.organisation_key')}, 'from', lower(given.valid), 'until', upper(given.valid) - 1,
          'reason', given.reason, 'grantedBy', by_whom.name, 'revokedAt', revoked_at, 'revocationReason', revocation_reason,
          'when', ${when('given.valid', 'revoked_at is not null')}) order by given.granted_at desc, given.id)
        from role_grant given join "user" holder on holder.id = given.account_id left join "user" by_whom on by_whom.id = granted_by
        where holder.person_id = person.id), '[]') as grants,
      coalesce((select json_agg(json_build_object('id', delegation.id, 'direction', case when post.person_id = person.id then 'given' else 'taken' end,
          'positionId', post.id, 'title', post.title, 'organisationKey', post.organisation_key,
          'organisationName', ${name('post.organisation_key')}, 'otherId', other.id, 'otherName', other.name, 'from', lower(delegation.valid), 'until', upper(delegation.valid) - 1,
          'reason', delegation.reason, 'source', delegation.source, 'withdrawn', withdrawal_reason,
          'when', ${when('delegation.valid', 'withdrawn_at is not null')}) order by lower(delegation.valid) desc, delegation.id)
        from delegation join person_position post on post.id = delegation.position_id
          join person other on other.id = case when post.person_id = person.id then delegation.to_person_id else post.person_id end
        where post.person_id = person.id or delegation.to_person_id = person.id), '[]') as delegations,
      coalesce((select json_agg(json_build_object('id', latest.id, 'startedAt', "createdAt", 'address', "ipAddress", 'userAgent', "userAgent")
          order by "createdAt" desc) from (select session.* from session join "user" on "user".id = session."userId"
            where "user".person_id = person.id and session."expiresAt" > now() order by session."createdAt" desc limit 50) latest), '[]') as sessions
    from person where person.id = ${personId}`;
}

/** Officials who hold a position on a day, for a choice: at most fifty, those of a body first. @param words what was typed to find one */
export async function peopleToChoose(
  db: Pick<Database, 'execute'>,
  { body, words, not, today }: { body: string; words: string; not: string; today: IsoDate },
): Promise<{ id: string; name: string; position: string }[]> {
  return db.execute<{ id: string; name: string; position: string }>(
    sql`select person.id, person.name, string_agg(post.title, '; ' order by post.is_head desc, post.id) as position
      from person join person_position post on post.person_id = person.id and post.valid @> ${today}::date
      where person.id <> ${not} and ${everyWord(words, (pattern) => sql`person.search like ${pattern}`)}
      group by person.id order by bool_or(post.organisation_key = ${body}) desc, person.name collate "vi-x-icu", person.id limit 50`,
    'objects',
  );
}
