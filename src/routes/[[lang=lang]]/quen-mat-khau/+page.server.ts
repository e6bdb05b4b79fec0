import { fail, redirect } from '@sveltejs/kit';
import { askPasswordReset } from '#kernel/identity/index.ts';
import { pathIn, say } from '#kernel/language.ts';
import { settings } from '#kernel/settings.ts';
import { entry } from '../dang-nhap/form.ts';
import { EMAIL_FORM, EMAIL_MISSING } from '../dang-nhap/words.ts';
import type { Actions, PageServerLoad } from './$types';
import { plural, type Language } from '#kernel/language.ts';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export const load: PageServerLoad = ({ locals: { language }, url }) => ({
  title: say({ vi: 'Quên mật khẩu', en: 'Password forgotten' }, language),
  mail: settings().smtp !== null,
  asked: url.searchParams.has('da-gui'),
  signIn: pathIn(language, '/dang-nhap'),
});

export const actions: Actions = {
  default: async (event) => {
    const { db, language, requestId } = event.locals;
    const email = entry(await event.request.formData(), 'email').trim();
    const problem = !email ? EMAIL_MISSING : EMAIL.test(email) ? null : EMAIL_FORM;
    if (problem) return fail(422, { email, errors: { email: say(problem, language) } });
    const result = await askPasswordReset(db, { email, address: event.getClientAddress(), requestId });
    if (result.outcome === 'wait') {
      event.setHeaders({ 'retry-after': String(result.seconds) });
      return fail(429, { email, errors: { email: tooOften(result.seconds, language) } });
    }
    redirect(303, `${pathIn(language, '/quen-mat-khau')}${result.outcome === 'asked' ? '?da-gui=1' : ''}`);
  },
};

function tooOften(seconds: number, language: Language): string {
  const minutes = Math.ceil(seconds / 60);
  return language === 'vi'
    ? `Đã đề nghị nhiều lần. Xem hộp thư (cả thư rác), hoặc đợi ${minutes} phút rồi thử lại.`
    : `Asked too often. Look into your mailbox (spam too), or wait ${plural(minutes, 'minute')} and try again.`;
}
