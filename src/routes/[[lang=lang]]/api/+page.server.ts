import { documentIn, PROBLEMS } from '#api/index.ts';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { pathIn, say } from '#kernel/language.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { currentPlan, TASK_LIST } from '#modules/plan/index.ts';
import type { PageServerLoad } from './$types';
import { operationsByTag, schemasOf, type Examples } from './reading.ts';

export const load: PageServerLoad = async ({ locals: { db, language }, url }) => {
  const document = documentIn(language);
  const title = say({ vi: 'Giao diện lập trình (API)', en: 'Programming interface (API)' }, language);
  return {
    title,
    breadcrumb: [
      { text: say({ vi: 'Trang đầu', en: 'Home' }, language), href: pathIn(language, '/') },
      { text: title },
    ],
    frame: 'public' as const,
    description: document.info.description ?? '',
    version: document.info.version,
    documentHref: `/api/openapi.json${language === 'vi' ? '' : `?lang=${language}`}`,
    tags: operationsByTag(document, url.origin, await examples(db)),
    schemas: schemasOf(document),
    problems: PROBLEMS.map(({ code, status, meaning }) => ({ code, status, meaning: say(meaning, language) })),
  };
};

/** A plan and a task that this installation has, so that the examples can be tried. */
async function examples(db: Database): Promise<Examples> {
  const plan = await currentPlan(db);
  if (!plan) return { id: null, code: null };
  const first = readQuery(TASK_LIST, new URLSearchParams({ limit: '1' }));
  const scope = { planId: plan.id, planSlug: plan.slug, today: vietnamDate(new Date()) };
  const { rows } = await readPage(db, TASK_LIST, first, scope, { count: false });
  return { id: plan.slug, code: rows[0]?.code ?? null };
}
