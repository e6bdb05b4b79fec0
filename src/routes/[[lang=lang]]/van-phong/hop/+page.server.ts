import { itemFigures, listPage } from '../hoat-dong/list.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const page = await listPage(event, 'meeting');
  return { ...page, totals: await itemFigures(event, 'meeting', page.today) };
};
