import { INSPECTION_PLAN_LIST } from '#modules/activities/index.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { activityLook, activityPath } from '../hoat-dong/kinds.ts';
import { itemFigures, listPage } from '../hoat-dong/list.server.ts';
import { INSPECTION_PLANS } from '../paths.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db } = event.locals;
  const page = await listPage(event, 'inspection');
  const [plans, totals] = await Promise.all([
    readPage(db, INSPECTION_PLAN_LIST, readQuery(INSPECTION_PLAN_LIST, new URLSearchParams()), { today: page.today }),
    itemFigures(event, 'inspection', page.today),
  ]);
  return {
    ...page,
    totals,
    newPlanHref: page.newTitle ? `${INSPECTION_PLANS}/moi` : null,
    plans: plans.rows.map(({ id, title, state }) => ({
      id,
      title,
      href: activityPath('inspection-plan', id),
      look: activityLook('inspection-plan', state),
    })),
  };
};
