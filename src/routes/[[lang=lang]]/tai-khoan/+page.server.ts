import { fail, redirect } from '@sveltejs/kit';
import { viewsOf } from '#kernel/audit/index.ts';
import { requireAccount } from '#kernel/identity/guard.ts';
import { changePassword, deviceOf, ownSessions, signOutElsewhere } from '#kernel/identity/index.ts';
import { formatInstant, pathIn, say } from '#kernel/language.ts';
import type { Actions, PageServerLoad } from './$types';
import { DIFFERENT, DONE, MISSING, problemsOf, TITLE } from './words.ts';

export const load: PageServerLoad = async (event) => {
  const account = requireAccount(event);
  const { actor, db, language, sessionId } = event.locals;
  const [sessions, views] = await Promise.all([ownSessions(db, actor), viewsOf(db, actor, account.id)]);
  const done = event.url.searchParams.get('da') ?? '';
  return {
    title: say(TITLE, language),
    done: Object.hasOwn(DONE, done) ? say(DONE[done]!, language) : null,
    account,
    role: actor.position ?? '',
    views,
    sessions: sessions.map(({ id, startedAt, address, userAgent }) => ({
      id,
      here: id === sessionId,
      device: deviceOf(userAgent) ?? say({ vi: 'Không rõ thiết bị', en: 'Unknown device' }, language),
      address: address ?? '–',
      startedAt: formatInstant(startedAt, language),
    })),
  };
};

export const actions: Actions = {
  'mat-khau': async (event) => {
    requireAccount(event);
    const { actor, db, language, sessionId } = event.locals;
    const form = await event.request.formData();
    const typed = { current: entry(form, 'current'), next: entry(form, 'next'), again: entry(form, 'again') };

    const errors: Record<string, string> = {};
    for (const name of ['current', 'next', 'again'] as const) {
      if (!typed[name]) errors[name] = say(MISSING[name], language);
    }
    if (typed.next && typed.again && typed.next !== typed.again) errors.again = say(DIFFERENT, language);
    if (Object.keys(errors).length > 0) return fail(422, { errors });

    const { current, next } = typed;
    const result = await changePassword(db, actor, { current, next, sessionId });
    if (result.outcome !== 'changed') {
      return fail(result.outcome === 'wait' ? 429 : 422, { errors: problemsOf(result, language) });
    }
    redirect(303, `${pathIn(language, '/tai-khoan')}?da=mat-khau`);
  },
  'dang-xuat-noi-khac': async (event) => {
    requireAccount(event);
    const { actor, db, language, sessionId } = event.locals;
    await signOutElsewhere(db, actor, sessionId!);
    redirect(303, `${pathIn(language, '/tai-khoan')}?da=phien`);
  },
};

function entry(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
