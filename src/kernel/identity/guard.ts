import { redirect, type Cookies } from '@sveltejs/kit';
import { pathIn, type Language } from '../language.ts';
import type { SignedIn } from './model.ts';

/** For pages only: their own door, because the framework must not come along to the command line. */

interface Event {
  locals: { account: SignedIn | null; language: Language; lostSession?: boolean };
  url: URL;
}

/** Who is signed in; a visitor is sent to sign in and comes back to this page. @throws a redirect */
export function requireAccount({ locals: { account, language, lostSession }, url }: Event): SignedIn {
  if (account) return account;
  redirect(303, signInPath(language, url, lostSession));
}

/** Address of the sign-in page that leads back to a page afterwards. @param lost it says that the session was over or none */
export function signInPath(language: Language, from: Pick<URL, 'pathname' | 'searchParams'>, lost = false): string {
  const query = new URLSearchParams(from.searchParams);
  // A form's own act (`?/name`) is no page to come back to.
  for (const name of [...query.keys()]) if (name.startsWith('/')) query.delete(name);
  const back = query.size > 0 ? `${from.pathname}?${query}` : from.pathname;
  return `${pathIn(language, '/dang-nhap')}?${new URLSearchParams({ tiep: back, ...(lost ? { loi: 'over' } : {}) })}`;
}

/** Sends out cookies that the sign-in library wrote as header lines, exactly as it wrote them. */
export function keepCookies(cookies: Cookies, setCookies: readonly string[]): void {
  for (const line of setCookies) {
    const { name, value, secure = false, httpOnly = false, ...rest } = cookies.parse(line);
    // Said both ways: what is left out, the framework would decide.
    cookies.set(name, value ?? '', { ...rest, secure, httpOnly });
  }
}
