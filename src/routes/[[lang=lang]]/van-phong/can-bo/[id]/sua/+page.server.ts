import { redirect } from '@sveltejs/kit';
import { IDENTITY_PERMISSIONS, revisePerson } from '#kernel/identity/index.ts';
import { readForm, refusedForm } from '../../../forms.ts';
import { personPath, withNotice } from '../../../paths.ts';
import { besideForm } from '../../../refused.ts';
import { personCrumbs, personOf } from '../../person.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { page } = await personOf(event, IDENTITY_PERMISSIONS.people);
  const { id, name, email, phone, staffNumber, revision } = page.person;
  return {
    title: `Sửa thông tin: ${name}`,
    breadcrumb: personCrumbs(page, { text: 'Sửa thông tin' }),
    id,
    name,
    values: {
      name,
      email: email ?? '',
      phone: phone ?? '',
      staffNumber: staffNumber ?? '',
      revision: String(revision),
    },
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, db } = await personOf(event, IDENTITY_PERMISSIONS.people);
    const values = await readForm(event.request);
    try {
      const seen = { personId: event.params.id, revision: Number(values.revision) };
      await revisePerson(db, actor, seen, { ...values, name: values.name ?? '' });
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(personPath(event.params.id), 'da-sua-can-bo'));
  },
};
