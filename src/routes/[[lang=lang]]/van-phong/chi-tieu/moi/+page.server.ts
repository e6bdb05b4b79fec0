import { redirect } from '@sveltejs/kit';
import { dateOf, partsOf, vietnamDate } from '#kernel/calendar/dates.ts';
import { defineIndicator, INDICATOR_INPUT, INDICATOR_PERMISSIONS } from '#kernel/indicators/index.ts';
import { COMPUTATIONS } from '../../../../../indicators.ts';
import { failedForm, readForm, refusedForm } from '../../forms.ts';
import { officeActor } from '../../guard.ts';
import { INDICATORS, OFFICE, officeIndicatorPath, withNotice } from '../../paths.ts';
import { besideForm } from '../../refused.ts';
import { definitionInput } from '../definition-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  officeActor(event, INDICATOR_PERMISSIONS.define);
  const { year } = partsOf(vietnamDate(new Date()));
  return {
    title: 'Định nghĩa chỉ số',
    breadcrumb: [
      { text: 'Việc của tôi', href: OFFICE },
      { text: 'Chỉ tiêu, chỉ số', href: INDICATORS },
      { text: 'Chỉ số mới' },
    ],
    from: dateOf(year, 1, 1)!,
    computations: Object.entries(COMPUTATIONS).map(([value, { label }]) => ({ value, label: label.vi })),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = officeActor(event, INDICATOR_PERMISSIONS.define);
    const values = await readForm(event.request);
    const read = INDICATOR_INPUT.safeParse(definitionInput(values));
    if (!read.success) return failedForm(values, read.error);
    let made;
    try {
      made = await defineIndicator(event.locals.db, actor, read.data, COMPUTATIONS);
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(`${officeIndicatorPath(made.key)}#bao-cao`, 'da-dinh-nghia-chi-so'));
  },
};
