import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { viewsOf } from '#kernel/audit/index.ts';
import { keepCookies, requireAccount } from '#kernel/identity/guard.ts';
import {
  changePassword,
  deviceOf,
  endOwnSession,
  goLinking,
  linkedProviders,
  ownSecondFactor,
  ownSessions,
  removeOwnSecondFactor,
  renewBackupCodes,
  signOutElsewhere,
  unlinkProvider,
} from '#kernel/identity/index.ts';
import { formatInstant, pathIn, say, type Language } from '#kernel/language.ts';
import { Refusal } from '#kernel/refusal.ts';
import { settings } from '#kernel/settings.ts';
import type { Actions, PageServerLoad } from './$types';
import { entry } from '../dang-nhap/form.ts';
import { FAULTS, faultText, unprovenText } from '../dang-nhap/words.ts';
import { DIFFERENT, DONE, MISSING, problemsOf, TITLE } from './words.ts';

export const load: PageServerLoad = async (event) => {
  const account = requireAccount(event);
  const { actor, db, language, session, sessionId } = event.locals;
  const [sessions, views, factor, links] = await Promise.all([
    ownSessions(db, actor),
    viewsOf(db, actor, account.id),
    ownSecondFactor(db, actor, session!, new Date()),
    linkedProviders(db, actor),
  ]);
  const done = event.url.searchParams.get('da') ?? '';
  return {
    title: say(TITLE, language),
    done: Object.hasOwn(DONE, done) ? say(DONE[done]!, language) : null,
    fault: faultText(event.url.searchParams.get('loi'), language),
    account,
    role: actor.position ?? '',
    views,
    factor: { ...factor, since: factor.since && formatInstant(factor.since, language) },
    ...providersOf(links, language),
    sessions: sessions.map(({ id, halfway, startedAt, address, userAgent }) => ({
      id,
      halfway,
      here: id === sessionId,
      device: deviceOf(userAgent) ?? say({ vi: 'Không rõ thiết bị', en: 'Unknown device' }, language),
      address: address ?? '–',
      startedAt: formatInstant(startedAt, language),
    })),
  };
};

/** The providers that are linked, and those that can be. */
function providersOf(links: Awaited<ReturnType<typeof linkedProviders>>, language: Language) {
  const { providers } = settings();
  return {
    linked: links.map(({ id, issuer, linkedAt }) => ({
      id,
      name: providers.find((each) => each.issuer === issuer)?.name ?? issuer,
      since: formatInstant(linkedAt, language),
    })),
    linkable: providers
      .filter(({ issuer }) => links.every((each) => each.issuer !== issuer))
      .map(({ key, name }) => ({ key, name })),
  };
}

/** Who acts, and what his form says. */
async function ownForm(event: RequestEvent) {
  requireAccount(event);
  const { actor, db, language, session } = event.locals;
  const form = await event.request.formData();
  return { actor, db, language, session: session!, field: (name: string) => entry(form, name), now: new Date() };
}

const back = (language: Language, done: string) => redirect(303, `${pathIn(language, '/tai-khoan')}?da=${done}`);

export const actions: Actions = {
  'mat-khau': async (event) => {
    const { actor, db, language, session, field } = await ownForm(event);
    const typed = { current: field('current'), next: field('next'), again: field('again') };

    const errors: Record<string, string> = {};
    for (const name of ['current', 'next', 'again'] as const) {
      if (!typed[name]) errors[name] = say(MISSING[name], language);
    }
    if (typed.next && typed.again && typed.next !== typed.again) errors.again = say(DIFFERENT, language);
    if (Object.keys(errors).length > 0) return fail(422, { errors });

    const { current, next } = typed;
    const result = await changePassword(db, actor, { current, next, sessionId: session.id });
    if (result.outcome !== 'changed') {
      return fail(result.outcome === 'wait' ? 429 : 422, { errors: problemsOf(result, language) });
    }
    return back(language, 'mat-khau');
  },
  'dang-xuat-noi-khac': async (event) => {
    const { actor, db, language, session } = await ownForm(event);
    await signOutElsewhere(db, actor, session.id);
    return back(language, 'phien');
  },
  'ket-thuc-phien': async (event) => {
    const { actor, db, language, field } = await ownForm(event);
    try {
      await endOwnSession(db, actor, field('id'));
    } catch (error) {
      // It ended by itself meanwhile: what was wanted.
      if (!(error instanceof Refusal) || error.code !== 'identity.no-session') throw error;
    }
    return back(language, 'mot-phien');
  },
  'ma-du-phong': async (event) => {
    const { actor, db, language, session, field, now } = await ownForm(event);
    const result = await renewBackupCodes(db, actor, { proof: field('proof-codes'), session, now });
    if (result.outcome === 'renewed') return { backupCodes: result.backupCodes };
    return fail(422, { errors: { 'proof-codes': unprovenText(result, language) } });
  },
  'tat-hai-buoc': async (event) => {
    const { actor, db, language, session, field, now } = await ownForm(event);
    const result = await removeOwnSecondFactor(db, actor, { proof: field('proof-off'), session, now });
    if (result.outcome === 'removed') return back(language, 'tat-hai-buoc');
    return fail(422, { errors: { 'proof-off': unprovenText(result, language) } });
  },
  'lien-ket': async (event) => {
    const { actor, db, language, session, field, now } = await ownForm(event);
    const provider = field('provider');
    const cookie = event.request.headers.get('cookie');
    const input = { provider, proof: field('proof-link'), session, cookie, language, now };
    const result = await goLinking(db, actor, input);
    if (result.outcome === 'unreachable')
      return fail(503, { errors: { 'proof-link': say(FAULTS.unreachable, language) } });
    if (result.outcome !== 'go') return fail(422, { errors: { 'proof-link': unprovenText(result, language) } });
    keepCookies(event.cookies, result.setCookies);
    // Our policy lets no form lead to another site: a link does.
    return {
      goTo: { address: result.address, name: settings().providers.find(({ key }) => key === provider)?.name ?? '' },
    };
  },
  'bo-lien-ket': async (event) => {
    const { actor, db, language, field } = await ownForm(event);
    await unlinkProvider(db, actor, field('id'));
    return back(language, 'bo-lien-ket');
  },
};
