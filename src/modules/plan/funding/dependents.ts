import { sql, type SQL } from 'drizzle-orm';
import { insertMany } from '#kernel/database/insert-many.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { isId, newId } from '#kernel/database/uuid.ts';
import type { Dependents, Move, OpenWork } from '#kernel/organisations/dependents.ts';
import { dongText, leftOf, type Money } from './model.ts';
import { moneyOf, SUMS, type Summed } from './queries.ts';
import { planFundingEntry } from './schema.ts';

/** A source's money of a body for a task. */
type BySource = { source: string } & Money;

/**
 * Money of tasks in force that a body has not spent. Where only one body takes over, sums count it there (`heldOn`); entries stay
 * under the name they were made for. Where a person decides, what is left goes over by entries of its own.
 */
export const FUNDING_DEPENDENTS: Dependents = {
  name: 'plan-funding',
  title: { vi: 'Kinh phí chưa chi', en: 'Money not spent' },
  followsWhenRead: true,
  waits: true,
  take: moveMoney,

  async openWorkOf(db, keys, on) {
    const rows = await db.execute<Summed & { task_id: string; code: string; title: string; named: string; held: string; source: string }>(
      sql`select entry.task_id, task.code, task.title, entry.organisation_key as named, holder.key as held, entry.source_key as source, ${SUMS}
        from plan_funding_entry entry join plan on plan.id = entry.plan_id and plan.status = 'active'
          join plan_task task on task.id = entry.task_id
          cross join lateral (select obligation_holder(entry.organisation_key, null, null, ${on}::date) as key) holder
        where entry.organisation_key = any((select bodies_held_by(${sql.param(keys)}::text[], ${on}::date))::text[])
          and holder.key = any(${sql.param(keys)}::text[])
        group by entry.task_id, task.code, task.title, task.ordinal, entry.organisation_key, holder.key, entry.source_key
        order by task.ordinal, entry.organisation_key limit 10000`,
      'objects',
    ); // prettier-ignore
    const byBody = Map.groupBy(rows, ({ task_id, named }) => `${task_id}:${named}`);
    return [...byBody].flatMap(([id, sources]): OpenWork[] => {
      const left = sources.map((row) => leftOf(moneyOf(row)));
      const open = left.reduce((sum, { estimate, allocated }) => sum + (allocated || estimate), 0n);
      if (open === 0n) return [];
      const { code, title, named, held } = sources[0]!;
      return [
        {
          subjectId: id,
          label: `${code}. ${title}`,
          detail: `Kinh phí còn ${dongText(open, 'vi')} đồng`,
          path: `/van-phong/kinh-phi/so?task=${encodeURIComponent(code)}`,
          organisationKey: named,
          heldBy: held,
          function: null,
          sharedWith: [],
        },
      ];
    });
  },

  historyOf: (db, keys) =>
    db
      .execute<{ count: number }>(
        sql`select count(*)::int as count from plan_funding_entry where organisation_key = any(${sql.param(keys)}::text[])`,
        'objects',
      )
      .then(([row]) => row!.count),

  async builtOn(db, keys) {
    const rows = await db.execute<{ code: string }>(
      sql`select distinct task.code from plan_funding_entry entry join plan_task task on task.id = entry.task_id
        where entry.organisation_key = any(${sql.param(keys)}::text[]) limit 20`,
      'objects',
    );
    return rows.map(({ code }) => `Kinh phí đã ghi cho cơ quan mới: nhiệm vụ ${code}`);
  },
};

/** Writes what is left off the one body and on the other, source by source; the task's own sums stay the same. */
async function moveMoney(tx: Transaction, id: string, toKey: string, move: Move): Promise<void> {
  const [taskId = '', named = ''] = id.split(':');
  if (!isId(taskId) || move.from.includes(toKey) || !move.from.includes(named)) return;
  const [task] = await tx.execute<{ plan: string }>(
    sql`select plan_id as plan from plan_task where id = ${taskId} for update`,
    'objects',
  );
  if (!task) return;
  const left = await leftBySource(tx, sql`entry.task_id = ${taskId} and entry.organisation_key = ${named}`);
  const note = move.reason ?? 'Theo sắp xếp tổ chức.';
  const rows = left.flatMap(({ source, ...money }) =>
    (['estimate', 'allocated'] as const).flatMap((kind) =>
      money[kind] === 0n
        ? []
        : [
            { organisationKey: named, amount: -money[kind] },
            { organisationKey: toKey, amount: money[kind] },
          ].map((side) => ({
            ...side,
            id: newId(),
            planId: task.plan,
            taskId,
            kind,
            sourceKey: source,
            onDate: move.day,
            note,
            recordedAt: move.now,
            recordedBy: tx.actor.id,
            position: tx.actor.position,
          })),
    ),
  );
  if (rows.length === 0) return;
  await insertMany(tx, planFundingEntry, rows);
  tx.record({
    action: 'move-funding',
    subjectType: 'plan-task',
    subjectId: taskId,
    before: { organisationKey: named },
    after: { organisationKey: toKey, amount: String(left.reduce((sum, { allocated, estimate }) => sum + (allocated || estimate), 0n)) }, // prettier-ignore
    reason: note,
  });
}

async function leftBySource(tx: Transaction, which: SQL): Promise<BySource[]> {
  const rows = await tx.execute<Summed & { source: string }>(
    sql`select entry.source_key as source, ${SUMS} from plan_funding_entry entry where ${which} group by entry.source_key order by 1`,
    'objects',
  );
  return rows.map((row) => ({ source: row.source, ...leftOf(moneyOf(row)) }));
}
