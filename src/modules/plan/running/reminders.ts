import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import { officialsOf, type CalendarSource, type ReminderSource } from '#kernel/notices/index.ts';
import { reachOf } from '#kernel/identity/permissions.ts';
import { RUNNING_PERMISSIONS } from './permissions.ts';
import { holderOn } from './queries.ts';

const PATH = '/van-phong/viec/';
const BATCH = 5_000;
const LONGEST_TITLE = 160;

const TITLE = sql`left(coalesce(task.code || ' ', '') || coalesce(obligation.title, task.title) || coalesce(' (' || obligation.period_label || ')', ''), ${LONGEST_TITLE})`;

/** Reminders of what is due: to those who do it, then to the head and the chairman; of submissions, to who confirms them. */
export const OBLIGATION_REMINDERS: ReminderSource = {
  name: 'plan.obligation',

  async *openOn(db, today, until) {
    let after: { day: IsoDate; id: string } | null = null;
    for (;;) {
      const rows: { id: string; key: string | null; day: IsoDate; state: string; title: string }[] = await db.execute(
        sql`select obligation.id, case when obligation.state = 'awaiting-confirmation' and obligation.decider_key is not null
              then obligation.decider_key else ${holderOn(today)} end as key,
            obligation.last_day as day, obligation.state, ${TITLE} as title
          from obligation left join plan_task task on task.id = obligation.task_id left join plan on plan.id = obligation.plan_id
          where obligation.state in ('not-started', 'in-progress', 'awaiting-confirmation') and obligation.sort_day <= ${until}::date
            and coalesce(plan.status = 'active', true)
            ${after === null ? sql`` : sql`and (obligation.sort_day, obligation.id) > (${after.day}::date, ${after.id}::uuid)`}
          order by obligation.sort_day, obligation.id limit ${BATCH}`,
        'objects',
      );
      yield rows
        .filter(({ key }) => key !== null)
        .map(({ id, key, day, state, title }) => ({
          subjectId: id,
          organisationKey: key!,
          lastDay: day,
          awaits: state === 'awaiting-confirmation' ? ('confirmer' as const) : ('body' as const),
          title,
          path: PATH + id,
        }));
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return;
      after = { day: last.day, id: last.id };
    }
  },

  recipientsOf: (tx, audience, keys, today) => officialsOf(tx, audience, keys, today),

  async assigneesOf(tx, subjectIds) {
    const rows = await tx.execute<{ id: string; account: string }>(
      sql`select obligation.id, account.id as account from obligation join "user" account on account.person_id = obligation.assignee_id
        where obligation.id = any(${sql.param(subjectIds)}::uuid[]) and account.disabled_at is null`,
      'objects',
    );
    return new Map(rows.map(({ id, account }) => [id, [account]]));
  },

  async lastDaysOf(db, subjectIds) {
    const rows = await db.execute<{ id: string; day: IsoDate | null }>(
      sql`select obligation.id, obligation.last_day as day from obligation left join plan on plan.id = obligation.plan_id
        where obligation.id = any(${sql.param(subjectIds)}::uuid[]) and coalesce(plan.status = 'active', true)
          and obligation.state in ('not-started', 'in-progress', 'awaiting-confirmation')`,
      'objects',
    );
    return new Map(rows.map(({ id, day }) => [id, day]));
  },
};

/** Last days in a calendar program. */
export const OBLIGATION_CALENDAR: CalendarSource = {
  name: 'plan.obligations',
  async itemsFor(db, { actor, organisationKey, since }) {
    const reach = reachOf(actor, RUNNING_PERMISSIONS.report);
    const own = reach === 'all' ? [...actor.organisationKeys] : [...reach];
    const keys = organisationKey === null ? own : [organisationKey];
    if (keys.length === 0) return [];
    const rows = await db.execute<{
      id: string;
      title: string;
      product: string | null;
      day: IsoDate;
      state: string;
      revision: number;
      at: Date;
    }>(
      sql`select obligation.id, ${TITLE} as title, product.text as product, obligation.last_day as day, obligation.state, obligation.revision,
          coalesce((select max(event.recorded_at) from obligation_event event where event.obligation_id = obligation.id),
            obligation.opened_on::timestamptz) as at
        from obligation left join plan_task task on task.id = obligation.task_id left join plan_product product on product.id = obligation.product_id
        where obligation.last_day >= ${since}::date
          and obligation.organisation_key = any(bodies_held_by(${sql.param(keys)}::text[], ${since}::date))
        order by obligation.sort_day, obligation.id limit 2000`,
      'objects',
    );
    return rows.map(({ id, title, product, day, state, revision, at }) => ({
      id: `obligation-${id}`,
      day,
      title: `Hạn: ${title}`,
      ...(product ? { text: product } : {}),
      path: PATH + id,
      sequence: revision,
      changedAt: new Date(at),
      state:
        state === 'done'
          ? ('done' as const)
          : ['cancelled', 'superseded'].includes(state)
            ? ('cancelled' as const)
            : ('open' as const),
    }));
  },
};
