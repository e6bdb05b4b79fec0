import type { RequestHandler } from '@sveltejs/kit';
import { api } from '#api/index.ts';
import { settings } from '#kernel/settings.ts';

/** Every method: the API itself answers what it does not take. */
export const fallback: RequestHandler = ({ request, locals: { actor, db, requestId }, getClientAddress }) =>
  api.fetch(request, {
    database: () => db,
    actor,
    requestId,
    address: getClientAddress(),
    now: new Date(),
    uploadLimit: settings().uploadLimit,
  });
