import { resetPassword } from '#kernel/identity/index.ts';
import { chooser, chosen } from '../dang-nhap/choose-password.ts';
import type { Actions, PageServerLoad } from './$types';

const TITLE = { vi: 'Đặt lại mật khẩu', en: 'Set a new password' };

export const load: PageServerLoad = (event) => chooser('reset', TITLE, event);

export const actions: Actions = { default: (event) => chosen(resetPassword, 'dat-lai', event) };
