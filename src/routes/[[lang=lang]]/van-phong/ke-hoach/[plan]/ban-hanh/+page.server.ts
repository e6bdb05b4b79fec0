import { redirect } from '@sveltejs/kit';
import { system } from '#kernel/database/actor.ts';
import { renewHandovers } from '#kernel/organisations/service.ts';
import {
  acceptPlan,
  countFindings,
  diagnosticsOf,
  listPlans,
  obstaclesToAcceptance,
  PLAN_PERMISSIONS,
  planSize,
} from '#modules/plan/index.ts';
import { DEPENDENTS } from '../../../../../../dependents.ts';
import { draftOf } from '../../../draft.ts';
import { readForm } from '../../../forms.ts';
import { planCrumbs, publicPlanPath, reviewPath, withNotice } from '../../../paths.ts';
import { besideForm } from '../../../refused.ts';
import { back } from '../sua/revising.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, plan } = await draftOf(event, PLAN_PERMISSIONS.accept);
  const [size, counts, findings, plans] = await Promise.all([
    planSize(db, plan.id),
    countFindings(db, plan.id),
    diagnosticsOf(db, plan.id),
    listPlans(db, { drafts: false }),
  ]);
  const former = plans.find(({ status, year }) => status === 'active' && year === plan.year) ?? null;
  return {
    title: `Ban hành ${plan.number ?? 'bản nháp'}`,
    breadcrumb: planCrumbs(plan, { text: 'Rà soát', href: reviewPath(plan.slug) }, { text: 'Ban hành' }),
    plan: { slug: plan.slug, number: plan.number, subject: plan.subject, year: plan.year, revision: plan.revision },
    size,
    openWarnings: counts.find(({ severity }) => severity === 'warning')!.open,
    former: former && { number: former.number ?? former.slug, slug: former.slug, tasks: former.tasks },
    obstacles: obstaclesToAcceptance(plan.status, plan.year, findings),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { db, actor, plan } = await draftOf(event, PLAN_PERMISSIONS.accept);
    const values = await readForm(event.request);
    // Who says yes says it to the draft whose figures he was shown.
    if (values.revision !== String(plan.revision)) return back(409, values, { conflict: [] });
    let slug: string;
    try {
      ({ slug } = await acceptPlan(db, actor, plan.id));
      // A plan may name bodies that have ended since: what they would do goes on the work list.
      await renewHandovers(db, system('Ban hành kế hoạch', event.locals.requestId), DEPENDENTS);
    } catch (error) {
      const refusal = besideForm(error);
      return back(refusal.status, values, {
        refusal: { code: refusal.code, what: refusal.message, remedy: refusal.remedy },
      });
    }
    redirect(303, withNotice(publicPlanPath(slug), 'da-ban-hanh'));
  },
};
