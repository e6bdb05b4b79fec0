import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { addPerson, bodiesToChoose, IDENTITY_PERMISSIONS, reachOf } from '#kernel/identity/index.ts';
import { readForm, refusedForm } from '../../forms.ts';
import { officeActor } from '../../guard.ts';
import { OFFICE, PEOPLE, personPath, withNotice } from '../../paths.ts';
import { besideForm } from '../../refused.ts';
import { positionIn } from '../person.ts';
import { bodyOptions } from '../words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const reach = reachOf(officeActor(event, IDENTITY_PERMISSIONS.people), IDENTITY_PERMISSIONS.people);
  const today = vietnamDate(new Date());
  return {
    title: 'Thêm cán bộ',
    breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: 'Cán bộ', href: PEOPLE }, { text: 'Thêm cán bộ' }],
    today,
    optional: reach === 'all',
    bodies: bodyOptions(await bodiesToChoose(event.locals.db, reach, today)),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = officeActor(event, IDENTITY_PERMISSIONS.people);
    const values = await readForm(event.request);
    let id: string;
    try {
      const province = reachOf(actor, IDENTITY_PERMISSIONS.people) === 'all';
      const without = province && !values.organisationKey && !values.title;
      ({ id } = await addPerson(event.locals.db, actor, {
        ...values,
        name: values.name ?? '',
        position: without ? null : positionIn(values),
      }));
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(personPath(id), 'da-them-can-bo'));
  },
};
