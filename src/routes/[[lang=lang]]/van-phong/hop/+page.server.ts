import { findingTotals } from '#modules/activities/index.ts';
import { listPage } from '../hoat-dong/list.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const page = await listPage(event, 'meeting');
  return { ...page, totals: await findingTotals(event.locals.db, 'meeting', page.today) };
};
