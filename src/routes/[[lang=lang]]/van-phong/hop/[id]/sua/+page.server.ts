import { revisePage } from '../../../hoat-dong/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

const page = revisePage('meeting');
export const load: PageServerLoad = page.load;
export const actions: Actions = page.actions;
