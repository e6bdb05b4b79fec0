import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#kernel/database/connection.ts';
import type { Text } from '#kernel/language.ts';
import type { Dependents, OpenWork } from '#kernel/organisations/dependents.ts';
import { OBLIGATION_LIFE, OBLIGATION_STATES, OBLIGATION_STATE_WORDS, type ObligationState } from './lifecycle.ts';
import { passDecision, passObligation, passObstacle } from './service/pass-on.ts';

type Reader = Pick<Database, 'execute'>;

const OPEN = OBLIGATION_STATES.filter((state) => OBLIGATION_LIFE.states[state].open);
const isOpen = sql`obligation.state = any(${sql.param(OPEN)}::text[])`;
const keysIn = (keys: readonly string[]): SQL => sql`any(${sql.param(keys)}::text[])`;

/** What the plan's assignments do not name: all that is outside plans, and what somebody gave to a body by hand. */
const ownName = sql`obligation.ordinal is null`;
const TITLE = sql`concat_ws('. ', task.code, coalesce(obligation.title, task.title))`;

interface Side {
  name: string;
  title: Text;
  /** Column with the body. */
  body: SQL;
  /** Which obligations name it themselves. */
  which: SQL;
  detail: (state: ObligationState) => string;
  built: string;
  take: NonNullable<Dependents['take']>;
}

function dependentsOf({ name, title, body, which, detail, built, take }: Side): Dependents {
  const moved = sql`exists (select from handover where subject_type = ${name} and automatic
    and subject_id = obligation.id::text and to_key = ${body})`;
  const finished = (
    keys: readonly string[],
  ) => sql`obligation left join plan_task task on task.id = obligation.task_id left join plan on plan.id = obligation.plan_id
    where ${body} = ${keysIn(keys)} and ${which} and not (${isOpen} and coalesce(plan.status, 'active') = 'active')`;
  return {
    name,
    title,
    take,
    waits: true,

    async openWorkOf(db, keys, on) {
      const rows = await db.execute<{ id: string; title: string; state: ObligationState; named: string; held: string }>(
        sql`select obligation.id, ${TITLE} as title, obligation.state, ${body} as named, holder.key as held
          from obligation left join plan_task task on task.id = obligation.task_id left join plan on plan.id = obligation.plan_id
            cross join lateral (select obligation_holder(${body}, null, null, ${on}::date) as key) holder
          where ${body} = any((select bodies_held_by(${sql.param(keys)}::text[], ${on}::date))::text[])
            and holder.key = ${keysIn(keys)} and ${which} and ${isOpen} and coalesce(plan.status, 'active') = 'active'
          order by obligation.sort_day, obligation.id limit 100000`,
        'objects',
      );
      return rows.map((row): OpenWork => ({
        subjectId: row.id,
        label: row.title,
        detail: detail(row.state),
        path: `/van-phong/viec/${row.id}`,
        organisationKey: row.named,
        heldBy: row.held,
        function: null,
        sharedWith: [],
      }));
    },

    historyOf: (db, keys) => count(db, finished(keys)),

    async finishedOf(db, keys, limit) {
      const rows = await db.execute<{ id: string; title: string }>(
        sql`select obligation.id, ${TITLE} as title from ${finished(keys)} order by obligation.last_on desc, obligation.id limit ${limit}`,
        'objects',
      );
      return rows.map(({ id, title }) => ({ label: title, path: `/van-phong/viec/${id}` }));
    },

    // What followed by itself goes back; what ended at the new body, or was made for it, would name a body that never was.
    async builtOn(db, keys) {
      const rows = await db.execute<{ title: string }>(
        sql`select ${TITLE} as title from obligation left join plan_task task on task.id = obligation.task_id
          where ${body} = ${keysIn(keys)} and ${which} and not (${moved} and ${isOpen}) order by obligation.id limit 20`,
        'objects',
      );
      return rows.map((row) => `${built}: ${row.title}`);
    },
  };
}

async function count(db: Reader, of: SQL): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`select count(*)::int as count from ${of}`, 'objects');
  return row!.count;
}

/**
 * Work that a body owes outside the assignments of a plan: instructions, its own plan, findings, reports, items of meetings, and
 * products that were given to it by hand. Those of assignments follow with the plan (`../dependents.ts`).
 */
export const OBLIGATION_DEPENDENTS: Dependents = dependentsOf({
  name: 'obligation',
  title: { vi: 'Việc được giao chưa xong', en: 'Open obligations' },
  body: sql`obligation.organisation_key`,
  which: ownName,
  detail: (state) => OBLIGATION_STATE_WORDS[state].vi,
  built: 'Việc giao cho cơ quan mới',
  take: passObligation,
});

/** Open work on which a body decides. */
export const DECISION_DEPENDENTS: Dependents = dependentsOf({
  name: 'obligation-decider',
  title: { vi: 'Việc chờ cơ quan xác nhận', en: 'Obligations that the body decides on' },
  body: sql`obligation.decider_key`,
  which: sql`true`,
  detail: () => 'Xác nhận kết quả, gia hạn',
  built: 'Việc do cơ quan mới xác nhận',
  take: passDecision,
});

const unsolved = sql`obstacle.cleared_seq is null and ${isOpen} and coalesce(plan.status, 'active') = 'active'`;
const OBSTACLES = sql`obligation_obstacle obstacle join obligation on obligation.id = obstacle.obligation_id
  left join plan_task task on task.id = obligation.task_id left join plan on plan.id = obligation.plan_id`;

const solved = (keys: readonly string[]) => sql`${OBSTACLES} where obstacle.owner_key = ${keysIn(keys)} and not (${unsolved})`; // prettier-ignore

/** Obstacles that wait for a body's answer. */
export const OBSTACLE_DEPENDENTS: Dependents = {
  name: 'obstacle',
  title: { vi: 'Vướng mắc chờ cơ quan gỡ', en: 'Obstacles that the body answers for' },
  take: passObstacle,
  waits: true,

  async openWorkOf(db, keys, on) {
    const rows = await db.execute<{
      id: string;
      seq: number;
      title: string;
      text: string;
      named: string;
      held: string;
    }>(
      sql`select obligation.id, obstacle.seq, ${TITLE} as title, obstacle.text, obstacle.owner_key as named, holder.key as held
        from ${OBSTACLES} cross join lateral (select obligation_holder(obstacle.owner_key, null, null, ${on}::date) as key) holder
        where obstacle.owner_key = any((select bodies_held_by(${sql.param(keys)}::text[], ${on}::date))::text[])
          and holder.key = ${keysIn(keys)} and ${unsolved} order by obligation.id, obstacle.seq limit 100000`,
      'objects',
    );
    return rows.map(({ id, seq, title, text, named, held }): OpenWork => ({
      subjectId: `${id}:${seq}`,
      label: title,
      detail: text.length > 120 ? `${text.slice(0, 119)}…` : text,
      path: `/van-phong/viec/${id}`,
      organisationKey: named,
      heldBy: held,
      function: null,
      sharedWith: [],
    }));
  },

  historyOf: (db, keys) => count(db, solved(keys)),

  async finishedOf(db, keys, limit) {
    const rows = await db.execute<{ id: string; title: string; text: string }>(
      sql`select obligation.id, ${TITLE} as title, left(obstacle.text, 120) as text from ${solved(keys)}
        order by obligation.last_on desc, obligation.id, obstacle.seq limit ${limit}`,
      'objects',
    );
    return rows.map(({ id, title, text }) => ({ label: `${title}: ${text}`, path: `/van-phong/viec/${id}` }));
  },

  async builtOn(db, keys) {
    const rows = await db.execute<{ title: string }>(
      sql`select ${TITLE} as title from ${OBSTACLES} where obstacle.owner_key = ${keysIn(keys)}
          and not (${unsolved} and exists (select from handover where subject_type = 'obstacle' and automatic
            and subject_id = obstacle.obligation_id::text || ':' || obstacle.seq and to_key = obstacle.owner_key))
        order by obligation.id limit 20`,
      'objects',
    );
    return rows.map(({ title }) => `Vướng mắc do cơ quan mới gỡ: ${title}`);
  },
};
