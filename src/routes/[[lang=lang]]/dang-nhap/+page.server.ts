import { fail, redirect } from '@sveltejs/kit';
import { keepCookies } from '#kernel/identity/guard.ts';
import { localPath, signIn } from '#kernel/identity/index.ts';
import { pathIn, say, type Language } from '#kernel/language.ts';
import type { Actions, PageServerLoad } from './$types';
import { EMAIL_FORM, EMAIL_MISSING, PASSWORD_MISSING, TITLE, waitText, WRONG } from './words.ts';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export const load: PageServerLoad = ({ locals: { account, language }, url }) => {
  if (account) redirect(303, nextPage(url, language));
  return { title: say(TITLE, language), signedOut: url.searchParams.has('da-dang-xuat') };
};

export const actions: Actions = {
  default: async (event) => {
    const { cookies, locals, request, setHeaders, url } = event;
    const { language, requestId } = locals;
    const form = await request.formData();
    const email = text(form.get('email')).trim();
    const password = text(form.get('password'));

    const errors: Record<string, string> = {};
    if (!email) errors.email = say(EMAIL_MISSING, language);
    else if (!EMAIL.test(email)) errors.email = say(EMAIL_FORM, language);
    if (!password) errors.password = say(PASSWORD_MISSING, language);
    if (Object.keys(errors).length > 0) return fail(422, { email, errors });

    const result = await signIn(locals.db, {
      email,
      password,
      address: event.getClientAddress(),
      userAgent: request.headers.get('user-agent'),
      requestId,
    });
    if (result.outcome === 'wait') {
      setHeaders({ 'retry-after': String(result.seconds) });
      return fail(429, { email, refused: waitText(result.seconds, language) });
    }
    if (result.outcome === 'wrong') return fail(401, { email, refused: say(WRONG, language) });
    keepCookies(cookies, result.setCookies);
    redirect(303, nextPage(url, language));
  },
};

/** Where to go afterwards: the page that sent us, if it is one of ours, else the office. */
function nextPage(url: URL, language: Language): string {
  return localPath(url.searchParams.get('tiep')) ?? pathIn(language, '/van-phong');
}

/** A file in place of text counts as nothing. */
function text(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}
