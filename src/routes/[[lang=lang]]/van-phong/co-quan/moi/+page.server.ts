import { redirect } from '@sveltejs/kit';
import { draftReorganisation } from '#kernel/organisations/drafts.ts';
import { ORGANISATION_PERMISSIONS } from '#kernel/organisations/permissions.ts';
import { failedForm, readForm, refusedForm } from '../../forms.ts';
import { officeActor } from '../../guard.ts';
import { withNotice } from '../../paths.ts';
import { besideForm } from '../../refused.ts';
import { actCrumbs, actPath } from '../addresses.ts';
import { readDocument } from '../document-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  officeActor(event, ORGANISATION_PERMISSIONS.reorganise);
  return { title: 'Lập lần sắp xếp mới', breadcrumb: actCrumbs({ text: 'Lập mới' }) };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = officeActor(event, ORGANISATION_PERMISSIONS.reorganise);
    const values = await readForm(event.request);
    const read = readDocument(values);
    if (!read.act) return failedForm(values, read.error);
    let id: string;
    try {
      ({ id } = await draftReorganisation(event.locals.db, actor, { ...read.act, steps: [] }));
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(actPath(id), 'da-lap-sap-xep'));
  },
};
