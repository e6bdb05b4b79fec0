import { vietnamDate } from '#kernel/calendar/dates.ts';
import { exportList, readQuery } from '#kernel/lists/index.ts';
import { MEETING_LIST } from '#modules/activities/index.ts';
import { officeActor } from '../guard.ts';
import type { RequestHandler } from './$types';

/** Any view of the list as a file. */
export const GET: RequestHandler = (event) => {
  officeActor(event);
  const scope = { today: vietnamDate(new Date()) };
  const query = readQuery(MEETING_LIST, event.url.searchParams);
  return exportList(event.locals.db, MEETING_LIST, query, scope, event.params.format, 'vi');
};
