import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { keepCookies, requireAccount } from '#kernel/identity/guard.ts';
import { ownSecondFactor, prepareOwnSecondFactor, setUpSecondFactor } from '#kernel/identity/index.ts';
import { pathIn, say } from '#kernel/language.ts';
import type { Actions, PageServerLoad } from './$types';
import { entry } from '../form.ts';
import { nextPage, stepPage, withNext } from '../next-page.ts';
import { CODE_FAULTS, CODE_MISSING, unprovenText } from '../words.ts';
import { squareOf } from './qr.ts';

/** Whoever sets it up: an administrator who must before anything else, or anybody signed in who wants to. */
function owner(event: Pick<RequestEvent, 'locals' | 'url'>) {
  const { actor, language, session, unfinished } = event.locals;
  if (unfinished?.missing === 'code') redirect(303, stepPage('code', event.url, language));
  if (unfinished) return { actor: unfinished.actor, session: unfinished.session, forced: true };
  requireAccount(event);
  return { actor, session: session!, forced: false };
}

export const load: PageServerLoad = async (event) => {
  const { db, language } = event.locals;
  const { actor, session, forced } = owner(event);
  const now = new Date();
  const { since, wanted } = await ownSecondFactor(db, actor, session, now);
  return {
    title: say({ vi: 'Thiết lập xác thực hai bước', en: 'Set up a second factor' }, language),
    forced,
    replaces: since !== null,
    wanted,
    fresh: prepared(event, null),
    email: session.account.email,
    signOut: pathIn(language, '/dang-xuat'),
    next: forced ? nextPage(event.url, language, actor) : pathIn(language, '/tai-khoan'),
  };
};

/** A key and its picture; the one that the form brings back, if it still opens. */
function prepared(event: Pick<RequestEvent, 'locals' | 'url'>, broughtBack: string | null) {
  const { session } = owner(event);
  const prepared = prepareOwnSecondFactor(event.locals.db, session.account, new Date(), broughtBack ?? undefined); // prettier-ignore
  return { ...prepared, square: squareOf(prepared.address) };
}

export const actions: Actions = {
  default: async (event) => {
    const { cookies, locals, request, url } = event;
    const { db, language } = locals;
    const { actor, session } = owner(event);
    const form = await request.formData();
    const sealed = entry(form, 'sealed');
    const again = (status: number, errors: Record<string, string>) =>
      fail(status, { errors, kept: prepared(event, sealed) });
    const typed = entry(form, 'code').trim();
    if (!typed) return again(422, { code: say(CODE_MISSING, language) });
    const input = { sealed, typed, proof: entry(form, 'proof'), session, now: new Date() };
    const result = await setUpSecondFactor(db, actor, input);
    switch (result.outcome) {
      case 'set-up':
        keepCookies(cookies, result.setCookies);
        return { backupCodes: result.backupCodes };
      case 'over':
        return redirect(303, withNext(pathIn(language, '/dang-nhap'), url, { loi: 'over' }));
      case 'wrong':
        return again(422, { code: say(CODE_FAULTS.wrong, language) });
      case 'expired':
        return again(410, { code: say(EXPIRED, language) });
      case 'wait':
        return again(429, { code: unprovenText(result, language) });
      case 'unproven':
        return again(422, { proof: unprovenText(result, language) });
    }
  },
};

const EXPIRED = {
  vi: 'Khóa này đã quá nửa giờ. Quét lại hình mới bên trên.',
  en: 'This key is older than half an hour. Scan the new picture above.',
};
