import { readMarkdown } from '#ui/markdown.ts';
import { actOn } from '../../hoat-dong/act.server.ts';
import { activityView } from '../../hoat-dong/view.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const view = await activityView(event, 'meeting');
  const { agenda } = view.activity.fields;
  return { ...view, agenda: agenda === '' ? null : readMarkdown(agenda) };
};
export const actions: Actions = { default: (event) => actOn(event, 'meeting') };
