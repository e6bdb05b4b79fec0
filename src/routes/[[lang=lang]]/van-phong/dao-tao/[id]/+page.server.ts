import { TRAINING_FORM_WORDS } from '#modules/activities/index.ts';
import { actOn } from '../../hoat-dong/act.server.ts';
import { activityView } from '../../hoat-dong/view.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const view = await activityView(event, 'training');
  return { ...view, formWord: TRAINING_FORM_WORDS[view.activity.fields.form].vi };
};
export const actions: Actions = { default: (event) => actOn(event, 'training') };
