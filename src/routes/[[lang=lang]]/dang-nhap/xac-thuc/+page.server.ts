import { fail, redirect } from '@sveltejs/kit';
import { keepCookies } from '#kernel/identity/guard.ts';
import { giveCode } from '#kernel/identity/index.ts';
import { pathIn, say } from '#kernel/language.ts';
import type { Actions, PageServerLoad } from './$types';
import { entry } from '../form.ts';
import { nextPage, stepPage, withNext } from '../next-page.ts';
import { CODE_FAULTS, CODE_MISSING, waitText } from '../words.ts';

export const load: PageServerLoad = ({ locals: { account, actor, language, unfinished }, url }) => {
  if (account) redirect(303, nextPage(url, language, actor));
  if (!unfinished) redirect(303, withNext(pathIn(language, '/dang-nhap'), url));
  if (unfinished.missing !== 'code') redirect(303, stepPage(unfinished.missing, url, language));
  return {
    title: say({ vi: 'Xác thực bước hai', en: 'Second step' }, language),
    email: unfinished.session.account.email,
    signOut: pathIn(language, '/dang-xuat'),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { cookies, locals, request, setHeaders, url } = event;
    const { db, language, requestId, unfinished } = locals;
    const over = withNext(pathIn(language, '/dang-nhap'), url, { loi: 'over' });
    if (unfinished?.missing !== 'code') redirect(303, over);
    const typed = entry(await request.formData(), 'code').trim();
    if (!typed) return fail(422, { errors: { code: say(CODE_MISSING, language) } });
    const result = await giveCode(db, unfinished.actor, {
      typed,
      session: unfinished.session,
      address: event.getClientAddress(),
      cookie: request.headers.get('cookie'),
      requestId,
      now: new Date(),
    });
    if (result.outcome === 'over') redirect(303, over);
    if (result.outcome === 'wait') {
      setHeaders({ 'retry-after': String(result.seconds) });
      return fail(429, { errors: { code: waitText(result.seconds, language) } });
    }
    if (result.outcome !== 'signed-in')
      return fail(401, { errors: { code: say(CODE_FAULTS[result.outcome], language) } });
    keepCookies(cookies, result.setCookies);
    redirect(303, nextPage(url, language, unfinished.actor));
  },
};
