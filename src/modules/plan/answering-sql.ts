import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import { anyOf } from '#kernel/lists/index.ts';

/** Whose organisation counts: as the plan named its bodies, or as of the day of the view, after mergers and hand-overs. */
export type Organised = 'then' | 'now';

/** Who answers, as organised then or on a day: a row source under the alias `answerable`. */
export function answerableAs(organised: Organised, day: IsoDate): SQL {
  return organised === 'now' ? sql`plan_answerable_on(${day}::date) answerable` : sql`plan_answerable answerable`;
}

/** Is one of these bodies the one that answers in a row of `answerableAs`? Bodies are found by index once, not row by row. */
export function answeredBy(organised: Organised, organisations: readonly string[], day: IsoDate): SQL {
  const answering = sql`answerable.organisation_key = ${anyOf(organisations)}`;
  if (organised === 'then') return answering;
  return sql`${answering}
    and answerable.then_key = any((select bodies_held_by(${sql.param(organisations)}::text[], ${day}::date))::text[])`;
}

/** Roles of the product under the alias `product`, as a JSON list. "Now": each body that was named gives way to its holder. */
export function rolesOf(organised: Organised, day: IsoDate): SQL {
  if (organised === 'then') {
    return sql`select jsonb_agg(jsonb_build_object('role', assignment.role, 'name', assignment.name,
        'organisationKey', assignment.organisation_key) order by assignment.ordinal)
      from plan_assignment assignment where assignment.product_id = product.id`;
  }
  return sql`select jsonb_agg(jsonb_build_object('role', assignment.role, 'name', coalesce(version.name, assignment.name),
      'organisationKey', coalesce(held.organisation_key, assignment.organisation_key)) order by assignment.ordinal)
    from plan_assignment assignment
      left join plan_answerable_on(${day}::date) held on held.product_id = assignment.product_id
        and held.ordinal = assignment.ordinal and held.via_collective_key is null and held.organisation_key <> held.then_key
      left join organisation_version version on version.organisation_key = held.organisation_key and version.valid @> ${day}::date
    where assignment.product_id = product.id`;
}
