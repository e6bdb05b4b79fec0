import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '../calendar/dates.ts';
import type { Database } from '../database/connection.ts';
import { isSha256 } from '../files/store.ts';
import { belongs } from '../organisations/queries.ts';
import { noSuchIndicator } from './define.ts';
import type { IndicatorKind, Measuring } from './model.ts';
import { endOf, periodKey, type Period } from './periods.ts';
import type { indicatorObservation, indicatorVersion } from './schema.ts';

type Reader = Pick<Database, 'execute'>;

/** A version of a definition with the days it holds; `validTo` is the first on which it does not. */
export interface IndicatorVersion
  extends Omit<typeof indicatorVersion.$inferSelect, 'valid' | 'indicatorKey'>, Measuring {
  validFrom: IsoDate | null;
  validTo: IsoDate | null;
}

export interface Indicator {
  key: string;
  kind: IndicatorKind;
  computation: string | null;
  isPublic: boolean;
  /** The version of the day asked for; when there is none, the nearest. */
  version: IndicatorVersion;
  /** All of them, oldest first. */
  versions: IndicatorVersion[];
}

/** What holds for one body and period; `organisationKey` null: the province. */
export type Observation = Omit<typeof indicatorObservation.$inferSelect, 'recordedAt'> & {
  recordedAt: Date;
  /** In its name of that period. */
  organisationName: string | null;
};

const VERSION = sql.raw(`version.version, version.name, version.name_en as "nameEn", version.aliases, version.unit,
  version.unit_label as "unitLabel", version.direction, version.over_bodies as "overBodies",
  version.over_periods as "overPeriods", version.frequency, version.minimum::float8, version.maximum::float8,
  version.part_of_whole as "partOfWhole", version.on_pace::float8 as "onPace", version.behind::float8, version.source, version.method,
  lower(version.valid)::text as "validFrom", upper(version.valid)::text as "validTo"`);

/** All versions of a definition, oldest first; none when there is no such indicator. */
export async function versionsOf(db: Reader, key: string): Promise<IndicatorVersion[]> {
  return db.execute<IndicatorVersion & Record<string, unknown>>(
    sql`select ${VERSION} from indicator_version version where version.indicator_key = ${key} order by version.version limit 500`,
    'objects',
  );
}

/** One indicator as defined on a day. @throws Refusal 404, also when the reader may not see it */
export async function findIndicator(db: Reader, key: string, on: IsoDate): Promise<Indicator> {
  const [[found], versions] = await Promise.all([
    db.execute<Omit<Indicator, 'version' | 'versions'> & Record<string, unknown>>(
      sql`select key, kind, computation, is_public as "isPublic" from indicator where key = ${key.replaceAll('\0', '')}`,
      'objects',
    ),
    versionsOf(db, key.replaceAll('\0', '')),
  ]);
  if (!found || versions.length === 0) throw noSuchIndicator();
  return { ...found, version: versionOn(versions, on), versions };
}

/** All indicators as defined on a day, by name; what is no longer defined stays out. */
export async function indicatorsOn(db: Reader, on: IsoDate): Promise<Indicator[]> {
  const rows = await db.execute<Omit<Indicator, 'version' | 'versions'> & IndicatorVersion & Record<string, unknown>>(
    sql`select indicator.key, indicator.kind, indicator.computation, indicator.is_public as "isPublic", ${VERSION}
      from indicator join indicator_version version on version.indicator_key = indicator.key and version.valid @> ${on}::date
      order by version.name collate "vi-x-icu" limit 1000`,
    'objects',
  );
  return rows.map(({ key, kind, computation, isPublic, ...version }) => ({
    key,
    kind,
    computation,
    isPublic,
    version,
    versions: [version],
  }));
}

/** The version that holds on a day; when none does, the last before it, else the first. */
export function versionOn(versions: readonly IndicatorVersion[], on: IsoDate): IndicatorVersion {
  return versions.findLast(({ validFrom }) => (validFrom ?? '') <= on) ?? versions[0]!;
}

/** Somebody who is to report for a period. */
export interface Reporter {
  period: string;
  /** Null: the province itself. */
  organisationKey: string | null;
  /** In its name of that period. */
  name: string | null;
}

/**
 * Who is to report in each of some periods: named (or who took that body over), or as a member of a collective, on the period's
 * last day. By name.
 */
export async function reportersIn(db: Reader, key: string, periods: readonly Period[]): Promise<Reporter[]> {
  if (periods.length === 0) return [];
  const keys = sql`${sql.param(periods.map(periodKey))}::text[]`;
  const ends = sql`${sql.param(periods.map(endOf))}::date[]`;
  return db.execute<Reporter & Record<string, unknown>>(
    sql`select * from (
      select distinct asked.period, version.organisation_key as "organisationKey", version.name
      from unnest(${keys}, ${ends}) asked (period, ends)
        join indicator_reporter reporter on reporter.indicator_key = ${key} and reporter.valid @> asked.ends
        left join collective on collective.key = reporter.collective_key
        left join organisation_holder held on held.organisation_key = reporter.organisation_key and held.valid @> asked.ends
        join organisation_version version on version.valid @> asked.ends
          and (version.organisation_key = coalesce(held.holder_key, reporter.organisation_key) or (collective.key is not null and ${belongs}))
      union all
      select asked.period, null, null from unnest(${keys}, ${ends}) asked (period, ends)
        join indicator_reporter reporter on reporter.indicator_key = ${key} and reporter.valid @> asked.ends
      where reporter.organisation_key is null and reporter.collective_key is null
    ) each order by period, "organisationKey" is not null, name collate "vi-x-icu" limit 50000`,
    'objects',
  );
}

/** Who is to report as it stands now: bodies and collectives by key, and whether the province itself is. */
export async function reportersOf(
  db: Reader,
  key: string,
  on: IsoDate,
): Promise<{ province: boolean; organisations: string[]; collectives: string[] }> {
  const rows = await db.execute<{ organisation: string | null; collective: string | null }>(
    sql`select distinct coalesce(held.holder_key, reporter.organisation_key) as organisation, reporter.collective_key as collective
      from indicator_reporter reporter
        left join organisation_holder held on held.organisation_key = reporter.organisation_key and held.valid @> ${on}::date
      where reporter.indicator_key = ${key} and reporter.valid @> ${on}::date order by 1, 2 limit 1000`,
    'objects',
  );
  return {
    province: rows.some(({ organisation, collective }) => organisation === null && collective === null),
    organisations: rows.flatMap(({ organisation }) => organisation ?? []),
    collectives: rows.flatMap(({ collective }) => collective ?? []),
  };
}

const OBSERVATION =
  sql.raw(`observation.id, observation.indicator_key as "indicatorKey", observation.organisation_key as "organisationKey",
  observation.period_kind as "periodKind", observation.period_start as "periodStart", observation.period_end as "periodEnd",
  observation.revision, observation.outcome, observation.value::float8, observation.numerator::float8, observation.denominator::float8,
  observation.status, observation.document_number as "documentNumber", observation.document_date as "documentDate",
  observation.document_issuer as "documentIssuer", observation.file_sha256 as "fileSha256", observation.file_name as "fileName",
  observation.link, observation.note, observation.recorded_at as "recordedAt", observation.recorded_by as "recordedBy", observation.position`);

/** The name that a body had at the end of the period of `observation`. */
const NAME = sql.raw(`(select version.name from organisation_version version
  where version.organisation_key = observation.organisation_key
  order by version.valid @> observation.period_end desc, upper(version.valid) desc nulls first limit 1)`);

type Found = Observation & Record<string, unknown>;
const shown = (rows: Found[]): Observation[] => rows.map((row) => ({ ...row, recordedAt: new Date(row.recordedAt) }));

/**
 * What holds for some periods: the last revision of each body, as known at a moment (now, when none is given).
 * What was withdrawn comes too, as such. The public sees the last confirmed revision.
 */
export async function latestObservations(
  db: Reader,
  key: string,
  periods: readonly Period[],
  options: { knownBy?: Date; organisations?: readonly (string | null)[] } = {},
): Promise<Observation[]> {
  const [first] = periods;
  if (!first) return [];
  const rows = await db.execute<Found>(
    sql`select distinct on (observation.period_start, observation.organisation_key) ${OBSERVATION}, ${NAME} as "organisationName"
      from indicator_observation observation
      where observation.indicator_key = ${key} and observation.period_kind = ${first.kind}
        and observation.period_start = any(${sql.param(periods.map(({ start }) => start))}::date[])
        ${knownBy(options.knownBy)} ${ofBodies(options.organisations)}
      order by observation.period_start, observation.organisation_key, observation.revision desc limit 50000`,
    'objects',
  );
  return shown(rows);
}

/** Everything ever entered for one body and period, newest first. */
export async function revisionsOf(
  db: Reader,
  key: string,
  organisationKey: string | null,
  period: Period,
): Promise<Observation[]> {
  const rows = await db.execute<Found>(
    sql`select ${OBSERVATION}, ${NAME} as "organisationName" from indicator_observation observation
      where observation.indicator_key = ${key} and observation.period_kind = ${period.kind}
        and observation.period_start = ${period.start}::date and observation.organisation_key is not distinct from ${organisationKey}
      order by observation.revision desc limit 500`,
    'objects',
  );
  return shown(rows);
}

/** The name of a file that proves a figure which the reader may see; null when there is none. */
export async function evidenceFile(db: Reader, key: string, sha256: string): Promise<string | null> {
  if (!isSha256(sha256)) return null;
  const [row] = await db.execute<{ name: string }>(
    sql`select file_name as name from indicator_observation where indicator_key = ${key} and file_sha256 = ${sha256}
      order by revision desc limit 1`,
    'objects',
  );
  return row?.name ?? null;
}

function knownBy(moment: Date | undefined): SQL {
  return moment ? sql`and observation.recorded_at < ${moment.toISOString()}::timestamptz` : sql``;
}

function ofBodies(organisations: readonly (string | null)[] | undefined): SQL {
  if (!organisations) return sql``;
  const keys = organisations.filter((key) => key !== null);
  const province = organisations.length > keys.length ? sql`or observation.organisation_key is null` : sql``;
  return sql`and (observation.organisation_key = any(${sql.param(keys)}::text[]) ${province})`;
}
