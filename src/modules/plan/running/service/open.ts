import { asc, eq, sql } from 'drizzle-orm';
import { isWorkingDay, vietnamCalendar } from '#kernel/calendar/index.ts';
import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { insertMany } from '#kernel/database/insert-many.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { newId } from '#kernel/database/uuid.ts';
import { plan, planProduct, planTask } from '../../schema.ts';
import type { Role } from '../../import/model.ts';
import { doersOf, slotsOf, type Answerable } from '../unfold.ts';
import { obligation, obligationSpan } from '../schema.ts';
import { replay } from './replay.ts';
import { rollUpProducts } from './roll-up.ts';

type NewObligation = typeof obligation.$inferInsert;

/**
 * Unfolds products of a plan into what each body must do and by when: one obligation per body that answers and per time at
 * which it is due. Whose body nobody knows gets one without a body, so that no product is without an obligation.
 * @returns how many obligations were opened
 */
export async function openObligations(
  tx: Transaction,
  planId: string,
  options: { taskId?: string; openedOn: IsoDate },
): Promise<number> {
  const [found] = await tx.select({ year: plan.year, issuedOn: plan.issuedOn }).from(plan).where(eq(plan.id, planId));
  const products = await tx
    .select({
      id: planProduct.id,
      taskId: planProduct.taskId,
      groupId: planTask.groupId,
      schedule: planProduct.schedule,
      lastDay: planProduct.lastDay,
    })
    .from(planProduct)
    .innerJoin(planTask, eq(planTask.id, planProduct.taskId))
    .where(options.taskId ? eq(planProduct.taskId, options.taskId) : eq(planProduct.planId, planId))
    .orderBy(asc(planTask.ordinal), asc(planProduct.ordinal));
  const answering = await answerablesOf(tx, planId);
  const calendar = vietnamCalendar;
  const year = found!.year ?? Number(options.openedOn.slice(0, 4));
  const rows = products.flatMap((product): NewObligation[] => {
    const slots = slotsOf(product.schedule, year, (day) => isWorkingDay(calendar, day));
    const doers = doersOf(answering.get(product.id) ?? []);
    // A deadline that a person corrected stands in the product, not in the expression.
    const once = slots.length === 1 && slots[0]!.trigger === null;
    return (doers.length > 0 ? doers : [null]).flatMap((doer) =>
      slots.map((slot) => {
        const lastDay = once ? product.lastDay : slot.lastDay;
        return {
          id: newId(),
          source: 'product' as const,
          planId,
          groupId: product.groupId,
          taskId: product.taskId,
          productId: product.id,
          organisationKey: doer?.organisationKey ?? null,
          role: doer?.role ?? null,
          ordinal: doer?.ordinal ?? null,
          viaCollectiveKey: doer?.viaCollectiveKey ?? null,
          periodLabel: slot.label,
          waitsFor: slot.trigger,
          openedOn: options.openedOn,
          lastOn: options.openedOn,
          isPublic: true,
          state: slot.trigger === null ? ('not-started' as const) : ('waiting' as const),
          firstLastDay: lastDay,
          lastDay,
        };
      }),
    );
  });
  await storeOpened(tx, rows);
  await rollUpProducts(
    tx,
    options.taskId ? sql`product.task_id = ${options.taskId}` : sql`product.plan_id = ${planId}`,
  );
  return rows.length;
}

/** Stores obligations to which nothing has happened yet, with the spans and counts that follow. */
export async function storeOpened(tx: Transaction, rows: readonly NewObligation[]): Promise<void> {
  await insertMany(tx, obligation, rows);
  await insertMany(
    tx,
    obligationSpan,
    rows.map((row) => ({
      obligationId: row.id,
      fromDay: row.openedOn,
      planId: row.planId ?? null,
      productId: row.productId ?? null,
      organisationKey: row.organisationKey ?? null,
      groupId: row.groupId ?? null,
      state: row.state,
      lastDay: row.lastDay ?? null,
    })),
  );
  const ids = rows.filter(({ planId, groupId }) => planId && groupId).map(({ id }) => id);
  if (ids.length === 0) return;
  await tx.execute(
    sql`insert into obligation_tally (plan_id, organisation_key, group_id, standing, count)
      select plan_id, organisation_key, group_id, state, count(*)::int from obligation
      where id = any(${sql.param(ids)}::uuid[]) group by plan_id, organisation_key, group_id, state
      order by plan_id, organisation_key, group_id, state
      on conflict (plan_id, organisation_key, group_id, standing) do update set count = obligation_tally.count + excluded.count`,
  );
}

async function answerablesOf(tx: Transaction, planId: string): Promise<Map<string, Answerable[]>> {
  const rows = await tx.execute<{
    product_id: string;
    organisation_key: string;
    role: Role;
    via_collective_key: string | null;
    ordinal: number;
  }>(
    sql`select product_id, organisation_key, role, via_collective_key, ordinal from plan_answerable where plan_id = ${planId}`,
    'objects',
  );
  const byProduct = new Map<string, Answerable[]>();
  for (const row of rows) {
    const { organisation_key: organisationKey, role, via_collective_key: viaCollectiveKey, ordinal } = row;
    const list = byProduct.get(row.product_id) ?? [];
    list.push({ organisationKey, role, viaCollectiveKey, ordinal });
    byProduct.set(row.product_id, list);
  }
  return byProduct;
}

/**
 * Opens the obligations of plans that came into force under a release that knew none, and carries over what was recorded of their
 * products. Run at every start; does nothing the second time.
 * @returns how many plans were brought over
 */
export async function bringOverOldPlans(db: Database, actor: Actor): Promise<number> {
  const plans = await db.execute<{ id: string; issued_on: IsoDate | null; accepted_at: Date }>(
    sql`select id, issued_on, accepted_at from plan where status in ('active', 'superseded')
      and not exists (select 1 from obligation where obligation.plan_id = plan.id) limit 1000`,
    'objects',
  );
  for (const each of plans) {
    await transact(db, actor, async (tx) => {
      const openedOn = each.issued_on ?? vietnamDate(new Date(each.accepted_at));
      const obligations = await openObligations(tx, each.id, { openedOn });
      await replay(tx, each.id);
      tx.record({ action: 'unfold', subjectType: 'plan', subjectId: each.id, after: { obligations } });
    });
  }
  return plans.length;
}
