import type { Actor } from '#kernel/database/actor.ts';
import { IDENTITY_PERMISSIONS, localPath, mayAnywhere, type Unfinished } from '#kernel/identity/index.ts';
import { pathIn, type Language } from '#kernel/language.ts';

const OFFICE = /^(?:\/en)?\/van-phong(?:[/?#]|$)/;

/**
 * Where somebody goes once signed in: the page that sent him, if it is one of ours, else the office. A citizen has nothing to do
 * there and goes to his own account.
 */
export function nextPage(url: URL, language: Language, actor: Actor): string {
  const next = localPath(url.searchParams.get('tiep')) ?? pathIn(language, '/van-phong');
  const shut = OFFICE.test(next) && !mayAnywhere(actor, IDENTITY_PERMISSIONS.office);
  return shut ? pathIn(language, '/tai-khoan') : next;
}

const STEPS: Readonly<Record<Unfinished['missing'], string>> = {
  code: '/dang-nhap/xac-thuc',
  'set-up': '/dang-nhap/thiet-lap',
};

/** The page of the step that a sign-in still lacks; it leads on to the same page afterwards. */
export function stepPage(missing: Unfinished['missing'], url: URL, language: Language): string {
  return withNext(pathIn(language, STEPS[missing]), url);
}

/** A page of signing in that leads on to where this one would. @param more what it is told besides */
export function withNext(path: string, url: URL, more: Record<string, string> = {}): string {
  const next = localPath(url.searchParams.get('tiep'));
  const query = new URLSearchParams({ ...(next ? { tiep: next } : {}), ...more });
  return query.size > 0 ? `${path}?${query}` : path;
}
