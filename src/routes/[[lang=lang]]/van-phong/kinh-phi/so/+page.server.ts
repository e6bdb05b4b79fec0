import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { reachOf } from '#kernel/identity/permissions.ts';
import { cancelFunding, currentPlan, FUNDING_ENTRY_LIST, FUNDING_PERMISSIONS } from '#modules/plan/index.ts';
import { withoutEmpty } from '#ui/address.ts';
import { loadListView } from '#ui/list-view.server.ts';
import { readForm, refusedForm } from '../../forms.ts';
import { officeActor } from '../../guard.ts';
import { FUNDING, FUNDING_ENTRIES, OFFICE, withNotice } from '../../paths.ts';
import { besideForm } from '../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { url } = event;
  const clean = event.request.method === 'GET' ? withoutEmpty(url) : null;
  if (clean) redirect(303, clean);
  const { db } = event.locals;
  const plan = await currentPlan(db);
  const reach = reachOf(actor, FUNDING_PERMISSIONS.record);
  const scope = {
    planId: plan?.id ?? '00000000-0000-0000-0000-000000000000',
    planSlug: plan?.slug ?? '',
    today: vietnamDate(new Date()),
  };
  const view = await loadListView(db, FUNDING_ENTRY_LIST, scope, { url, language: 'vi' });
  const mine = ({ organisationKey }: { organisationKey: string }) => reach === 'all' || reach.has(organisationKey);
  const asked = url.searchParams.get('huy');
  const opened = view.rows.find(({ row }) => row.id === asked)?.row;
  return {
    title: 'Sổ ghi kinh phí',
    breadcrumb: [
      { text: 'Việc của tôi', href: OFFICE },
      { text: 'Kinh phí', href: FUNDING },
      { text: 'Sổ ghi kinh phí' },
    ],
    view,
    mine: view.rows.filter(({ row }) => mine(row) && !row.cancelled && row.cancels === null).map(({ row }) => row.id),
    asked: opened && mine(opened) && !opened.cancelled && opened.cancels === null ? opened : null,
  };
};

export const actions: Actions = {
  huy: async (event) => {
    const actor = officeActor(event, FUNDING_PERMISSIONS.record);
    const values = await readForm(event.request);
    try {
      await cancelFunding(event.locals.db, actor, values.id ?? '', values.reason ?? '');
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(FUNDING_ENTRIES, 'da-huy-kinh-phi'));
  },
};
