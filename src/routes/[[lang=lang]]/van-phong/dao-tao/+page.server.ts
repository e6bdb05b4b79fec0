import { outputTotals } from '#modules/activities/index.ts';
import { listPage } from '../hoat-dong/list.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const page = await listPage(event, 'training');
  const asked = Number(event.url.searchParams.get('nam'));
  const year = asked >= 2000 && asked <= 2100 ? Math.trunc(asked) : Number(page.today.slice(0, 4));
  return { ...page, year, totals: await outputTotals(event.locals.db, year, page.today) };
};
