import { redirect } from '@sveltejs/kit';
import { keepCookies } from '#kernel/identity/guard.ts';
import { signOut } from '#kernel/identity/index.ts';
import { pathIn, say } from '#kernel/language.ts';
import type { Actions, PageServerLoad } from './$types';

// Looking at the page changes nothing: a link or a picture on another site must not sign anybody out.
export const load: PageServerLoad = ({ locals: { account, language } }) => {
  if (!account) redirect(303, pathIn(language, '/'));
  return { title: say({ vi: 'Đăng xuất', en: 'Sign out' }, language), account };
};

export const actions: Actions = {
  default: async ({ cookies, locals: { account, db, language, unfinished }, request }) => {
    if (account ?? unfinished) keepCookies(cookies, await signOut(db, request.headers));
    redirect(303, `${pathIn(language, '/dang-nhap')}?da-dang-xuat=1`);
  },
};
