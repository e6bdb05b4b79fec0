import { sql } from 'drizzle-orm';
import type { Transaction } from '#kernel/database/transaction.ts';
import { isId } from '#kernel/database/uuid.ts';
import type { Dependents, Move, OpenWork } from '#kernel/organisations/dependents.ts';

const ENDS = sql`(bound.period_start + case bound.period_kind when 'month' then interval '1 month' when 'quarter' then interval '3 months'
  when 'half-year' then interval '6 months' else interval '1 year' end)::date - 1`; // prettier-ignore
const BOUND = sql`plan_target_indicator bound
  join plan_target target on target.objective_id = bound.objective_id and target.ordinal = bound.ordinal
  join plan_objective objective on objective.id = bound.objective_id join plan on plan.id = objective.plan_id`;

/** Targets of the plan in force that are held against one body's figure, until their period is over. */
export const TARGET_DEPENDENTS: Dependents = {
  name: 'plan-target',
  title: { vi: 'Chỉ tiêu đo theo cơ quan', en: 'Targets of one body' },
  waits: true,
  take: measureElsewhere,

  async openWorkOf(db, keys, on) {
    const rows = await db.execute<{ id: string; text: string; named: string; held: string }>(
      sql`select bound.objective_id || ':' || bound.ordinal as id, target.text, bound.organisation_key as named, holder.key as held
        from ${BOUND} cross join lateral (select obligation_holder(bound.organisation_key, null, null, ${on}::date) as key) holder
        where bound.organisation_key = any((select bodies_held_by(${sql.param(keys)}::text[], ${on}::date))::text[])
          and holder.key = any(${sql.param(keys)}::text[]) and plan.status = 'active' and ${ENDS} > ${on}::date
        order by plan.slug, objective.ordinal, bound.objective_id, bound.ordinal limit 10000`,
      'objects',
    );
    return rows.map(({ id, text, named, held }): OpenWork => ({
      subjectId: id,
      label: text,
      detail: 'Chỉ tiêu đo theo cơ quan',
      path: `/van-phong/chi-tieu/muc-tieu?chi-tieu=${id}`,
      organisationKey: named,
      heldBy: held,
      function: null,
      sharedWith: [],
    }));
  },

  async historyOf(db, keys) {
    const [row] = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from ${BOUND} where bound.organisation_key = any(${sql.param(keys)}::text[])
        and plan.status in ('active', 'superseded') and (plan.status <> 'active' or ${ENDS} < current_date)`,
      'objects',
    );
    return row!.count;
  },

  async builtOn(db, keys) {
    const rows = await db.execute<{ text: string }>(
      sql`select target.text from ${BOUND} where bound.organisation_key = any(${sql.param(keys)}::text[])
        and not exists (select from handover where subject_type = 'plan-target' and automatic and to_key = bound.organisation_key
          and subject_id = bound.objective_id || ':' || bound.ordinal) limit 20`,
      'objects',
    );
    return rows.map(({ text }) => `Chỉ tiêu đo theo cơ quan mới: ${text}`);
  },
};

async function measureElsewhere(tx: Transaction, id: string, toKey: string, { from, reason }: Move): Promise<void> {
  const [objectiveId = '', ordinal = ''] = id.split(':');
  if (!isId(objectiveId) || !/^\d{1,6}$/.test(ordinal)) return;
  const which = sql`objective_id = ${objectiveId} and ordinal = ${Number(ordinal)}`;
  const [found] = await tx.execute<{ named: string | null }>(
    sql`select organisation_key as named from plan_target_indicator where ${which} for update`,
    'objects',
  );
  if (!found?.named || found.named === toKey || !from.includes(found.named)) return;
  await tx.execute(sql`update plan_target_indicator set organisation_key = ${toKey} where ${which}`);
  tx.record({
    action: 'bind',
    subjectType: 'plan-target',
    subjectId: id,
    before: { organisationKey: found.named },
    after: { organisationKey: toKey },
    reason,
  });
}
