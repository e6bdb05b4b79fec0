import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { mayAnywhere } from '#kernel/identity/permissions.ts';
import { REPORT_LIST, REPORT_PERMISSIONS, REPORT_STATE_WORDS } from '#modules/plan/index.ts';
import { withoutEmpty } from '#ui/address.ts';
import { loadListView } from '#ui/list-view.server.ts';
import { officeActor } from '../guard.ts';
import { OFFICE } from '../paths.ts';
import { periodsView } from './periods.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const clean = withoutEmpty(event.url);
  if (clean) redirect(303, clean);
  return {
    title: 'Báo cáo định kỳ',
    breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: 'Báo cáo' }],
    stateWords: REPORT_STATE_WORDS,
    mayMake: mayAnywhere(actor, REPORT_PERMISSIONS.prepare),
    periods: await periodsView({ db: event.locals.db, actor }),
    view: await loadListView(event.locals.db, REPORT_LIST, { today: vietnamDate(new Date()) }, { url: event.url, language: 'vi' }), // prettier-ignore
  };
};
