import { vietnamDate } from '#kernel/calendar/dates.ts';
import { INDICATOR_LIST } from '#kernel/indicators/index.ts';
import { exportList, readQuery } from '#kernel/lists/index.ts';
import type { RequestHandler } from './$types';

/** Any view of the list of indicators as a file. */
export const GET: RequestHandler = async ({ params, url, locals: { db, language } }) => {
  const query = readQuery(INDICATOR_LIST, url.searchParams);
  return exportList(db, INDICATOR_LIST, query, { today: vietnamDate(new Date()) }, params.format, language);
};
