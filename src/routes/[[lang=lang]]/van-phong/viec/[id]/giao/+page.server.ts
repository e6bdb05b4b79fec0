import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { breakDown, direct, findObligation, RUNNING_PERMISSIONS } from '#modules/plan/index.ts';
import { readForm, refusedForm } from '../../../forms.ts';
import { officeActor } from '../../../guard.ts';
import { OBLIGATIONS, obligationPath, OFFICE, withNotice } from '../../../paths.ts';
import { besideForm, notThere } from '../../../refused.ts';
import { belowChoices, bodyChoices } from '../choices.ts';
import type { Actions, PageServerLoad } from './$types';

/** Two ways of giving work below an obligation; the address says which. */
const WAYS = {
  rieng: { title: 'Lập kế hoạch riêng', permission: RUNNING_PERMISSIONS.break, give: breakDown },
  'chi-dao': { title: 'Giao ý kiến chỉ đạo', permission: RUNNING_PERMISSIONS.direct, give: direct },
} as const;
type Way = keyof typeof WAYS;

const wayIn = (url: URL): Way => (url.searchParams.get('loai') === 'chi-dao' ? 'chi-dao' : 'rieng');

export const load: PageServerLoad = async (event) => {
  const way = wayIn(event.url);
  const { title, permission } = WAYS[way];
  officeActor(event, permission);
  const { db } = event.locals;
  const today = vietnamDate(new Date());
  const found = await findObligation(db, event.params.id, today);
  if (!found) throw notThere('việc được giao', OBLIGATIONS);
  return {
    title,
    breadcrumb: [
      { text: 'Việc của tôi', href: OFFICE },
      { text: 'Việc được giao', href: OBLIGATIONS },
      { text: found.taskCode ?? 'Việc', href: obligationPath(found.id) },
      { text: title },
    ],
    way,
    today,
    above: { title: found.title, holder: found.holder, lastDay: found.lastDay },
    holderKey: found.heldBy,
    bodies: way === 'rieng' ? await belowChoices(db, found.heldBy, today) : await bodyChoices(db, today),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { permission, give } = WAYS[wayIn(event.url)];
    const actor = officeActor(event, permission);
    const values = await readForm(event.request);
    const { title = '', organisationKey = '', lastDay = '', isPublic } = values;
    try {
      await give(event.locals.db, actor, event.params.id, {
        title,
        organisationKey,
        lastDay,
        isPublic: isPublic === 'on',
      });
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(obligationPath(event.params.id), 'da-ghi-nhan'));
  },
};
