import { findGroup, GROUP_INPUT, PLAN_PERMISSIONS, reviseGroup, tasksOfGroup } from '#modules/plan/index.ts';
import { draftOf } from '../../../../../draft.ts';
import { planCrumbs, reviewPath } from '../../../../../paths.ts';
import { notThere } from '../../../../../refused.ts';
import { reviewAddress } from '../../../ra-soat/review-view.ts';
import { excerptOf, saveEdit } from '../../revising.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, plan } = await draftOf(event, PLAN_PERMISSIONS.revise);
  const group = await findGroup(db, plan.id, event.params.id);
  if (!group) throw notThere('nhóm', reviewPath(plan.slug));
  const [first] = await tasksOfGroup(db, group.id, { limit: 1, offset: 0 });
  return {
    title: `Sửa nhóm ${group.code}`,
    breadcrumb: planCrumbs(plan, { text: 'Rà soát', href: reviewPath(plan.slug) }, { text: `Nhóm ${group.code}` }),
    revision: plan.revision,
    stored: { code: group.code, title: group.title },
    inferred: group.inferred,
    // The heading, where there is one, stands just before the group's first task.
    source: await excerptOf(db, plan.id, first?.line ?? null, first?.endLine ?? null),
    backHref: reviewAddress(plan.slug, { part: 'nhiem-vu', group: group.ordinal }),
  };
};

export const actions: Actions = {
  default: (event) =>
    saveEdit(event, {
      read: ({ code = '', title = '' }) => GROUP_INPUT.safeParse({ code, title }),
      save: async ({ db, actor }, seen, input) => {
        await reviseGroup(db, actor, seen, event.params.id, input);
        const group = await findGroup(db, seen.planId, event.params.id);
        return { part: 'nhiem-vu', group: group?.ordinal };
      },
    }),
};
