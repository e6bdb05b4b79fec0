import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#kernel/database/connection.ts';
import { HOT } from '#kernel/database/hot.ts';
import { everyWord, patternsOf } from '#kernel/lists/index.ts';

/** Tasks that words find are named one by one up to here. */
const NAMED = 2_000;
/** Up to here their obligations are fetched by the index of tasks; beyond it, met on the way through the list's order. */
const FEW = 20;

const titled = (words: string, title: SQL): SQL => everyWord(words, (pattern) => sql`search_key(${title}) like ${pattern}`); // prettier-ignore

/** Tasks that have all words in their title; null: more than are worth naming. */
export async function tasksTitled(db: Pick<Database, 'execute'>, words: string): Promise<readonly string[] | null> {
  const patterns = patternsOf(words).sort((a, b) => b.length - a.length);
  if (patterns.length === 0) return null;
  const rows = await db.execute<{ id: string }>(
    sql`${HOT}select tasks_titled(${sql.param(patterns)}::text[], ${NAMED + 1}) as id`,
    'objects',
  );
  return rows.length > NAMED ? null : rows.map(({ id }) => id);
}

/** Obligations with all words in their title, which most have from their task. @param tasks as `tasksTitled` found them, where it was asked */
export function titledWith(words: string, tasks?: readonly string[] | null): SQL {
  return sql`(${ofTasks(words, tasks)} or (obligation.title is not null and ${titled(words, sql`obligation.title`)}))`;
}

function ofTasks(words: string, tasks: readonly string[] | null | undefined): SQL {
  if (!tasks) return sql`obligation.task_id in (select id from plan_task where ${titled(words, sql`plan_task.title`)})`;
  const ids = sql`${sql.param(tasks)}::uuid[]`;
  return tasks.length <= FEW
    ? sql`obligation.task_id = any(${ids})`
    : sql`obligation.task_id in (select unnest(${ids}))`;
}
