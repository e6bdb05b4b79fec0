import { sql } from 'drizzle-orm';
import type { IsoDate } from '../calendar/dates.ts';
import type { Database } from '../database/connection.ts';
import { Refusal } from '../refusal.ts';
import type { OrganisationVersion } from './model.ts';

type Reader = Pick<Database, 'execute'>;

/** As the table's own check; other texts are not even looked up. */
const KEY = /^[a-z0-9-]{2,120}$/;

/**
 * `membersOf` as SQL: does the organisation under the alias `version` belong to the row of `collective`? A rule that names
 * neither levels, kinds nor keys takes nobody. A test holds the two together.
 */
export const belongs = sql`exists (select 1 from jsonb_array_elements(collective.members) rule
  where rule ?| array['levels', 'kinds', 'keys'] and coalesce(rule -> 'levels' ? version.level, true)
    and coalesce(rule -> 'kinds' ? version.kind, true) and coalesce(rule -> 'keys' ? version.organisation_key, true)
    and coalesce(starts_with(version.organisation_key, rule ->> 'prefix'), true)
    and not exists (select 1 from jsonb_array_elements(coalesce(rule -> 'joined', '[]')) joined
      where starts_with(version.organisation_key, joined ->> 'prefix') and coalesce(lower(version.valid) < (joined ->> 'from')::date, true)))`;

/** An organisation during one stretch of time. */
export interface OrganisationPeriod extends Omit<OrganisationVersion, 'key'> {
  parentName: string | null;
}

/** Where an organisation's work came from or went to. */
export interface SuccessionStep {
  direction: 'predecessor' | 'successor';
  /** The other organisation, in its name around that day. */
  key: string;
  name: string;
  function: string | null;
  effectiveOn: IsoDate;
  source: string;
  inferred: boolean;
}

export interface OrganisationDetail {
  key: string;
  /** The version of the day asked for; when there is none, the nearest before it, else the first. */
  version: OrganisationPeriod;
  /** Does it exist on that day? */
  exists: boolean;
  /** All its versions, oldest first. */
  periods: OrganisationPeriod[];
  steps: SuccessionStep[];
  /** Codes of the bodies that it took over whole: a merged body keeps both its numbers. */
  formerCodes: { code: string; key: string; name: string }[];
}

/** An organisation with its history, as seen from a day. Three queries. @throws Refusal 404 when there is none of this key */
export async function findOrganisationByKey(db: Reader, key: string, at: IsoDate): Promise<OrganisationDetail> {
  const known = KEY.test(key);
  const [periods, steps, formerCodes] = known
    ? await Promise.all([periodsOf(db, key), successionsOf(db, key), formerCodesOf(db, key, at)])
    : [[], [], []];
  if (periods.length === 0) {
    throw new Refusal('organisation.not-found', 'Không có cơ quan này.', {
      status: 404,
      where: key.slice(0, 120),
      remedy: 'Tìm cơ quan trong danh sách.',
    });
  }
  const holds = (period: OrganisationPeriod) =>
    (period.validFrom ?? '') <= at && (period.validTo === null || at < period.validTo);
  const current = periods.find(holds);
  const before = periods.findLast((period) => period.validTo !== null && period.validTo <= at);
  return { key, version: current ?? before ?? periods[0]!, exists: current !== undefined, periods, steps, formerCodes };
}

/** One organisation that a collective means. `indefinite`: it may be meant ("liên quan"); a person decides per task. */
export interface CollectiveMember {
  collective: string;
  indefinite: boolean;
  key: string;
  name: string;
}

/** The members of some collectives on a day. */
export async function membersOfCollectives(
  db: Reader,
  collectives: readonly string[],
  at: IsoDate,
  limit = 2_000,
): Promise<CollectiveMember[]> {
  if (collectives.length === 0) return [];
  return db.execute<CollectiveMember & Record<string, unknown>>(
    sql`select collective.key as collective, collective.indefinite, version.organisation_key as key, version.name
      from collective join organisation_version version on version.valid @> ${at}::date and ${belongs}
      where collective.key = any(${sql.param(collectives)}::text[])
      order by collective.key, version.name collate "vi-x-icu" limit ${limit}`,
    'objects',
  );
}

/** Collectives that always mean an organisation on a day (not "liên quan"), with how many members each has then. */
export async function collectivesOf(
  db: Reader,
  key: string,
  at: IsoDate,
): Promise<{ key: string; name: string; members: number }[]> {
  return db.execute<{ key: string; name: string; members: number }>(
    sql`select collective.key, collective.name, count(*)::int as members
      from collective join organisation_version version on version.valid @> ${at}::date and ${belongs}
      where not collective.indefinite group by collective.key having bool_or(version.organisation_key = ${key})
      order by collective.name collate "vi-x-icu" limit 200`,
    'objects',
  );
}

/** Organisations directly under one, on a day. */
export async function unitsOf(db: Reader, key: string, at: IsoDate): Promise<{ key: string; name: string }[]> {
  return db.execute<{ key: string; name: string }>(
    sql`select organisation_key as key, name from organisation_version
      where parent_key = ${key} and valid @> ${at}::date order by name collate "vi-x-icu" limit 500`,
    'objects',
  );
}

async function periodsOf(db: Reader, key: string): Promise<OrganisationPeriod[]> {
  return db.execute<OrganisationPeriod & Record<string, unknown>>(
    sql`select version.name, version.short_name as "shortName", version.aliases, version.code, version.level, version.kind,
        version.parent_key as "parentKey", version.area, parent.name as "parentName",
        lower(version.valid)::text as "validFrom", upper(version.valid)::text as "validTo"
      from organisation_version version
      left join lateral (select name from organisation_version parent
        where parent.organisation_key = version.parent_key and parent.valid && version.valid
        order by lower(parent.valid) desc nulls last limit 1) parent on true
      where version.organisation_key = ${key} order by lower(version.valid) nulls first limit 100`,
    'objects',
  );
}

async function successionsOf(db: Reader, key: string): Promise<SuccessionStep[]> {
  // The predecessor's name on its last day, the successor's on its first.
  return db.execute<SuccessionStep & Record<string, unknown>>(
    sql`select step.direction, step.other as key, coalesce(version.name, step.other) as name, step.function,
        step.effective_on as "effectiveOn", step.source, step.inferred
      from (
        select id, 'predecessor' as direction, predecessor_key as other, effective_on - 1 as named, function, effective_on, source, inferred
        from organisation_succession where successor_key = ${key}
        union all
        select id, 'successor', successor_key, effective_on, function, effective_on, source, inferred
        from organisation_succession where predecessor_key = ${key}
      ) step left join organisation_version version on version.organisation_key = step.other and version.valid @> step.named
      order by step.effective_on, step.id limit 500`,
    'objects',
  );
}

async function formerCodesOf(db: Reader, key: string, at: IsoDate): Promise<OrganisationDetail['formerCodes']> {
  return db.execute<{ code: string; key: string; name: string }>(
    sql`with recursive taken (key) as (
        select predecessor_key from organisation_succession where successor_key = ${key} and function is null and effective_on <= ${at}::date
        union
        select predecessor_key from organisation_succession join taken on successor_key = taken.key
        where function is null and effective_on <= ${at}::date)
      select distinct on (version.organisation_key, version.code) version.code, version.organisation_key as key, version.name
      from taken join organisation_version version on version.organisation_key = taken.key
      where version.code is not null order by version.organisation_key, version.code, lower(version.valid) desc nulls last limit 100`,
    'objects',
  );
}
