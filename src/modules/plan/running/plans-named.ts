import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#kernel/database/connection.ts';
import { HOT } from '#kernel/database/hot.ts';
import { anyOf } from '#kernel/lists/index.ts';

/** Ids of plans that filters name by year or by address. */
export interface NamedPlans {
  year: readonly string[];
  slug: readonly string[];
}

const IS: Readonly<Record<keyof NamedPlans, SQL>> = { year: sql`plan.year::text`, slug: sql`plan.slug` };

/** Finds the plans, so that conditions name them and PostgreSQL knows how many obligations to expect. */
export async function plansNamed(
  db: Pick<Database, 'execute'>,
  { year, slug }: NamedPlans,
): Promise<NamedPlans | undefined> {
  if (year.length + slug.length === 0) return undefined;
  const rows = await db.execute<{ id: string; year: string | null; slug: string }>(
    sql`${HOT}select id, plan.year::text as year, slug from plan where ${IS.year} = ${anyOf(year)} or ${IS.slug} = ${anyOf(slug)} limit 1000`,
    'objects',
  );
  const ids = (by: 'year' | 'slug', wanted: readonly string[]) => rows.filter((row) => wanted.includes(row[by]!)).map(({ id }) => id); // prettier-ignore
  return { year: ids('year', year), slug: ids('slug', slug) };
}

/** Obligations of the plans of these years or addresses. @param named as `plansNamed` found them, where it was asked */
export function ofPlans(by: keyof NamedPlans, wanted: readonly string[], named?: NamedPlans): SQL {
  if (!named) return sql`obligation.plan_id = any(array(select id from plan where ${IS[by]} = ${anyOf(wanted)}))`;
  const [first, ...more] = named[by];
  if (first !== undefined && more.length === 0) return sql`obligation.plan_id = ${first}::uuid`;
  return sql`obligation.plan_id = any(${sql.param(named[by])}::uuid[])`;
}
