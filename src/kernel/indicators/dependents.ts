import { sql } from 'drizzle-orm';
import type { Transaction } from '../database/transaction.ts';
import { isId, newId } from '../database/uuid.ts';
import type { Dependents, Move, OpenWork } from '../organisations/dependents.ts';

/** Name of an indicator as last defined, under the alias `indicator_key` of what is read. */
const NAME = sql`(select name from indicator_version version where version.indicator_key = reporter.indicator_key order by version.version desc limit 1)`; // prettier-ignore

/**
 * Bodies that are named to report an indicator. Where only one takes over, it reports from that day on (`reportersIn`); what
 * was reported stays under the name it was reported by.
 */
export const REPORTER_DEPENDENTS: Dependents = {
  name: 'indicator-reporter',
  title: { vi: 'Chỉ số phải báo cáo', en: 'Indicators to report' },
  followsWhenRead: true,
  take: reportElsewhere,

  async openWorkOf(db, keys, on) {
    const rows = await db.execute<{ id: string; indicator: string; name: string; named: string; held: string }>(
      sql`select * from (select reporter.id, reporter.indicator_key as indicator, ${NAME} as name, reporter.organisation_key as named, holder.key as held
        from indicator_reporter reporter
          cross join lateral (select coalesce((select holder_key from organisation_holder
            where organisation_holder.organisation_key = reporter.organisation_key and valid @> ${on}::date), reporter.organisation_key) as key) holder
        where reporter.organisation_key = any((select bodies_held_by(${sql.param(keys)}::text[], ${on}::date))::text[])
          and holder.key = any(${sql.param(keys)}::text[])
          and (upper_inf(reporter.valid) or upper(reporter.valid) > ${on}::date + 1)) each order by name collate "vi-x-icu", id limit 10000`,
      'objects',
    );
    return rows.map(({ id, indicator, name, named, held }): OpenWork => ({
      subjectId: id,
      label: name,
      detail: 'Báo cáo chỉ số',
      path: `/chi-tieu/${indicator}`,
      organisationKey: named,
      heldBy: held,
      function: null,
      sharedWith: [],
    }));
  },

  async historyOf(db, keys) {
    const [row] = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from (select distinct indicator_key, period_kind, period_start from indicator_observation
        where organisation_key = any(${sql.param(keys)}::text[])) reported`,
      'objects',
    );
    return row!.count;
  },

  async builtOn(db, keys) {
    const rows = await db.execute<{ name: string }>(
      sql`select distinct ${NAME} as name from (
          select indicator_key from indicator_reporter where organisation_key = any(${sql.param(keys)}::text[])
          union select indicator_key from indicator_observation where organisation_key = any(${sql.param(keys)}::text[])) reporter
        limit 20`,
      'objects',
    );
    return rows.map(({ name }) => `Chỉ số của cơ quan mới: ${name}`);
  },
};

/** From the act's day on the body that a person chose reports; up to its eve the one that was named. */
async function reportElsewhere(tx: Transaction, id: string, toKey: string, { from, day, reason }: Move): Promise<void> {
  const [found] = isId(id)
    ? await tx.execute<{ indicator: string; named: string; begins: boolean; end: string | null }>(
        sql`select indicator_key as indicator, organisation_key as named, lower(valid) >= ${day}::date as begins, upper(valid)::text as end
          from indicator_reporter where id = ${id} for update`,
        'objects',
      )
    : [];
  if (!found || from.includes(toKey) || !from.includes(found.named)) return;
  if (found.begins) await tx.execute(sql`delete from indicator_reporter where id = ${id}`);
  else
    await tx.execute(sql`update indicator_reporter set valid = daterange(lower(valid), ${day}::date) where id = ${id}`);
  // It may be named itself already.
  await tx.execute(
    sql`insert into indicator_reporter (id, indicator_key, organisation_key, valid)
      values (${newId()}, ${found.indicator}, ${toKey}, daterange(${day}::date, ${found.end}::date)) on conflict do nothing`,
  );
  tx.record({
    action: 'assign-reporters',
    subjectType: 'indicator',
    subjectId: found.indicator,
    before: { reporters: [found.named] },
    after: { reporters: [toKey], from: day },
    reason,
  });
}
