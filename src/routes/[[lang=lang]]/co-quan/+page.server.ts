import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { say } from '#kernel/language.ts';
import { ORGANISATION_LIST } from '#kernel/organisations/lists.ts';
import { withoutEmpty } from '#ui/address.ts';
import { loadListView } from '#ui/list-view.server.ts';
import { wayTo } from '../ke-hoach/plan-words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals: { db, language } }) => {
  const clean = withoutEmpty(url);
  if (clean) redirect(303, clean);
  const title = say(ORGANISATION_LIST.title, language);
  const view = await loadListView(db, ORGANISATION_LIST, { today: vietnamDate(new Date()) }, { url, language });
  return { title, breadcrumb: wayTo(language, { text: title }), view };
};
