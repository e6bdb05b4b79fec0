import { redirect } from '@sveltejs/kit';
import { bodiesToChoose, givePosition, IDENTITY_PERMISSIONS, reachOf } from '#kernel/identity/index.ts';
import { readForm, refusedForm } from '../../../forms.ts';
import { personPath, withNotice } from '../../../paths.ts';
import { besideForm } from '../../../refused.ts';
import { personCrumbs, personOf, positionIn } from '../../person.ts';
import { bodyOptions } from '../../words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, db, today, page } = await personOf(event, IDENTITY_PERMISSIONS.people);
  const bodies = await bodiesToChoose(db, reachOf(actor, IDENTITY_PERMISSIONS.people), today);
  return {
    title: `Ghi chức vụ: ${page.person.name}`,
    breadcrumb: personCrumbs(page, { text: 'Ghi chức vụ' }),
    id: page.person.id,
    name: page.person.name,
    today,
    bodies: bodyOptions(bodies),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, db } = await personOf(event, IDENTITY_PERMISSIONS.people);
    const values = await readForm(event.request);
    try {
      await givePosition(db, actor, event.params.id, positionIn(values));
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(personPath(event.params.id), 'da-giao-chuc-vu'));
  },
};
