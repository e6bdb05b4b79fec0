import { redirect } from '@sveltejs/kit';
import { INSPECTIONS } from '../../paths.ts';
import type { PageServerLoad } from './$types';

/** Plans stand on the page of inspections. */
export const load: PageServerLoad = () => redirect(303, INSPECTIONS);
