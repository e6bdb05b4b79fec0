import { sql } from 'drizzle-orm';
import type { Dependents, OpenWork } from '#kernel/organisations/dependents.ts';
import type { Role } from './import/model.ts';
import { ROLE_WORDS } from './words.ts';

/** Tasks that name the bodies in which something is done, or whose plan was replaced. */
const finished = (
  keys: readonly string[],
) => sql`plan_answerable answerable join plan on plan.id = answerable.plan_id and plan.status in ('active', 'superseded')
  join plan_product product on product.id = answerable.product_id join plan_task task on task.id = answerable.task_id
  where answerable.organisation_key = any(${sql.param(keys)}::text[]) and (product.done_on is not null or plan.status = 'superseded')`;

/**
 * Products of plans in force that are not done, by each way in which a body answers for them. Nothing in the plan is rewritten
 * when a body ends: `plan_answerable_on` resolves who answers on a day, by decision, else by succession.
 */
export const PLAN_DEPENDENTS: Dependents = {
  name: 'plan-assignment',
  title: { vi: 'Nhiệm vụ chưa hoàn thành', en: 'Unfinished tasks' },

  async openWorkOf(db, keys, on) {
    const rows = await db.execute<{
      product_id: string;
      ordinal: number;
      then_key: string;
      held_by: string;
      role: Role;
      code: string;
      title: string;
      slug: string;
      via: string | null;
      shared: string[];
    }>(
      sql`select answerable.product_id, answerable.ordinal, answerable.then_key, answerable.organisation_key as held_by,
          answerable.role, task.code, task.title, plan.slug, collective.name as via,
          coalesce((select array_agg(distinct member.organisation_key) from plan_collective_member member
            where member.plan_id = plan.id and member.collective_key = answerable.via_collective_key
              and member.organisation_key <> answerable.organisation_key), '{}') as shared
        from plan_answerable_on(${on}::date) answerable
          join plan on plan.id = answerable.plan_id and plan.status = 'active'
          join plan_product product on product.id = answerable.product_id and product.done_on is null
          join plan_task task on task.id = answerable.task_id
          left join collective on collective.key = answerable.via_collective_key
        where answerable.then_key = any(bodies_held_by(${sql.param(keys)}::text[], ${on}::date))
          and answerable.organisation_key = any(${sql.param(keys)}::text[])
        order by plan.slug, task.ordinal, product.ordinal, answerable.ordinal limit 100000`,
      'objects',
    );
    return rows.map((row): OpenWork => ({
      subjectId: `${row.product_id}:${row.ordinal}`,
      label: `${row.code}. ${row.title}`,
      detail: [ROLE_WORDS[row.role].vi, row.via].filter(Boolean).join(' · '),
      path: `/ke-hoach/${row.slug}/nhiem-vu/${encodeURIComponent(row.code)}`,
      organisationKey: row.then_key,
      heldBy: row.held_by,
      function: null,
      sharedWith: row.shared,
    }));
  },

  async historyOf(db, keys) {
    const [row] = await db.execute<{ count: number }>(
      sql`select count(distinct answerable.task_id)::int as count from ${finished(keys)}`,
      'objects',
    );
    return row!.count;
  },

  async finishedOf(db, keys, limit) {
    const rows = await db.execute<{ code: string; title: string; slug: string }>(
      sql`select distinct plan.year, plan.slug, task.ordinal, task.code, task.title from ${finished(keys)}
        order by plan.year desc nulls last, plan.slug, task.ordinal limit ${limit}`,
      'objects',
    );
    return rows.map(({ code, title, slug }) => ({ label: `${code}. ${title}`, path: `/ke-hoach/${slug}/nhiem-vu/${encodeURIComponent(code)}` })); // prettier-ignore
  },

  async builtOn(db, keys) {
    const rows = await db.execute<{ number: string | null; slug: string }>(
      sql`select distinct plan.number, plan.slug from plan
        where plan.status <> 'discarded' and (
          exists (select 1 from plan_collective_member member
            where member.plan_id = plan.id and member.organisation_key = any(${sql.param(keys)}::text[]))
          or exists (select 1 from plan_assignment assignment join plan_product product on product.id = assignment.product_id
            where product.plan_id = plan.id and assignment.organisation_key = any(${sql.param(keys)}::text[])))
        limit 20`,
      'objects',
    );
    return rows.map(({ number, slug }) => `Kế hoạch có nhiệm vụ giao cho cơ quan mới: ${number ?? slug}`);
  },
};
