import { redirect } from '@sveltejs/kit';
import { keepCookies } from '#kernel/identity/guard.ts';
import { goToProvider, localPath, returnFromProvider } from '#kernel/identity/index.ts';
import { pathIn } from '#kernel/language.ts';
import { withNext } from '../../next-page.ts';
import type { RequestHandler } from './$types';

/** Goes to a provider, and is where it sends people back to. A link leads here; forms may not lead to other sites. */
export const GET: RequestHandler = async (event) => {
  const { cookies, locals, params, request, url } = event;
  const { account, db, language, requestId } = locals;
  const cookie = request.headers.get('cookie');
  const answered = ['state', 'code', 'error'].some((name) => url.searchParams.has(name));

  if (!answered) {
    // Empty: where it leads is known once it is known who comes.
    const next = localPath(url.searchParams.get('tiep')) ?? '';
    const intent = { provider: params.provider, purpose: 'sign-in' as const, accountId: null, next, language };
    const gone = await goToProvider(db, intent, cookie);
    if (!gone) redirect(303, withNext(pathIn(language, '/dang-nhap'), url, { loi: 'unreachable' }));
    keepCookies(cookies, gone.setCookies);
    redirect(303, gone.address, { external: [new URL(gone.address).origin] });
  }

  const { outcome, intent, setCookies } = await returnFromProvider(db, {
    key: params.provider,
    query: url.searchParams,
    cookie,
    accountId: account?.id ?? null,
    address: event.getClientAddress(),
    userAgent: request.headers.get('user-agent'),
    requestId,
    now: new Date(),
  });
  keepCookies(cookies, setCookies);
  const spoken = intent?.language ?? language;
  const home = pathIn(spoken, intent?.purpose === 'link' ? '/tai-khoan' : '/dang-nhap');
  const said = new URLSearchParams();
  if (intent?.purpose === 'sign-in' && intent.next) said.set('tiep', intent.next);
  if (typeof outcome === 'object') said.set('loi', outcome.fault);
  else if (outcome === 'linked') said.set('da', 'lien-ket');
  redirect(303, said.size > 0 ? `${home}?${said}` : home);
};
