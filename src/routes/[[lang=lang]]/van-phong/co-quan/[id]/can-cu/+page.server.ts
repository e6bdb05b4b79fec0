import { redirect } from '@sveltejs/kit';
import { reviseReorganisation } from '#kernel/organisations/drafts.ts';
import { actOf } from '#kernel/organisations/reorganisation-queries.ts';
import { failedForm, readForm, refusedForm } from '../../../forms.ts';
import { withNotice } from '../../../paths.ts';
import { besideForm } from '../../../refused.ts';
import { actCrumbs, actPath } from '../../addresses.ts';
import { documentValues, readDocument } from '../../document-form.ts';
import { draftActOf, seenIn } from '../draft-act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { row } = await draftActOf(event);
  return {
    title: 'Sửa căn cứ',
    breadcrumb: actCrumbs({ text: row.number ?? row.title, href: actPath(row.id) }, { text: 'Căn cứ' }),
    id: row.id,
    revision: row.revision,
    values: documentValues(actOf(row)),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { db, actor, row } = await draftActOf(event);
    const values = await readForm(event.request);
    const read = readDocument(values);
    if (!read.act) return failedForm(values, read.error);
    try {
      await reviseReorganisation(db, actor, row.id, seenIn(values), { ...read.act, steps: row.steps });
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(actPath(row.id), 'da-sua-sap-xep'));
  },
};
