import { redirect } from '@sveltejs/kit';
import { mayAct } from '#kernel/lifecycle/index.ts';
import { findReport, REPORT_LIFE, setReportPaper, SIGNING, standingOfReport, type SettingsRequest } from '#modules/plan/index.ts'; // prettier-ignore
import { readForm, refusedForm } from '../../../forms.ts';
import { officeActor } from '../../../guard.ts';
import { reportPath, withNotice } from '../../../paths.ts';
import { besideForm } from '../../../refused.ts';
import { reportCrumbs } from '../head.ts';
import type { Actions, PageServerLoad } from './$types';

const SIGNING_WORDS: Readonly<Record<(typeof SIGNING)[number], string>> = {
  '': 'Người đứng đầu ký',
  'TM.': 'TM. (thay mặt tập thể)',
  'KT.': 'KT. (ký thay)',
  'TM. KT.': 'TM., KT. (cấp phó ký thay mặt tập thể)',
  'TL.': 'TL. (thừa lệnh)',
  'TL. KT.': 'TL., KT. (cấp phó của người được thừa lệnh)',
  'TUQ.': 'TUQ. (thừa ủy quyền)',
};

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const found = await findReport(event.locals.db, event.params.id);
  const { addressees, recipients, authority, ...rest } = found.settings;
  return {
    title: 'Thể thức văn bản',
    breadcrumb: reportCrumbs(found, { text: 'Thể thức văn bản' }),
    maySet: mayAct(REPORT_LIFE, standingOfReport(found), 'set', actor).allowed,
    revision: found.revision,
    values: { ...rest, addressees: addressees.join('\n'), recipients: recipients.join('\n'), authority: authority.join('\n') } as Record<string, string>, // prettier-ignore
    signing: SIGNING.map((value) => ({ value, label: SIGNING_WORDS[value] })),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = officeActor(event);
    const values = await readForm(event.request);
    try {
      await setReportPaper(event.locals.db, actor, event.params.id, {
        ...(values as unknown as SettingsRequest),
        revision: Number(values.revision),
      });
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(reportPath(event.params.id), 'da-luu-the-thuc'));
  },
};
