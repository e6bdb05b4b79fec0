import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import type { MeritFacts, ThresholdKey, ThresholdValues } from './merit.ts';

type Reader = Pick<Database, 'execute'>;

export interface BodyFacts extends MeritFacts {
  organisationKey: string;
  name: string;
}

/**
 * What each body owed in a period and how it stood at the end of its last day; by who holds the work then, after mergers. A body's plan of
 * its own does not count beside what it serves.
 */
export async function bodyFacts(
  db: Reader,
  from: IsoDate,
  to: IsoDate,
  only: string | null = null,
): Promise<BodyFacts[]> {
  // prettier-ignore
  return db.execute<BodyFacts & Record<string, unknown>>(
    sql`with counted as (
        select span.organisation_key as named,
          count(*) filter (where counts)::int as due,
          count(*) filter (where span.last_day >= ${from}::date and span.state = 'awaiting-confirmation')::int as awaiting,
          count(*) filter (where counts and span.state = 'done' and span.submitted_on <= span.last_day)::int as in_time,
          count(*) filter (where counts and span.state = 'done' and span.submitted_on > span.last_day)::int as done_late,
          count(*) filter (where counts and span.state in ('not-started', 'in-progress') and span.last_day < ${to}::date)::int as open_late,
          count(*) filter (where obligation.source = 'finding' and span.state in ('not-started', 'in-progress') and span.last_day < ${to}::date)::int as findings,
          0 as extensions
        from obligation_span span join obligation on obligation.id = span.obligation_id and obligation.source <> 'own'
          cross join lateral (select span.last_day >= ${from}::date and span.state not in ('cancelled', 'superseded', 'suspended', 'waiting', 'awaiting-confirmation') as counts) each
        where span.from_day <= ${to}::date and span.to_day > ${to}::date and span.last_day <= ${to}::date and span.organisation_key is not null
        group by span.organisation_key
        union all
        select obligation.organisation_key, 0, 0, 0, 0, 0, 0, count(*)::int
        from obligation_event event join obligation on obligation.id = event.obligation_id and obligation.source <> 'own'
        where event.act = 'grant-extension' and event.on_date between ${from}::date and ${to}::date and obligation.organisation_key is not null
        group by obligation.organisation_key),
      held as (
        select coalesce((select holder_key from organisation_holder where organisation_key = named and valid @> ${to}::date), named) as key,
          sum(due)::int as due, sum(awaiting)::int as awaiting, sum(in_time)::int as in_time, sum(done_late)::int as done_late, sum(open_late)::int as open_late,
          sum(findings)::int as findings, sum(extensions)::int as extensions
        from counted group by 1)
      select * from (select held.key as "organisationKey", due, awaiting, in_time as "doneInTime", done_late as "doneLate", open_late as "openLate", extensions,
        findings as "findingsOpen", coalesce((select name from organisation_version version where version.organisation_key = held.key
          order by version.valid @> ${to}::date desc, upper(version.valid) desc nulls first limit 1), held.key) as name
        from held where (due > 0 or awaiting > 0 or extensions > 0 or findings > 0) and (${only}::text is null or held.key = ${only})) each
      order by case when due > 0 then "doneInTime"::numeric / due else -1 end desc, due desc, name collate "vi-x-icu" limit 1000`,
    'objects',
  );
}

export interface SetThreshold {
  key: ThresholdKey;
  version: number;
  value: number | null;
  documentNumber: string | null;
  documentDate: IsoDate | null;
}

/** The thresholds as they were last set. */
export async function thresholdsSet(db: Reader): Promise<SetThreshold[]> {
  const rows = await db.execute<Omit<SetThreshold, 'value'> & { value: string | null }>(
    sql`select distinct on (key) key, version, value::text, document_number as "documentNumber", document_date as "documentDate"
      from merit_threshold order by key, version desc`,
    'objects',
  );
  return rows.map((row) => ({ ...row, value: row.value === null ? null : Number(row.value) }));
}

/** The same as values by key. */
export function valuesOf(rows: readonly SetThreshold[]): ThresholdValues {
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}
