import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { say } from '#kernel/language.ts';
import { unsentData } from '#kernel/web/unsent.ts';
import { asOfDay, lastChangeOf, TASK_LIST } from '#modules/plan/index.ts';
import { withoutEmpty } from '#ui/address.ts';
import { loadListView, readForgiving } from '#ui/list-view.server.ts';
import { planTitle, wayToPlan } from '../../plan-words.ts';
import { publishedPlan } from '../../published.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { db, language } }) => {
  const clean = withoutEmpty(url);
  if (clean) redirect(303, clean);
  const today = vietnamDate(new Date());
  const plan = await publishedPlan(params.plan, db);
  const scope = { planId: plan.id, planSlug: plan.slug, today };
  const [view, updatedAt] = await Promise.all([
    loadListView(db, TASK_LIST, scope, { url, language }),
    lastChangeOf(db, plan.id),
  ]);
  const { query } = readForgiving(TASK_LIST, url.searchParams, language);
  return unsentData({
    title: `${say({ vi: 'Nhiệm vụ', en: 'Tasks' }, language)}: ${planTitle(plan)}`,
    breadcrumb: wayToPlan(language, plan, { text: say({ vi: 'Nhiệm vụ', en: 'Tasks' }, language) }),
    plan: { slug: plan.slug, title: planTitle(plan) },
    asOf: { day: asOfDay(query.values, today), chosen: query.values.as_of?.[0] ?? null },
    view,
    updatedAt,
  });
};
