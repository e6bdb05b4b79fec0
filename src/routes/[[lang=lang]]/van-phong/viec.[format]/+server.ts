import { vietnamDate } from '#kernel/calendar/dates.ts';
import { exportList, readQuery } from '#kernel/lists/index.ts';
import { OBLIGATION_LIST } from '#modules/plan/index.ts';
import { officeActor } from '../guard.ts';
import type { RequestHandler } from './$types';

/** Any view of the list as a file. */
export const GET: RequestHandler = async (event) => {
  officeActor(event);
  const scope = { planId: null, organisations: 'all' as const, today: vietnamDate(new Date()) };
  const query = readQuery(OBLIGATION_LIST, event.url.searchParams);
  return exportList(event.locals.db, OBLIGATION_LIST, query, scope, event.params.format, 'vi');
};
