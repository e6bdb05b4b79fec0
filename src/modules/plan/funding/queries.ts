import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import type { FundingKind, Money } from './model.ts';

type Reader = Pick<Database, 'execute'>;

/** Money under a heading: a source, an agency, a kind of both. */
export interface FundingTotal extends Money {
  key: string;
  name: string;
}

export interface FundingTotals {
  whole: Money;
  bySource: FundingTotal[];
  byAgency: FundingTotal[];
}

/** `sum(amount)` by kind, as text so that no đồng is lost on the way. */
export const SUMS: SQL = sql`coalesce(sum(entry.amount) filter (where entry.kind = 'estimate'), 0)::text as estimate,
  coalesce(sum(entry.amount) filter (where entry.kind = 'allocated'), 0)::text as allocated,
  coalesce(sum(entry.amount) filter (where entry.kind = 'spent'), 0)::text as spent`;

export type Summed = Record<FundingKind, string>;
export const moneyOf = ({ estimate, allocated, spent }: Summed): Money => ({
  estimate: BigInt(estimate),
  allocated: BigInt(allocated),
  spent: BigInt(spent),
});

/** The body that has the money of `entry` on a day: the one it was given to, or the only one that took that over. */
export function heldOn(day: IsoDate): SQL {
  return sql`coalesce((select held.holder_key from organisation_holder held
    where held.organisation_key = entry.organisation_key and held.valid @> ${day}::date), entry.organisation_key)`;
}

/** Money of a whole plan as of a day, by source and by the agency that has it then; what has no entry is not there. */
export async function fundingTotals(db: Reader, planId: string, asOf: IsoDate): Promise<FundingTotals> {
  const entries = sql`from plan_funding_entry entry where entry.plan_id = ${planId} and entry.on_date <= ${asOf}::date`;
  const [bySource, byAgency] = await Promise.all([
    db.execute<{ key: string; name: string } & Summed & Record<string, unknown>>(
      sql`select source.key, source.name, ${SUMS} from plan_funding_entry entry join funding_source source on source.key = entry.source_key
        where entry.plan_id = ${planId} and entry.on_date <= ${asOf}::date group by source.key order by source.position limit 500`,
      'objects',
    ),
    db.execute<{ key: string; name: string } & Summed & Record<string, unknown>>(
      sql`select each.*, coalesce(named.name, each.key) as name from (
          select ${heldOn(asOf)} as key, ${SUMS}, sum(entry.amount) as weight ${entries} group by 1) each
        left join lateral (select name from organisation_version version where version.organisation_key = each.key
          order by version.valid @> ${asOf}::date desc, upper(version.valid) desc nulls first limit 1) named on true
        order by each.weight desc, each.key limit 1000`,
      'objects',
    ),
  ]);
  const shown = (rows: readonly ({ key: string; name: string } & Summed)[]): FundingTotal[] =>
    rows.map((row) => ({ key: row.key, name: row.name, ...moneyOf(row) }));
  const sources = shown(bySource);
  const whole = sources.reduce<Money>(
    (sum, each) => ({
      estimate: sum.estimate + each.estimate,
      allocated: sum.allocated + each.allocated,
      spent: sum.spent + each.spent,
    }),
    { estimate: 0n, allocated: 0n, spent: 0n },
  );
  return { whole, bySource: sources, byAgency: shown(byAgency) };
}

/** Sources of money, in their order. */
export async function fundingSources(db: Reader): Promise<{ key: string; name: string }[]> {
  return db.execute<{ key: string; name: string }>(
    sql`select key, name from funding_source order by position, key limit 500`,
    'objects',
  );
}

/** The line of the source where the plan speaks of money ("III. KINH PHÍ THỰC HIỆN"); null when it has no such part. */
export async function fundingLine(db: Reader, planId: string): Promise<number | null> {
  const [row] = await db.execute<{ line: number }>(
    sql`select line from plan_source_line where plan_id = ${planId} and search_key(text) ~ '^[ ]*[ivx0-9]+[.)/ -]+ *(ve )?kinh phi'
      order by search_key(text) ~ '^ *[ivx]+[.]' desc, line limit 1`,
    'objects',
  );
  return row?.line ?? null;
}
