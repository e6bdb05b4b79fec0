import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { IDENTITY_PERMISSIONS, mayAnywhere, PEOPLE_LIST, peopleScope } from '#kernel/identity/index.ts';
import { withoutEmpty } from '#ui/address.ts';
import { loadListView } from '#ui/list-view.server.ts';
import { officeActor } from '../guard.ts';
import { OFFICE } from '../paths.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const scope = peopleScope(actor, vietnamDate(new Date()));
  const clean = withoutEmpty(event.url);
  if (clean) redirect(303, clean);
  const view = await loadListView(event.locals.db, PEOPLE_LIST, scope, { url: event.url, language: 'vi' });
  return {
    title: 'Cán bộ',
    breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: 'Cán bộ' }],
    manages: mayAnywhere(actor, IDENTITY_PERMISSIONS.people),
    view,
  };
};
