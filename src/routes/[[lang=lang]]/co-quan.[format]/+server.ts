import { vietnamDate } from '#kernel/calendar/dates.ts';
import { exportList, readQuery } from '#kernel/lists/index.ts';
import { ORGANISATION_LIST } from '#kernel/organisations/lists.ts';
import type { RequestHandler } from './$types';

/** Any view of the list of organisations as a file. */
export const GET: RequestHandler = async ({ params, url, locals: { db, language } }) => {
  const query = readQuery(ORGANISATION_LIST, url.searchParams);
  return exportList(db, ORGANISATION_LIST, query, { today: vietnamDate(new Date()) }, params.format, language);
};
