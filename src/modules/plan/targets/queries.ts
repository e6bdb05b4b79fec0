import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { keeping } from '#kernel/database/kept.ts';
import {
  findIndicator,
  standingOf,
  type Aim,
  type Computations,
  type Period,
  type PeriodKind,
  type Standing,
} from '#kernel/indicators/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { TargetOperator } from '../import/model.ts';

type Reader = Pick<Database, 'execute'>;

/** A numeric target of a plan with what measures it; `binding` null: nothing does. */
export interface TargetRow {
  objectiveId: string;
  ordinal: number;
  /** "2.d": number of the objective and those above it. */
  number: string;
  objective: string;
  line: number | null;
  operator: TargetOperator;
  value: number;
  unit: string;
  text: string;
  binding: TargetBinding | null;
}

export interface TargetBinding {
  indicatorKey: string;
  organisationKey: string | null;
  organisationName: string | null;
  period: Period;
  baseline: number | null;
  baselineNote: string | null;
  onPace: number | null;
  behind: number | null;
}

/** All numeric targets of a plan, in its order. */
export async function targetsOf(db: Reader, planId: string): Promise<TargetRow[]> {
  type Found = Omit<TargetRow, 'binding'> &
    Omit<TargetBinding, 'period' | 'indicatorKey'> & {
      indicatorKey: string | null;
      periodKind: PeriodKind;
      periodStart: IsoDate;
    } & Record<string, unknown>;
  const rows = await db.execute<Found>(
    sql`with recursive tree as (
        select id, number::text as path, text, line, array[ordinal] as place from plan_objective
        where plan_id = ${planId} and parent_id is null
        union all
        select child.id, concat_ws('.', nullif(tree.path, ''), nullif(child.number, '')), child.text, child.line, tree.place || child.ordinal
        from plan_objective child join tree on tree.id = child.parent_id
      )
      select target.objective_id as "objectiveId", target.ordinal, tree.path as number, tree.text as objective, tree.line,
        target.operator, target.value::float8, target.unit, target.text,
        bound.indicator_key as "indicatorKey", bound.organisation_key as "organisationKey", named.name as "organisationName",
        bound.period_kind as "periodKind", bound.period_start as "periodStart", bound.baseline::float8,
        bound.baseline_note as "baselineNote", bound.on_pace::float8 as "onPace", bound.behind::float8
      from tree join plan_target target on target.objective_id = tree.id
        left join plan_target_indicator bound on bound.objective_id = target.objective_id and bound.ordinal = target.ordinal
        left join lateral (select name from organisation_version version where version.organisation_key = bound.organisation_key
          order by version.valid @> bound.period_start desc, upper(version.valid) desc nulls first limit 1) named on true
      order by tree.place, target.ordinal limit 500`,
    'objects',
  );
  return rows.map(
    ({
      indicatorKey,
      organisationKey,
      organisationName,
      periodKind,
      periodStart,
      baseline,
      baselineNote,
      onPace,
      behind,
      ...target
    }) => ({
      // prettier-ignore
      ...target,
      binding: indicatorKey === null ? null : { indicatorKey, organisationKey, organisationName, period: { kind: periodKind, start: periodStart }, baseline, baselineNote, onPace, behind }, // prettier-ignore
    }),
  );
}

/** What a bound target is held against. */
export function aimOf({ operator, value, binding }: TargetRow): Aim {
  return { operator, value, baseline: binding?.baseline ?? null };
}

export interface TargetStanding {
  target: TargetRow;
  /** Null: not bound, or bound to an indicator that the reader may not see. */
  standing: Standing | null;
}

/** Every target of a plan with where it stands, as known at the end of a day. */
export function targetStandings(
  db: Reader,
  planId: string,
  asOf: IsoDate,
  computations: Computations,
): Promise<TargetStanding[]> {
  return keptStandings(db, { planId, asOf, computations });
}

interface Wanted {
  planId: string;
  asOf: IsoDate;
  computations: Computations;
}

/** Some questions for each target, and the same answer on every visit of a plan's page until something is written. */
const keptStandings = keeping<Wanted, TargetStanding[]>(
  { milliseconds: 5_000, keyOf: ({ planId, asOf }) => `${planId} ${asOf}` },
  readStandings,
);

async function readStandings(db: Reader, { planId, asOf, computations }: Wanted): Promise<TargetStanding[]> {
  const targets = await targetsOf(db, planId);
  return Promise.all(
    targets.map(async (target) => ({
      target,
      standing: target.binding && (await standingOfTarget(db, target, target.binding, asOf, computations)),
    })),
  );
}

async function standingOfTarget(
  db: Reader,
  target: TargetRow,
  { indicatorKey, organisationKey, period, onPace, behind }: TargetBinding,
  asOf: IsoDate,
  computations: Computations,
): Promise<Standing | null> {
  const indicator = await findIndicator(db, indicatorKey, asOf).catch((error: unknown) => {
    if (error instanceof Refusal && error.status === 404) return null;
    throw error;
  });
  const ofPlan = onPace !== null && behind !== null ? { onPace, behind } : null;
  return (
    indicator &&
    standingOf(db, indicator, { organisationKey, whole: period, asOf, aim: aimOf(target), ofPlan }, computations)
  );
}

/** Targets, of plans in force or past, that an indicator measures; newest plan first. */
export async function targetsMeasuredBy(
  db: Reader,
  indicatorKey: string,
): Promise<(TargetRow & { planId: string; planSlug: string; planYear: number | null })[]> {
  const plans = await db.execute<{ id: string; slug: string; year: number | null }>(
    sql`select distinct plan.id, plan.slug, plan.year from plan_target_indicator bound
      join plan_objective objective on objective.id = bound.objective_id join plan on plan.id = objective.plan_id
      where bound.indicator_key = ${indicatorKey} and plan.status in ('active', 'superseded') order by plan.year desc nulls last limit 20`,
    'objects',
  );
  const found = await Promise.all(
    plans.map(async ({ id, slug, year }) =>
      (await targetsOf(db, id))
        .filter(({ binding }) => binding?.indicatorKey === indicatorKey)
        .map((target) => ({ ...target, planId: id, planSlug: slug, planYear: year })),
    ),
  );
  return found.flat();
}
