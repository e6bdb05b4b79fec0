import { newPage } from '../../hoat-dong/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

const page = newPage('inspection');
export const load: PageServerLoad = page.load;
export const actions: Actions = page.actions;
