import { say } from '#kernel/language.ts';
import { unsentData } from '#kernel/web/unsent.ts';
import { listPlans } from '#modules/plan/index.ts';
import { planPath, tasksPath } from './addresses.ts';
import { documentName, planTitle, wayTo } from './plan-words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, language } }) => {
  const plans = await listPlans(db, { drafts: false });
  const title = say({ vi: 'Kế hoạch', en: 'Plans' }, language);
  return unsentData({
    title,
    breadcrumb: wayTo(language, { text: title }),
    plans: plans.map((plan) => ({
      slug: plan.slug,
      path: planPath(language, plan.slug),
      list: tasksPath(language, plan.slug),
      title: planTitle(plan),
      year: plan.year,
      decision: documentName(plan.number, plan.issuedOn, language),
      status: plan.status,
      tasks: plan.tasks,
    })),
  });
};
