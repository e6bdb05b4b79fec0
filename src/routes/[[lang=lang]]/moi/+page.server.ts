import { acceptInvitation } from '#kernel/identity/index.ts';
import { chooser, chosen } from '../dang-nhap/choose-password.ts';
import type { Actions, PageServerLoad } from './$types';

const TITLE = { vi: 'Nhận lời mời', en: 'Accept the invitation' };

export const load: PageServerLoad = (event) => chooser('invitation', TITLE, event);

export const actions: Actions = { default: (event) => chosen(acceptInvitation, 'moi', event) };
