import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import type { State } from '../model.ts';
import { lastChangeOf, progressByGroup, progressByOrganisation, type StateCount } from '../queries.ts';

/** The states that a reader of the plan tells apart; together they are all tasks. */
export const TASK_STANDINGS = ['done', 'review', 'active', 'late', 'waiting', 'stopped'] as const;
export type TaskStanding = (typeof TASK_STANDINGS)[number];

/** Where a task stands, in one of these words. What is done is done, though it was late; what stands still is not late. */
export function taskStandingOf({ progress, timeliness }: State): TaskStanding {
  if (progress === 'done') return 'done';
  if (progress === 'awaiting-confirmation') return 'review';
  if (progress === 'suspended' || progress === 'cancelled') return 'stopped';
  if (timeliness === 'late') return 'late';
  return progress === 'in-progress' ? 'active' : 'waiting';
}

/** Figures of the open data: tasks by standing. */
export interface ProgressFigures extends Record<TaskStanding, number> {
  tasks: number;
  /** Those that count: all but the cancelled ones. */
  counted: number;
  /** Done of those that count, in percent with two decimals; null when none counts. */
  percentDone: number | null;
}

/** Tasks by standing, from counts by state. */
export function progressFigures(counts: readonly StateCount[]): ProgressFigures {
  const sums = { done: 0, review: 0, active: 0, late: 0, waiting: 0, stopped: 0 };
  let [tasks, cancelled] = [0, 0];
  for (const each of counts) {
    sums[taskStandingOf(each)] += each.count;
    tasks += each.count;
    if (each.progress === 'cancelled') cancelled += each.count;
  }
  const counted = tasks - cancelled;
  return {
    tasks,
    counted,
    ...sums,
    percentDone: counted === 0 ? null : Math.round((sums.done / counted) * 10_000) / 100,
  };
}

/** Public figures of a plan on a day: the whole, its groups, its lead bodies. */
export interface PublicProgress {
  asOf: IsoDate;
  updatedAt: Date | null;
  total: ProgressFigures;
  groups: (ProgressFigures & { code: string; title: string; inferred: boolean })[];
  organisations: (ProgressFigures & { key: string; name: string })[];
}

/** Lead bodies at most. */
const MOST_BODIES = 500;

/**
 * What everybody may know of how a plan is going: tasks by standing. A task led by several bodies counts for each of them; bodies
 * are those that the plan named.
 */
export async function publicProgress(
  db: Database,
  plan: { id: string; issuedOn: IsoDate | null },
  asOf: IsoDate,
): Promise<PublicProgress> {
  const [groups, organisations, updatedAt] = await Promise.all([
    progressByGroup(db, plan.id, asOf),
    progressByOrganisation(db, plan.id, asOf, { role: 'lead', named: plan.issuedOn ?? asOf, limit: MOST_BODIES }),
    lastChangeOf(db, plan.id),
  ]);
  return {
    asOf,
    updatedAt,
    total: progressFigures(groups.flatMap(({ counts }) => counts)),
    groups: groups.map(({ counts, ...group }) => ({ ...group, ...progressFigures(counts) })),
    organisations: organisations.map(({ counts, ...body }) => ({ ...body, ...progressFigures(counts) })),
  };
}
