import { pathIn, type Language } from '#kernel/language.ts';

/** Addresses of the register's public pages, each in the reader's language. */

/** Lines of a source on one page. */
export const SOURCE_PAGE = 500;

type Value = string | readonly string[] | null | undefined;

/** A path with a query; a list repeats its name, what is missing is left out. */
export function withParameters(path: string, parameters: Readonly<Record<string, Value>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const each of typeof value === 'string' ? [value] : (value ?? [])) query.append(name, each);
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Page of a plan, or something below it: `planPath('en', slug, 'van-ban')`. */
export function planPath(language: Language, slug: string, ...below: string[]): string {
  return pathIn(
    language,
    ['/ke-hoach', slug, ...below].map((step, at) => (at === 0 ? step : encodeURIComponent(step))).join('/'),
  );
}

/** Page of a task. */
export function taskPath(language: Language, slug: string, code: string): string {
  return planPath(language, slug, 'nhiem-vu', code);
}

/** The task list of a plan with filters of TASK_LIST. */
export function tasksPath(language: Language, slug: string, filters: Readonly<Record<string, Value>> = {}): string {
  return withParameters(planPath(language, slug, 'nhiem-vu'), filters);
}

/** The source of a plan, opened at a line. */
export function sourcePath(language: Language, slug: string, line: number): string {
  const page = Math.ceil(line / SOURCE_PAGE);
  return `${withParameters(planPath(language, slug, 'van-ban'), { trang: page > 1 ? String(page) : null })}#dong-${line}`;
}

/** Page of an organisation. */
export function organisationPath(language: Language, key: string): string {
  return pathIn(language, `/co-quan/${encodeURIComponent(key)}`);
}
