import { listPage } from '../hoat-dong/list.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => listPage(event, 'initiative');
