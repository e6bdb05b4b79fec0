import { vietnamDate } from '#kernel/calendar/dates.ts';
import { findIndicator, OBSERVATION_LIST } from '#kernel/indicators/index.ts';
import { exportList, readQuery } from '#kernel/lists/index.ts';
import type { RequestHandler } from './$types';

/** Any view of an indicator's figures as a file. */
export const GET: RequestHandler = async ({ params, url, locals: { db, language } }) => {
  const today = vietnamDate(new Date());
  const { key } = await findIndicator(db, params.key, today);
  const query = readQuery(OBSERVATION_LIST, url.searchParams);
  return exportList(db, OBSERVATION_LIST, query, { indicatorKey: key, today }, params.format, language);
};
