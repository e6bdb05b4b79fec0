import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import type { FilterValues, Option } from '#kernel/lists/index.ts';
import { fundingSources } from './queries.ts';

/** Money of one plan; `today` stands in where the view does not ask for another day. */
export interface FundingScope {
  planId: string;
  planSlug: string;
  today: IsoDate;
}

/** The day that amounts are counted to. */
export const dayOf = (values: FilterValues, { today }: FundingScope): IsoDate =>
  (values.as_of?.[0] as IsoDate | undefined) ?? today;

/** Whole đồng as a number for spreadsheets; as text where a number would not be exact. */
export const exact = (amount: string): number | string =>
  Number.isSafeInteger(Number(amount)) ? Number(amount) : amount;

/** Sources as choices of a filter. */
export async function sourceOptions(db: Database): Promise<Option[]> {
  return (await fundingSources(db)).map(({ key, name }) => ({ value: key, label: { vi: name, en: name } }));
}

/** Agencies that hold money of the plan, as choices of a filter. */
export async function agencyOptions(db: Database, { planId }: FundingScope): Promise<Option[]> {
  const rows = await db.execute<{ key: string; name: string }>(
    sql`select key, name from (select distinct on (entry.organisation_key) entry.organisation_key as key, coalesce(version.name, entry.organisation_key) as name
        from plan_funding_entry entry left join organisation_version version on version.organisation_key = entry.organisation_key
        where entry.plan_id = ${planId} order by entry.organisation_key, upper(version.valid) desc nulls first) each
      order by name collate "vi-x-icu" limit 500`,
    'objects',
  );
  return rows.map(({ key, name }) => ({ value: key, label: { vi: name, en: name } }));
}
