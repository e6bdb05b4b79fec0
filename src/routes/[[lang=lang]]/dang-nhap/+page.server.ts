import { fail, redirect } from '@sveltejs/kit';
import { keepCookies } from '#kernel/identity/guard.ts';
import { comerAfter, signIn } from '#kernel/identity/index.ts';
import { pathIn, say } from '#kernel/language.ts';
import { settings } from '#kernel/settings.ts';
import type { Actions, PageServerLoad } from './$types';
import { entry } from './form.ts';
import { nextPage, stepPage, withNext } from './next-page.ts';
import { BACK, EMAIL_FORM, EMAIL_MISSING, faultText, PASSWORD_MISSING, TITLE, waitText, WRONG } from './words.ts';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export const load: PageServerLoad = ({ locals: { account, actor, language, unfinished }, url }) => {
  if (account) redirect(303, nextPage(url, language, actor));
  if (unfinished) redirect(303, stepPage(unfinished.missing, url, language));
  const back = url.searchParams.get('da') ?? (url.searchParams.has('da-dang-xuat') ? 'dang-xuat' : '');
  return {
    title: say(TITLE, language),
    back: Object.hasOwn(BACK, back) ? say(BACK[back]!, language) : null,
    fault: faultText(url.searchParams.get('loi'), language),
    forgotten: pathIn(language, '/quen-mat-khau'),
    providers: settings().providers.map(({ key, name }) => ({
      name,
      href: withNext(pathIn(language, `/dang-nhap/oidc/${key}`), url),
    })),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { cookies, locals, request, setHeaders, url } = event;
    const { db, language, requestId } = locals;
    const form = await request.formData();
    const email = entry(form, 'email').trim();
    const password = entry(form, 'password');

    const errors: Record<string, string> = {};
    if (!email) errors.email = say(EMAIL_MISSING, language);
    else if (!EMAIL.test(email)) errors.email = say(EMAIL_FORM, language);
    if (!password) errors.password = say(PASSWORD_MISSING, language);
    if (Object.keys(errors).length > 0) return fail(422, { email, errors });

    const result = await signIn(db, {
      email,
      password,
      address: event.getClientAddress(),
      cookie: request.headers.get('cookie'),
      userAgent: request.headers.get('user-agent'),
      requestId,
    });
    if (result.outcome === 'wait') {
      setHeaders({ 'retry-after': String(result.seconds) });
      return fail(429, { email, refused: waitText(result.seconds, language) });
    }
    if (result.outcome === 'wrong') return fail(401, { email, refused: say(WRONG, language) });
    keepCookies(cookies, result.setCookies);
    const { actor, unfinished } = await comerAfter(db, result.setCookies, requestId);
    redirect(303, unfinished ? stepPage(unfinished.missing, url, language) : nextPage(url, language, actor));
  },
};
