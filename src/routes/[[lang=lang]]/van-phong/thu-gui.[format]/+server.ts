import { exportList, readQuery } from '#kernel/lists/index.ts';
import { MAIL_LIST, mailScope } from '#kernel/notices/index.ts';
import { officeActor } from '../guard.ts';
import type { RequestHandler } from './$types';

/** Any view of the outgoing mail as a file. */
export const GET: RequestHandler = async (event) => {
  const scope = mailScope(officeActor(event));
  const query = readQuery(MAIL_LIST, event.url.searchParams);
  return exportList(event.locals.db, MAIL_LIST, query, scope, event.params.format, 'vi');
};
