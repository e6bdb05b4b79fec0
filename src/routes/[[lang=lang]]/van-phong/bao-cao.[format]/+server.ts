import { vietnamDate } from '#kernel/calendar/dates.ts';
import { exportList, readQuery } from '#kernel/lists/index.ts';
import { REPORT_LIST } from '#modules/plan/index.ts';
import { officeActor } from '../guard.ts';
import type { RequestHandler } from './$types';

/** Any view of the list of reports as a file. */
export const GET: RequestHandler = async (event) => {
  officeActor(event);
  const query = readQuery(REPORT_LIST, event.url.searchParams);
  return exportList(event.locals.db, REPORT_LIST, query, { today: vietnamDate(new Date()) }, event.params.format, 'vi');
};
