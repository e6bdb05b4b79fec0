import { actOn } from '../../hoat-dong/act.server.ts';
import { activityView } from '../../hoat-dong/view.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => activityView(event, 'inspection');
export const actions: Actions = { default: (event) => actOn(event, 'inspection') };
