import { redirect } from '@sveltejs/kit';
import { MAIL_LIST, mailScope, NOTICE_PERMISSIONS, resendMail } from '#kernel/notices/index.ts';
import { settings } from '#kernel/settings.ts';
import { withoutEmpty } from '#ui/address.ts';
import { loadListView } from '#ui/list-view.server.ts';
import { readForm, refusedForm } from '../forms.ts';
import { officeActor } from '../guard.ts';
import { MAIL, OFFICE, withNotice } from '../paths.ts';
import { besideForm } from '../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = mailScope(officeActor(event, NOTICE_PERMISSIONS.manage));
  const clean = withoutEmpty(event.url);
  if (clean) redirect(303, clean);
  const url = new URL(event.url);
  if (!url.searchParams.has('sort')) url.searchParams.set('sort', '-at');
  return {
    title: 'Thư gửi đi',
    breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: 'Thư gửi đi' }],
    server: settings().smtp?.host ?? null,
    view: await loadListView(event.locals.db, MAIL_LIST, scope, { url, language: 'vi' }),
  };
};

export const actions: Actions = {
  'gui-lai': async (event) => {
    const actor = officeActor(event, NOTICE_PERMISSIONS.manage);
    const values = await readForm(event.request);
    try {
      await resendMail(event.locals.db, actor, Number(values.id || Number.NaN));
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(MAIL, 'da-gui-lai'));
  },
};
