import type { IsoDate } from '#kernel/calendar/dates.ts';
import {
  rollUp,
  type findPlan,
  type ObjectiveTree,
  type PlanSummary,
  type StateCount,
  type TaskDetail,
  type TaskRow,
  type TaskScope,
} from '#modules/plan/index.ts';
import { BASE } from './context.ts';
import type { ObjectiveItem, TaskBody, TaskItem } from './plan-shapes.ts';

/** Plans as the API tells them, from what the module's queries give. */

export type Plan = Awaited<ReturnType<typeof findPlan>>;

/** Address of a plan in the API. */
export const planPath = (slug: string) => `${BASE}/plans/${encodeURIComponent(slug)}`;
/** Address of a task in the API. */
export const taskPath = (slug: string, code: string) => `${planPath(slug)}/tasks/${encodeURIComponent(code)}`;

/** A plan in a list. */
export function planSummary(plan: Omit<PlanSummary, 'openDiagnostics'>) {
  const { id, slug, status, year, number, issuedOn, issuer, signer, subject, tasks, revision, importedAt, acceptedAt } =
    plan;
  return {
    id,
    slug,
    status,
    year,
    number,
    issuedOn,
    issuer,
    signer,
    subject,
    tasks,
    revision,
    importedAt,
    acceptedAt,
    self: planPath(slug),
  };
}

/** An objective with those below it. */
export function objective({ number, text, targets, items }: ObjectiveTree): ObjectiveItem {
  return {
    number,
    text,
    targets: targets.map(({ operator, value, unit, text }) => ({ operator, value, unit, text })),
    items: items.map(objective),
  };
}

/** Counts of all groups, added up by state. */
export function total(counts: readonly StateCount[]): StateCount[] {
  const sums = new Map<string, StateCount>();
  for (const { progress, timeliness, count } of counts) {
    const key = `${progress} ${timeliness}`;
    sums.set(key, { progress, timeliness, count: (sums.get(key)?.count ?? 0) + count });
  }
  return [...sums.values()];
}

/** A task in a list. */
export function taskItem(row: TaskRow, { planSlug }: TaskScope): TaskItem {
  const { code, number, title, groupCode, groupTitle, firstDue, lastDue, progress, timeliness, products } = row;
  const group = { code: groupCode, title: groupTitle };
  return {
    code,
    number,
    title,
    group,
    firstDue,
    lastDue,
    progress,
    timeliness,
    self: taskPath(planSlug, code),
    products: products ?? [],
  };
}

/** A task with all that belongs to it, as of a day. */
export function taskBody(task: TaskDetail, plan: Plan, asOf: IsoDate): Omit<TaskBody, 'previous' | 'next'> {
  const products = task.products.map((product) => ({
    id: product.id,
    text: product.text,
    schedule: product.schedule,
    due: product.due,
    lastDay: product.lastDay,
    startedOn: product.startedOn,
    doneOn: product.doneOn,
    ...product.state,
    assignment: {
      text: product.assignmentText,
      roles: product.assignments.map(({ role, name, organisationKey, collectiveKey, collective }) => ({
        role,
        name,
        organisationKey,
        collectiveKey,
        collective,
      })),
    },
    documents: product.documents.map(({ number, date, issuer, onDate }) => ({ number, date, issuer, onDate })),
    source: { from: product.line, to: product.endLine },
  }));
  return {
    code: task.code,
    number: task.number,
    title: task.title,
    group: { code: task.group.code, title: task.group.title },
    firstDue: task.firstDue,
    lastDue: task.lastDue,
    ...rollUp(products),
    self: taskPath(plan.slug, task.code),
    plan: { slug: plan.slug, year: plan.year, self: planPath(plan.slug) },
    asOf,
    heading: task.heading,
    notes: task.notes,
    products,
    source: { from: task.line, to: task.endLine },
  };
}
