import { vietnamDate } from '#kernel/calendar/dates.ts';
import { exportList, readQuery } from '#kernel/lists/index.ts';
import { TASK_LIST } from '#modules/plan/index.ts';
import { publishedPlan } from '../../published.ts';
import type { RequestHandler } from './$types';

/** Any view of the task list as a file. */
export const GET: RequestHandler = async ({ params, url, locals: { db, language } }) => {
  const plan = await publishedPlan(params.plan, db);
  const scope = { planId: plan.id, planSlug: plan.slug, today: vietnamDate(new Date()) };
  return exportList(db, TASK_LIST, readQuery(TASK_LIST, url.searchParams), scope, params.format, language);
};
