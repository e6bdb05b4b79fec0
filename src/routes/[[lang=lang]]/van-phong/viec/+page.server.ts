import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { OBLIGATION_LIST } from '#modules/plan/index.ts';
import { withoutEmpty } from '#ui/address.ts';
import { loadListView } from '#ui/list-view.server.ts';
import { officeActor } from '../guard.ts';
import { OFFICE } from '../paths.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  officeActor(event);
  const clean = withoutEmpty(event.url);
  if (clean) redirect(303, clean);
  const scope = { planId: null, organisations: 'all' as const, today: vietnamDate(new Date()) };
  return {
    title: 'Việc được giao',
    breadcrumb: [{ text: 'Việc cần làm', href: OFFICE }, { text: 'Việc được giao' }],
    view: await loadListView(event.locals.db, OBLIGATION_LIST, scope, { url: event.url, language: 'vi' }),
  };
};
