import { addDays, vietnamDate } from '#kernel/calendar/dates.ts';
import { readPage, type ListQuery } from '#kernel/lists/index.ts';
import { unsentData } from '#kernel/web/unsent.ts';
import { currentPlan, lastChangeOf, progressByGroup, TASK_LIST } from '#modules/plan/index.ts';
import { planPath, tasksPath } from './ke-hoach/addresses.ts';
import { dueRows } from './ke-hoach/due-rows.ts';
import { planTitle } from './ke-hoach/plan-words.ts';
import { OPEN_FILTERS, SOON, STANDING_LOOKS, standingsOf, totalCount } from './ke-hoach/states.ts';
import type { PageServerLoad } from './$types';

const SHOWN = 6;

export const load: PageServerLoad = async ({ locals: { db, language } }) => {
  const today = vietnamDate(new Date());
  const plan = await currentPlan(db);
  if (!plan) return { plan: null };

  const scope = { planId: plan.id, planSlug: plan.slug, today };
  const soon = { ...OPEN_FILTERS, due_from: [today], due_to: [addDays(today, SOON)] };
  const ask = (values: ListQuery['values'], count: boolean) => {
    const query: ListQuery = { values, sort: 'due', descending: false, after: null, before: null, size: SHOWN };
    return readPage(db, TASK_LIST, query, scope, { count });
  };
  const [groups, next, latest, updatedAt] = await Promise.all([
    progressByGroup(db, plan.id, today),
    ask(soon, true),
    ask(STANDING_LOOKS.late.filters, false),
    lastChangeOf(db, plan.id),
  ]);
  const counts = groups.flatMap((group) => group.counts);
  const list = (filters: Parameters<typeof tasksPath>[2]) => tasksPath(language, plan.slug, filters);
  return unsentData({
    plan: { slug: plan.slug, year: plan.year, title: planTitle(plan), path: planPath(language, plan.slug) },
    // The year of the plan is over and no later one is in force.
    past: plan.year !== null && plan.year < Number(today.slice(0, 4)),
    today,
    groups,
    figures: {
      total: { value: totalCount(counts), href: list({}) },
      done: { value: standingsOf(counts).done, href: list(STANDING_LOOKS.done.filters) },
      late: { value: standingsOf(counts).late, href: list(STANDING_LOOKS.late.filters) },
      soon: { value: next.total, href: list({ ...soon, sort: 'due' }) },
      noDate: {
        value: totalCount(counts.filter(({ timeliness }) => timeliness === 'no-date')),
        href: list({ time: ['no-date'] }),
      },
    },
    next: dueRows(next.rows, { slug: plan.slug, asOf: today, from: today, language }),
    latest: dueRows(latest.rows, { slug: plan.slug, asOf: today, language }),
    lateHref: list({ ...STANDING_LOOKS.late.filters, sort: 'due' }),
    updatedAt,
  });
};
