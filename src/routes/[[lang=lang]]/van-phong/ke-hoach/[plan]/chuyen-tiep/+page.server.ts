import { redirect } from '@sveltejs/kit';
import { carryOver, findPlan, proposeCarryOver, RUNNING_PERMISSIONS, tasksForChoice } from '#modules/plan/index.ts';
import { readForm, refusedForm } from '../../../forms.ts';
import { officeActor } from '../../../guard.ts';
import { planCrumbs, planPath, resultPath, withNotice } from '../../../paths.ts';
import { besideForm } from '../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  officeActor(event, RUNNING_PERMISSIONS.carryOver);
  const { db } = event.locals;
  const plan = await findPlan(db, event.params.plan, { drafts: false });
  const successor = plan.supersededBy ? await findPlan(db, plan.supersededBy, { drafts: false }) : null;
  return {
    title: 'Chuyển việc sang kế hoạch thay thế',
    breadcrumb: planCrumbs(plan, { text: 'Chuyển việc' }),
    successor: successor ? { number: successor.number ?? successor.slug, href: planPath(successor.slug) } : null,
    proposals: successor
      ? (await proposeCarryOver(db, plan.id, successor.id)).map((each) => ({
          ...each,
          href: resultPath(plan.slug, each.code),
        }))
      : [],
    targets: successor ? await tasksForChoice(db, successor.id) : [],
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = officeActor(event, RUNNING_PERMISSIONS.carryOver);
    const plan = await findPlan(event.locals.db, event.params.plan, { drafts: false });
    const values = await readForm(event.request);
    const { from = '', to = '' } = values;
    try {
      await carryOver(event.locals.db, actor, { fromTaskId: from, toTaskId: to });
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(`${planPath(plan.slug)}/chuyen-tiep`, 'da-ghi-nhan'));
  },
};
