import { and, asc, eq, gte, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import type { Database } from '#kernel/database/connection.ts';
import { isId } from '#kernel/database/uuid.ts';
import type { ProductDetail } from './queries.ts';
import {
  planAssignment,
  planDiagnostic,
  planGroup,
  planObjective,
  planProduct,
  planSourceLine,
  planTask,
} from './schema.ts';

/** Reads for the review of a draft. */

type Reader = Pick<Database, 'select' | 'execute'>;

export interface PlanSize {
  groups: number;
  objectives: number;
  tasks: number;
  products: number;
  /** Products without a responsible lead that the registry knows. */
  productsWithoutLead: number;
  /** Last line of the source. */
  lastLine: number;
}

/** How large a plan is, for the question before it is put into force. */
export async function planSize(db: Reader, planId: string): Promise<PlanSize> {
  const [size] = await db.execute<PlanSize & Record<string, unknown>>(
    sql`select (select count(*)::int from ${planGroup} where plan_id = ${planId}) as groups,
      (select count(*)::int from ${planObjective} where plan_id = ${planId}) as objectives,
      (select count(*)::int from ${planTask} where plan_id = ${planId}) as tasks,
      (select count(*)::int from ${planProduct} where plan_id = ${planId}) as products,
      (select count(*)::int from ${planProduct} product where plan_id = ${planId} and not exists (
        select 1 from plan_answerable where product_id = product.id and role = 'lead')) as "productsWithoutLead",
      (select coalesce(max(line), 0)::int from ${planSourceLine} where plan_id = ${planId}) as "lastLine"`,
    'objects',
  );
  return size!;
}

export type GroupWithCount = typeof planGroup.$inferSelect & { tasks: number };

/** Groups of a plan in their order, each with how many tasks it has. */
export async function groupsWithCounts(db: Reader, planId: string): Promise<GroupWithCount[]> {
  const rows = await db
    .select({
      group: planGroup,
      tasks: sql<number>`(select count(*)::int from plan_task task where task.group_id = plan_group.id)`,
    })
    .from(planGroup)
    .where(eq(planGroup.planId, planId))
    .orderBy(asc(planGroup.ordinal))
    .limit(1_000);
  return rows.map(({ group, tasks }) => ({ ...group, tasks }));
}

export type ReviewTask = typeof planTask.$inferSelect & { products: Omit<ProductDetail, 'state' | 'documents'>[] };

/** Tasks of one group with their products and roles, a page at a time. Three queries, however many tasks. */
export async function tasksOfGroup(
  db: Reader,
  groupId: string,
  page: { limit: number; offset: number },
): Promise<ReviewTask[]> {
  const tasks = await db
    .select()
    .from(planTask)
    .where(eq(planTask.groupId, groupId))
    .orderBy(asc(planTask.ordinal))
    .limit(page.limit)
    .offset(page.offset);
  const taskIds = tasks.map(({ id }) => id);
  const products = await db
    .select()
    .from(planProduct)
    .where(inArray(planProduct.taskId, taskIds))
    .orderBy(asc(planProduct.ordinal));
  const assignments = await db
    .select()
    .from(planAssignment)
    .where(
      inArray(
        planAssignment.productId,
        products.map(({ id }) => id),
      ),
    )
    .orderBy(asc(planAssignment.ordinal));
  return tasks.map((task) => ({
    ...task,
    products: products
      .filter(({ taskId }) => taskId === task.id)
      .map((product) => ({ ...product, assignments: assignments.filter(({ productId }) => productId === product.id) })),
  }));
}

/** Parts of the structure that a line of the source became. */
export interface PartsAtLine {
  /** The task that holds the line, else the next one after it. */
  task: { code: string; groupId: string; holds: boolean } | null;
  objective: { id: string; number: string } | null;
}

/** Which task and which objective a line belongs to: where a finding is mended. */
export async function partsAtLine(db: Reader, planId: string, line: number): Promise<PartsAtLine> {
  const [task] = await db
    .select({ code: planTask.code, groupId: planTask.groupId, line: planTask.line })
    .from(planTask)
    .where(and(eq(planTask.planId, planId), gte(planTask.endLine, line)))
    .orderBy(asc(planTask.ordinal))
    .limit(1);
  const [objective] = await db
    .select({ id: planObjective.id, number: planObjective.number })
    .from(planObjective)
    .where(and(eq(planObjective.planId, planId), isNotNull(planObjective.line), lte(planObjective.line, line)))
    .orderBy(sql`${planObjective.line} desc`)
    .limit(1);
  return {
    task: task ? { code: task.code, groupId: task.groupId, holds: (task.line ?? 0) <= line } : null,
    objective: objective ?? null,
  };
}

/** One group of a plan; null when the plan has no such group. */
export async function findGroup(db: Reader, planId: string, groupId: string) {
  if (!isId(groupId)) return null;
  const [found] = await db
    .select()
    .from(planGroup)
    .where(and(eq(planGroup.planId, planId), eq(planGroup.id, groupId)));
  return found ?? null;
}

export interface FindingCounts {
  severity: 'error' | 'warning' | 'info';
  open: number;
  settled: number;
}

/** Findings of a plan by severity, gravest first; severities without findings are counted too. */
export async function countFindings(db: Reader, planId: string): Promise<FindingCounts[]> {
  const rows = await db
    .select({
      severity: planDiagnostic.severity,
      open: sql<number>`count(*) filter (where resolution = 'open')::int`,
      settled: sql<number>`count(*) filter (where resolution <> 'open')::int`,
    })
    .from(planDiagnostic)
    .where(eq(planDiagnostic.planId, planId))
    .groupBy(planDiagnostic.severity);
  return (['error', 'warning', 'info'] as const).map(
    (severity) => rows.find((row) => row.severity === severity) ?? { severity, open: 0, settled: 0 },
  );
}
