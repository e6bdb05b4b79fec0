import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import type { FilterValues, Option } from '#kernel/lists/index.ts';
import { fundingSources, heldOn } from './queries.ts';

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

/** Agencies that hold money of the plan, or did, as choices of a filter. */
export async function agencyOptions(db: Database, { planId, today }: FundingScope): Promise<Option[]> {
  const rows = await db.execute<{ key: string; name: string }>(
    sql`select key, name from (select distinct on (held.key) held.key, coalesce(version.name, held.key) as name
        from (select ${heldOn(today)} as key from plan_funding_entry entry where entry.plan_id = ${planId}
          union select organisation_key from plan_funding_entry entry where entry.plan_id = ${planId}) held
          left join organisation_version version on version.organisation_key = held.key
        order by held.key, upper(version.valid) desc nulls first) each
      order by name collate "vi-x-icu" limit 500`,
    'objects',
  );
  return rows.map(({ key, name }) => ({ value: key, label: { vi: name, en: name } }));
}
