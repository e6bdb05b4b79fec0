import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { followPeriods, REPORT_PERMISSIONS, servableTasks } from '#modules/plan/index.ts';
import { readForm, refusedForm } from '../../forms.ts';
import { officeActor } from '../../guard.ts';
import { OFFICE, REPORTS, withNotice } from '../../paths.ts';
import { besideForm } from '../../refused.ts';
import { periodsView } from '../periods.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Characters of a task's name that fit a line of choices. */
const SHOWN = 110;

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event, REPORT_PERMISSIONS.finalise);
  const { db } = event.locals;
  const periods = await periodsView({ db, actor, wanted: event.url.searchParams.get('ke-hoach') });
  const tasks = periods?.mayFollow ? await servableTasks(db, periods.plan.id, vietnamDate(new Date())) : [];
  return {
    title: 'Theo dõi các kỳ báo cáo',
    breadcrumb: [
      { text: 'Việc của tôi', href: OFFICE },
      { text: 'Báo cáo', href: REPORTS },
      { text: 'Theo dõi các kỳ' },
    ],
    periods,
    likely: tasks.find(({ likely }) => likely) ?? null,
    tasks: tasks.map(({ obligationId, code, title, holder }) => {
      const name = `${code}. ${title}`;
      return {
        value: obligationId,
        label: `${name.length > SHOWN ? `${name.slice(0, SHOWN).trimEnd()}…` : name} (${holder})`,
      };
    }),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = officeActor(event, REPORT_PERMISSIONS.finalise);
    const values = await readForm(event.request);
    try {
      await followPeriods(event.locals.db, actor, {
        planId: values.planId ?? '',
        obligationId: values.obligationId ?? '',
      });
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(REPORTS, 'da-theo-doi-ky'));
  },
};
