import type { RequestHandler } from '@sveltejs/kit';
import { database } from '#kernel/database/connection.ts';
import { settings } from '#kernel/settings.ts';
import { api } from '#api/index.ts';

/** Every method: the API itself answers what it does not take. */
export const fallback: RequestHandler = ({ request, locals }) =>
  api.fetch(request, {
    database,
    actor: (locals as { actor?: import('#kernel/database/actor.ts').Actor | null }).actor ?? null,
    requestId: locals.requestId,
    now: new Date(),
    uploadLimit: settings().uploadLimit,
  });
