import { redirect } from '@sveltejs/kit';
import { pathIn } from '#kernel/language.ts';
import { currentPlan } from '#modules/plan/index.ts';
import { tasksPath } from '../ke-hoach/addresses.ts';
import type { RequestHandler } from './$types';

/** The tasks of the plan in force, whichever it is now. */
export const GET: RequestHandler = async ({ url, locals: { db, language } }) => {
  const plan = await currentPlan(db);
  redirect(307, plan ? tasksPath(language, plan.slug) + url.search : pathIn(language, '/ke-hoach'));
};
