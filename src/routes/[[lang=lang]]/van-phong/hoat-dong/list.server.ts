import { redirect, type RequestEvent } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { mayAnywhere } from '#kernel/identity/permissions.ts';
import { LIVES, type Kind } from '#modules/activities/index.ts';
import { withoutEmpty } from '#ui/address.ts';
import { loadListView } from '#ui/list-view.server.ts';
import { officeActor } from '../guard.ts';
import { OFFICE } from '../paths.ts';
import { activityLook, KIND_PAGES } from './kinds.ts';

/** The page of all things of a kind. */
export async function listPage(event: Pick<RequestEvent, 'locals' | 'url' | 'request'>, kind: Kind) {
  const actor = officeActor(event);
  const clean = event.request.method === 'GET' ? withoutEmpty(event.url) : null;
  if (clean) redirect(303, clean);
  const { list, crumb, permission, newTitle, path } = KIND_PAGES[kind];
  const today = vietnamDate(new Date());
  return {
    title: crumb,
    breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: crumb }],
    today,
    path,
    newTitle: mayAnywhere(actor, permission) ? newTitle : null,
    looks: Object.fromEntries(Object.keys(LIVES[kind].states).map((state) => [state, activityLook(kind, state)])),
    view: await loadListView(event.locals.db, list, { today }, { url: event.url, language: 'vi' }),
  };
}
