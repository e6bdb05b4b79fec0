import type { Database } from '#kernel/database/connection.ts';
import type { Language } from '#kernel/language.ts';
import { readQuery } from '#kernel/lists/address.ts';
import type { ListDefinition, ListQuery } from '#kernel/lists/definition.ts';
import { readPage } from '#kernel/lists/read.ts';
import { Refusal } from '#kernel/refusal.ts';
import { listView, type ListView } from './list-view.ts';

/**
 * Reads the page of a list that an address asks for. What makes no sense in the address is left out and told in `problems`,
 * so that an old or mistyped link still shows something. One query, and one for each filter whose choices are in the database.
 */
export async function loadListView<Row, Scope>(
  db: Database,
  definition: ListDefinition<Row, Scope>,
  scope: Scope,
  { url, language, columns }: { url: URL; language: Language; columns?: readonly string[] },
): Promise<ListView<Row>> {
  const { query, problems } = readForgiving(definition, url.searchParams, language);
  const choices = definition.filters.flatMap((filter) =>
    filter.kind === 'choice' && typeof filter.options === 'function'
      ? [filter.options(db, scope).then((options) => [filter.key, options] as const)]
      : [],
  );
  const [page, options] = await Promise.all([
    readPage(db, definition, query, scope).catch((error: unknown) => {
      if (!(error instanceof Refusal && error.code === 'list.bad-cursor')) throw error;
      problems.push(
        language === 'vi'
          ? `${error.message} Đang hiện trang đầu.`
          : 'The page link is not valid; this is the first page.',
      );
      return readPage(db, definition, { ...query, after: null, before: null }, scope);
    }),
    Promise.all(choices),
  ]);
  return listView(definition, query, page, {
    pathname: url.pathname,
    language,
    options: Object.fromEntries(options),
    problems,
    columns,
  });
}

/** Reads the wish; parameters that the list refuses are dropped, each with a sentence that says so. */
export function readForgiving<Row, Scope>(
  definition: ListDefinition<Row, Scope>,
  parameters: URLSearchParams,
  language: Language,
): { query: ListQuery; problems: string[] } {
  try {
    return { query: readQuery(definition, parameters), problems: [] };
  } catch (error) {
    if (!(error instanceof Refusal) || !error.fields) throw error;
    const rest = new URLSearchParams(parameters);
    const problems = Object.entries(error.fields).map(([key, problem]) => {
      rest.delete(key);
      const label = definition.filters.find((filter) => filter.key === key)?.label[language] ?? key;
      return language === 'vi'
        ? `${label}: ${problem} Đã bỏ qua điều kiện này.`
        : `“${label}” has a value that is not valid and was left out.`;
    });
    return { query: readQuery(definition, rest), problems };
  }
}
