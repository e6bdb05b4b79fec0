import { vietnamDate } from '#kernel/calendar/dates.ts';
import { PEOPLE_LIST, peopleScope } from '#kernel/identity/index.ts';
import { exportList, readQuery } from '#kernel/lists/index.ts';
import { officeActor } from '../guard.ts';
import type { RequestHandler } from './$types';

/** Any view of the officials as a file. */
export const GET: RequestHandler = async (event) => {
  const scope = peopleScope(officeActor(event), vietnamDate(new Date()));
  const query = readQuery(PEOPLE_LIST, event.url.searchParams);
  return exportList(event.locals.db, PEOPLE_LIST, query, scope, event.params.format, 'vi');
};
