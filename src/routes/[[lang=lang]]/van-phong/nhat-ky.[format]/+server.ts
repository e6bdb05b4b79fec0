import { searchScope } from '#kernel/audit/index.ts';
import { exportList, readQuery } from '#kernel/lists/index.ts';
import { officeActor } from '../guard.ts';
import { RECORD_LIST, RECORD_WORDS } from '../nhat-ky/record-words.ts';
import type { RequestHandler } from './$types';

/** Any view of the record as a file. */
export const GET: RequestHandler = async (event) => {
  const scope = searchScope(officeActor(event), RECORD_WORDS);
  const query = readQuery(RECORD_LIST, event.url.searchParams);
  return exportList(event.locals.db, RECORD_LIST, query, scope, event.params.format, 'vi');
};
