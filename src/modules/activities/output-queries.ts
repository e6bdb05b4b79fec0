import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { nameOn } from '#modules/plan/index.ts';

type Reader = Pick<Database, 'execute'>;

export interface OutputTotal {
  organisationKey: string;
  organisation: string;
  quarter: string;
  unit: string;
  planned: number | null;
  actual: number | null;
  /** Trainings that count in it. */
  trainings: number;
}

/** Outputs of a year's trainings by body, quarter of their beginning and unit; null where nobody said. */
export async function outputTotals(db: Reader, year: number, today: IsoDate): Promise<OutputTotal[]> {
  const rows =
    await db.execute<Omit<OutputTotal, 'planned' | 'actual'> & { planned: string | null; actual: string | null }>( // prettier-ignore
      sql`select activity.organisation_key as "organisationKey", ${nameOn(sql`activity.organisation_key`, today)} collate "vi-x-icu" as organisation,
        to_char(activity.from_day, '"Quý "Q') as quarter, min(output ->> 'unit') collate "vi-x-icu" as unit, sum((output ->> 'planned')::numeric)::text as planned,
        sum((output ->> 'actual')::numeric)::text as actual, count(*)::int as trainings
      from activity cross join lateral jsonb_array_elements(activity.fields -> 'outputs') output
      where activity.kind = 'training' and activity.state <> 'cancelled' and activity.from_day >= make_date(${year}::int, 1, 1)
        and activity.from_day < make_date(${year}::int + 1, 1, 1)
      group by activity.organisation_key, to_char(activity.from_day, '"Quý "Q'), lower(output ->> 'unit')
      order by organisation, quarter, unit limit 2000`,
      'objects',
    );
  return rows.map((row) => ({ ...row, planned: row.planned === null ? null : Number(row.planned), actual: row.actual === null ? null : Number(row.actual) })); // prettier-ignore
}

/** Units in which outputs were counted so far, for suggestions. */
export async function unitsUsed(db: Reader): Promise<string[]> {
  const rows = await db.execute<{ unit: string }>(
    sql`select min(output ->> 'unit') collate "vi-x-icu" as unit from activity cross join lateral jsonb_array_elements(activity.fields -> 'outputs') output
      where activity.kind = 'training' group by lower(output ->> 'unit') order by 1 limit 100`,
    'objects',
  );
  return rows.map(({ unit }) => unit);
}
