import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { OBLIGATION_LIST, QUIET_FILTERS } from '#modules/plan/index.ts';
import { unsentData } from '#kernel/web/unsent.ts';
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
  const view = await loadListView(event.locals.db, OBLIGATION_LIST, scope, {
    url: event.url,
    language: 'vi',
    columns: ['code', 'title', 'organisation', 'due', 'state', 'reported'],
  });
  // What figures of overviews open lists with is offered only where it is in force.
  const shown = ({ name }: { name: string }) => !QUIET_FILTERS.includes(name) || event.url.searchParams.has(name);
  return unsentData({
    title: 'Việc được giao',
    breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: 'Việc được giao' }],
    view: {
      ...view,
      fields: view.fields.filter((field) => field.kind === 'dates' || shown(field)),
      days: view.days.filter(shown),
    },
  });
};
