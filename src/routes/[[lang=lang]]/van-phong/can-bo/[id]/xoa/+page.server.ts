import { redirect } from '@sveltejs/kit';
import { AUDIT_PERMISSIONS } from '#kernel/audit/index.ts';
import { erasePerson } from '#kernel/identity/index.ts';
import { invalid } from '#kernel/identity/people/input.ts';
import { readForm, refusedForm } from '../../../forms.ts';
import { officeActor } from '../../../guard.ts';
import { personPath, withNotice } from '../../../paths.ts';
import { besideForm } from '../../../refused.ts';
import { personCrumbs, personOf } from '../../person.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  officeActor(event, AUDIT_PERMISSIONS.erase);
  const { page } = await personOf(event);
  const { id, name } = page.person;
  return {
    title: `Xóa dữ liệu cá nhân: ${name}`,
    breadcrumb: personCrumbs(page, { text: 'Xóa dữ liệu cá nhân' }),
    id,
    name,
    active: [...page.positions, ...page.grants].some(({ when }) => when !== 'over'),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = officeActor(event, AUDIT_PERMISSIONS.erase);
    const values = await readForm(event.request);
    try {
      if (values.sure !== 'on') throw invalid({ sure: 'Đánh dấu để xác nhận.' });
      await erasePerson(event.locals.db, actor, event.params.id, values.reason ?? '');
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(personPath(event.params.id), 'da-xoa-du-lieu'));
  },
};
