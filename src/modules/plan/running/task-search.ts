import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#kernel/database/connection.ts';
import { HOT } from '#kernel/database/hot.ts';
import { everyWord, patternsOf } from '#kernel/lists/index.ts';

/** Up to here tasks are named, and their obligations fetched by the index of tasks; beyond it, met on the way through the list's order. */
const FEW = 20;

const titled = (words: string, title: SQL): SQL => everyWord(words, (pattern) => sql`search_key(${title}) like ${pattern}`); // prettier-ignore
/** The longest word tells most: the index is asked for it. */
const tellingPatterns = (words: string): string[] => patternsOf(words).sort((a, b) => b.length - a.length);
const tasksWith = (patterns: readonly string[], most: number): SQL => sql`tasks_titled(${sql.param(patterns)}::text[], ${sql.raw(String(most))})`; // prettier-ignore
/** More than any province has. */
const ALL_TASKS = 1_000_000;

/** Tasks that have all words in their title; null: more than are worth naming. */
export async function tasksTitled(db: Pick<Database, 'execute'>, words: string): Promise<readonly string[] | null> {
  const patterns = tellingPatterns(words);
  if (patterns.length === 0) return null;
  const rows = await db.execute<{ id: string }>(sql`${HOT}select ${tasksWith(patterns, FEW + 1)} as id`, 'objects');
  return rows.length > FEW ? null : rows.map(({ id }) => id);
}

/** Obligations with all words in their title, which most have from their task. @param tasks as `tasksTitled` found them, where it was asked */
export function titledWith(words: string, tasks?: readonly string[] | null): SQL {
  const patterns = tellingPatterns(words);
  if (patterns.length === 0) return sql`true`;
  const ofTasks = tasks
    ? sql`obligation.task_id = any(${sql.param(tasks)}::uuid[])`
    : sql`obligation.task_id in (select ${tasksWith(patterns, ALL_TASKS)})`;
  return sql`(${ofTasks} or (obligation.title is not null and ${titled(words, sql`obligation.title`)}))`;
}

/** `obligation` by way of the tasks with these words, to count what `titledWith` keeps; undefined without words. */
export function byTasksTitled(words: string): SQL | undefined {
  const patterns = tellingPatterns(words);
  if (patterns.length === 0) return undefined;
  return sql`(select obligation.* from ${tasksWith(patterns, ALL_TASKS)} found (id) join obligation on obligation.task_id = found.id
    union all
    select obligation.* from obligation where obligation.title is not null
      and (obligation.task_id is null or obligation.task_id not in (select ${tasksWith(patterns, ALL_TASKS)}))) obligation`;
}
