import { fail, redirect } from '@sveltejs/kit';
import type { Database } from '#kernel/database/connection.ts';
import { say } from '#kernel/language.ts';
import { settings } from '#kernel/settings.ts';
import { findPlan, importPlanDocument, PLAN_PERMISSIONS, STATUS_WORDS } from '#modules/plan/index.ts';
import { officeActor } from '../../guard.ts';
import { OFFICE, planPath, PLANS, reviewPath, withNotice } from '../../paths.ts';
import { besideForm, told } from '../../refused.ts';
import type { Actions, PageServerLoad } from './$types';
import { bodyTooLarge, noFile, tooLarge } from './upload-refusals.ts';

// For the progress of the upload; without script the form is an ordinary one.
export const csr = true;

export const load: PageServerLoad = (event) => {
  officeActor(event, PLAN_PERMISSIONS.import);
  return {
    title: 'Tải lên văn bản kế hoạch',
    breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: 'Kế hoạch', href: PLANS }, { text: 'Tải lên' }],
    limit: settings().uploadLimit,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = officeActor(event, PLAN_PERMISSIONS.import);
    const { uploadLimit } = settings();
    let file: FormDataEntryValue | null;
    try {
      file = (await event.request.formData()).get('file');
    } catch (error) {
      // The server stops reading a body at the limit; so far nothing has been kept.
      if (!bodyTooLarge(error, event.request.headers, uploadLimit)) throw error;
      return refused(tooLarge(uploadLimit));
    }
    if (!(file instanceof File) || (file.name === '' && file.size === 0)) return refused(noFile());
    if (file.size > uploadLimit) return refused(tooLarge(uploadLimit));
    let outcome;
    try {
      outcome = await importPlanDocument(event.locals.db, actor, {
        bytes: new Uint8Array(await file.arrayBuffer()),
        name: file.name,
      });
    } catch (error) {
      return refused(besideForm(error));
    }
    if (outcome.outcome === 'imported') redirect(303, withNotice(reviewPath(outcome.slug), 'da-nhap'));
    return { refusal: null, unchanged: await known(event.locals.db, outcome.id) };
  },
};

function refused(refusal: Parameters<typeof told>[0]) {
  return fail(refusal.status, { refusal: told(refusal), unchanged: null });
}

/** The plan that is in the register already. */
async function known(db: Database, id: string) {
  const { slug, number, status } = await findPlan(db, id, { drafts: true });
  return {
    number: number ?? slug,
    status: say(STATUS_WORDS[status], 'vi').toLowerCase(),
    href: status === 'draft' ? reviewPath(slug) : planPath(slug),
  };
}
