import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { isId } from '#kernel/database/uuid.ts';
import { answerableAs, type Organised, answeredBy } from './answering-sql.ts';
import type { Role } from './import/model.ts';
import type { Progress, State, Timeliness } from './model.ts';
import {
  plan,
  planAssignment,
  planBasis,
  planDiagnostic,
  planGroup,
  planObjective,
  planProduct,
  planSourceLine,
  planTarget,
  planTask,
} from './schema.ts';
import { productState, taskStateJoin } from './running/state-sql.ts';
import { noSuchPlan } from './service/review-plan.ts';

type Reader = Pick<Database, 'select' | 'execute'>;
export type PlanSummary = typeof plan.$inferSelect & { tasks: number; openDiagnostics: number };

/** Plans by year, newest first. Drafts only for those who may review. */
export async function listPlans(db: Reader, { drafts }: { drafts: boolean }): Promise<PlanSummary[]> {
  const rows = await db
    .select({
      plan,
      tasks: sql<number>`(select count(*)::int from plan_task where plan_task.plan_id = plan.id)`,
      openDiagnostics: sql<number>`(select count(*)::int from plan_diagnostic where plan_diagnostic.plan_id = plan.id
        and resolution = 'open' and severity <> 'info')`,
    })
    .from(plan)
    .where(drafts ? ne(plan.status, 'discarded') : inArray(plan.status, ['active', 'superseded']))
    .orderBy(desc(plan.year), desc(plan.importedAt))
    .limit(200);
  return rows.map(({ plan, tasks, openDiagnostics }) => ({ ...plan, tasks, openDiagnostics }));
}

/** Has this register ever held a plan, discarded drafts included? */
export async function hasPlans(db: Reader): Promise<boolean> {
  return (await db.select({ id: plan.id }).from(plan).limit(1)).length > 0;
}

/** One plan by its address or identity. @throws Refusal 404, also for drafts when these are not asked for */
export async function findPlan(
  db: Reader,
  slugOrId: string,
  { drafts }: { drafts: boolean },
): Promise<typeof plan.$inferSelect> {
  const [found] = await db
    .select()
    .from(plan)
    .where(isId(slugOrId) ? eq(plan.id, slugOrId) : eq(plan.slug, slugOrId))
    .limit(1);
  if (!found || found.status === 'discarded' || (found.status === 'draft' && !drafts)) throw noSuchPlan();
  return found;
}

/** The plan in force whose year is latest; null while there is none. */
export async function currentPlan(db: Reader): Promise<typeof plan.$inferSelect | null> {
  const [found] = await db.select().from(plan).where(eq(plan.status, 'active')).orderBy(desc(plan.year)).limit(1);
  return found ?? null;
}

/** Tasks by what they have come to. The same rule as the list's filters: a figure opens a list as long as itself. */
export interface StateCount {
  progress: Progress;
  timeliness: Timeliness;
  count: number;
}

export interface GroupProgress {
  code: string;
  title: string;
  inferred: boolean;
  counts: StateCount[];
}

/** Task counts by state for each group of a plan, as of a day. */
export async function progressByGroup(db: Reader, planId: string, asOf: IsoDate): Promise<GroupProgress[]> {
  const rows = await db.execute<{ code: string; title: string; inferred: boolean } & StateCount>(
    sql`select "group".code, "group".title, "group".inferred, state.progress, state.timeliness, count(*)::int as count
      from plan_task task join plan_group "group" on "group".id = task.group_id ${taskStateJoin(asOf)}
      where task.plan_id = ${planId} group by "group".id, state.progress, state.timeliness order by "group".ordinal`,
    'objects',
  );
  return gathered(rows, ({ code, title, inferred }) => ({ code, title, inferred }));
}

export interface OrganisationProgress {
  key: string;
  name: string;
  counts: StateCount[];
}

/**
 * Task counts by state for each organisation in a role, as of a day; most tasks first. `organised: 'now'` counts with the body
 * that holds the work on that day; work that waits for a decision stays with the body that the plan named.
 */
export async function progressByOrganisation(
  db: Reader,
  planId: string,
  asOf: IsoDate,
  options: { role: Role; named: IsoDate; limit: number; organised?: Organised },
): Promise<OrganisationProgress[]> {
  const answerable = answerableAs(options.organised ?? 'then', asOf);
  const rows = await db.execute<{ key: string; name: string } & StateCount>(
    sql`with answering as (
        select distinct organisation_key, task_id from ${answerable} where plan_id = ${planId} and role = ${options.role}
      ), counted as (
        select answering.organisation_key, state.progress, state.timeliness, count(*)::int as count,
          sum(count(*)) over (partition by answering.organisation_key) as total
        from answering join plan_task task on task.id = answering.task_id ${taskStateJoin(asOf)}
        group by answering.organisation_key, state.progress, state.timeliness
      ), ranked as (
        select *, dense_rank() over (order by total desc, organisation_key) as place from counted
      )
      select ranked.organisation_key as key, coalesce(version.name, ranked.organisation_key) as name, progress, timeliness, count
      from ranked left join lateral (
        select name from organisation_version version where version.organisation_key = ranked.organisation_key
        order by version.valid @> ${options.named}::date desc, upper(version.valid) desc nulls first limit 1) version on true
      where place <= ${options.limit} order by place`,
    'objects',
  );
  return gathered(rows, ({ key, name }) => ({ key, name }));
}

function gathered<Row extends StateCount, Head extends object>(
  rows: readonly Row[],
  headOf: (row: Row) => Head,
): (Head & { counts: StateCount[] })[] {
  const byHead = new Map<string, Head & { counts: StateCount[] }>();
  for (const row of rows) {
    const head = headOf(row);
    const id = JSON.stringify(head);
    if (!byHead.has(id)) byHead.set(id, { ...head, counts: [] });
    byHead.get(id)!.counts.push({ progress: row.progress, timeliness: row.timeliness, count: row.count });
  }
  return [...byHead.values()];
}

/** Groups of a plan in their order. */
export async function groupsOf(db: Reader, planId: string) {
  return db.select().from(planGroup).where(eq(planGroup.planId, planId)).orderBy(asc(planGroup.ordinal)).limit(1_000);
}

/** Legal bases of a plan in their order. */
export async function basesOf(db: Reader, planId: string) {
  return db.select().from(planBasis).where(eq(planBasis.planId, planId)).orderBy(asc(planBasis.ordinal)).limit(200);
}

export type ObjectiveTree = typeof planObjective.$inferSelect & {
  targets: (typeof planTarget.$inferSelect)[];
  items: ObjectiveTree[];
};

/** Objectives of a plan as a tree, each with its numeric targets. */
export async function objectivesOf(db: Reader, planId: string): Promise<ObjectiveTree[]> {
  const rows = await db
    .select()
    .from(planObjective)
    .where(eq(planObjective.planId, planId))
    .orderBy(asc(planObjective.ordinal))
    .limit(2_000);
  const targets = await db
    .select({ target: planTarget })
    .from(planTarget)
    .innerJoin(planObjective, eq(planObjective.id, planTarget.objectiveId))
    .where(eq(planObjective.planId, planId))
    .orderBy(asc(planTarget.ordinal));
  const nodes = new Map(rows.map((row): [string, ObjectiveTree] => [row.id, { ...row, targets: [], items: [] }]));
  for (const { target } of targets) nodes.get(target.objectiveId)?.targets.push(target);
  const top: ObjectiveTree[] = [];
  for (const node of nodes.values()) (node.parentId ? nodes.get(node.parentId)!.items : top).push(node);
  return top;
}

/** A paper that proves a product, as everybody may see it. */
export interface ProductDocument {
  number: string;
  date: IsoDate;
  issuer: string | null;
  /** Day on which it was registered. */
  onDate: IsoDate;
}

export type ProductDetail = typeof planProduct.$inferSelect & {
  assignments: (typeof planAssignment.$inferSelect)[];
  /** As of the day asked for. */
  state: State;
  documents: ProductDocument[];
};
export type TaskDetail = typeof planTask.$inferSelect & {
  group: typeof planGroup.$inferSelect;
  products: ProductDetail[];
};

/** A task with all that belongs to it, as of a day; null when the plan has no such task. Five queries, however many products. */
export async function findTask(db: Reader, planId: string, code: string, asOf: IsoDate): Promise<TaskDetail | null> {
  const [found] = await db
    .select({ task: planTask, group: planGroup })
    .from(planTask)
    .innerJoin(planGroup, eq(planGroup.id, planTask.groupId))
    .where(and(eq(planTask.planId, planId), eq(planTask.code, code)));
  if (!found) return null;
  const products = await db
    .select()
    .from(planProduct)
    .where(eq(planProduct.taskId, found.task.id))
    .orderBy(asc(planProduct.ordinal));
  const ids = products.map(({ id }) => id);
  const assignments = await db
    .select()
    .from(planAssignment)
    .where(inArray(planAssignment.productId, ids))
    .orderBy(asc(planAssignment.ordinal));
  const states = await statesOfProducts(db, ids, asOf);
  const documents = await documentsOf(db, ids, asOf);
  return {
    ...found.task,
    group: found.group,
    products: products.map((product) => ({
      ...product,
      assignments: assignments.filter(({ productId }) => productId === product.id),
      state: states.get(product.id)!,
      documents: documents.filter(({ productId }) => productId === product.id),
    })),
  };
}

async function statesOfProducts(db: Reader, ids: readonly string[], asOf: IsoDate): Promise<Map<string, State>> {
  const rows = await db.execute<State & { id: string }>(
    sql`select product.id, state.progress, state.timeliness from plan_product product cross join lateral (${productState(asOf)}) state
      where product.id = any(${sql.param(ids)}::uuid[])`,
    'objects',
  );
  return new Map(rows.map(({ id, progress, timeliness }) => [id, { progress, timeliness }]));
}

/** Papers that were registered by a day and not withdrawn, each once however many bodies it settles. */
async function documentsOf(
  db: Reader,
  ids: readonly string[],
  asOf: IsoDate,
): Promise<(ProductDocument & { productId: string })[]> {
  return db.execute<ProductDocument & { productId: string } & Record<string, unknown>>(
    sql`select owed.product_id as "productId", evidence.document_number as number, evidence.document_date as date,
        max(evidence.document_issuer) as issuer, min(evidence.on_date) as "onDate"
      from obligation_evidence evidence join obligation owed on owed.id = evidence.obligation_id
      where owed.product_id = any(${sql.param(ids)}::uuid[]) and evidence.kind = 'document' and evidence.is_public
        and evidence.withdrawn_seq is null and evidence.on_date <= ${asOf}::date and owed.state in ('done', 'awaiting-confirmation')
      group by owed.product_id, evidence.document_number, evidence.document_date order by min(evidence.on_date) limit 500`,
    'objects',
  );
}

/** The tasks before and after one, for paging through the plan. */
export async function neighboursOf(
  db: Reader,
  planId: string,
  ordinal: number,
): Promise<{ previous: string | null; next: string | null }> {
  const rows = await db
    .select({ ordinal: planTask.ordinal, code: planTask.code })
    .from(planTask)
    .where(and(eq(planTask.planId, planId), inArray(planTask.ordinal, [ordinal - 1, ordinal + 1])));
  const at = (place: number) => rows.find((row) => row.ordinal === place)?.code ?? null;
  return { previous: at(ordinal - 1), next: at(ordinal + 1) };
}

/** Lines of the source between two lines (inclusive), at most so many. */
export async function sourceLines(db: Reader, planId: string, from: number, to: number, limit = 2_000) {
  return db
    .select({ line: planSourceLine.line, page: planSourceLine.page, text: planSourceLine.text })
    .from(planSourceLine)
    .where(and(eq(planSourceLine.planId, planId), sql`${planSourceLine.line} between ${from} and ${to}`))
    .orderBy(asc(planSourceLine.line))
    .limit(limit);
}

/** Everything the reader noticed, in the order of the document. */
export async function diagnosticsOf(db: Reader, planId: string) {
  return db
    .select()
    .from(planDiagnostic)
    .where(eq(planDiagnostic.planId, planId))
    .orderBy(asc(planDiagnostic.ordinal))
    .limit(5_000);
}

/** Tasks in which an organisation answers, over all plans in force and past, next due first. */
export interface OrganisationTask {
  planSlug: string;
  planYear: number | null;
  code: string;
  title: string;
  role: Role;
  via: string | null;
  nextDue: IsoDate | null;
  progress: Progress;
  timeliness: Timeliness;
}

/**
 * What an organisation answers for. `organised: 'now'`: what it holds on the day, hand-overs from other bodies included;
 * otherwise what plans named it for.
 */
export async function tasksOfOrganisation(
  db: Reader,
  organisationKey: string,
  asOf: IsoDate,
  limit = 500,
  organised: Organised = 'then',
): Promise<OrganisationTask[]> {
  return db.execute<OrganisationTask & Record<string, unknown>>(
    sql`select plan.slug as "planSlug", plan.year as "planYear", task.code, task.title, answering.role, answering.via,
        (select min(product.due) from plan_product product where product.task_id = task.id
          and (product.done_on is null or product.done_on > ${asOf}::date)) as "nextDue",
        state.progress, state.timeliness
      from (
        select task_id, plan_id, role, case when bool_and(via_collective_key is not null) then min(collective.name) end as via
        from ${answerableAs(organised, asOf)} left join collective on collective.key = via_collective_key
        where ${answeredBy(organised, [organisationKey], asOf)}
        group by task_id, plan_id, role
      ) answering
      join plan on plan.id = answering.plan_id and plan.status in ('active', 'superseded')
      join plan_task task on task.id = answering.task_id ${taskStateJoin(asOf)}
      order by plan.year desc, task.ordinal, answering.role limit ${limit}`,
    'objects',
  );
}

/** How many tasks have a product due in each month (`YYYY-MM`), earliest first. The list's due window counts the same. */
export async function dueByMonth(db: Reader, planId: string): Promise<{ month: string; tasks: number }[]> {
  return db.execute<{ month: string; tasks: number }>(
    sql`select to_char(due, 'YYYY-MM') as month, count(distinct task_id)::int as tasks
      from plan_product where plan_id = ${planId} and due is not null group by 1 order by 1 limit 600`,
    'objects',
  );
}

/** When a published plan last changed: accepted, or a fact about one of its products recorded. */
export async function lastChangeOf(db: Reader, planId: string): Promise<Date | null> {
  const [row] = await db.execute<{ at: Date | null }>(
    sql`select greatest(plan.accepted_at, plan.changed_at) as at
      from plan where plan.id = ${planId}`,
    'objects',
  );
  return row?.at ? new Date(row.at) : null;
}

/** How many lines the source of a plan has. */
export async function sourceLength(db: Reader, planId: string): Promise<number> {
  const [row] = await db.execute<{ lines: number }>(
    sql`select coalesce(max(line), 0) as lines from plan_source_line where plan_id = ${planId}`,
    'objects',
  );
  return row!.lines;
}
