import { createHash } from 'node:crypto';
import type { ApiContext } from './context.ts';

/** Headers that a page of another site may read. */
export const EXPOSED = 'ETag, Link, Location, X-Request-Id';

/** A strong validator made from whatever decides the answer. */
export function etagOf(...parts: (string | number | null)[]): string {
  return `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)}"`;
}

/** Does the caller hold this copy already? Weak comparison of a list, as RFC 9110 §13.1.2 asks. */
export function holds(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/** JSON that caches may keep and ask about; 304 when the caller has it. The validator is made from the body unless given. */
export function cacheable(c: ApiContext, body: unknown, options: { etag?: string; links?: string[] } = {}): Response {
  const text = JSON.stringify(body);
  const etag = options.etag ?? etagOf(text);
  if (holds(c.req.header('if-none-match'), etag)) return notModified(c, etag);
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8', ...keeping(c, etag) });
  if (options.links?.length) headers.set('link', options.links.join(', '));
  return new Response(text, { headers });
}

/** 304, before any work when the validator is known beforehand. */
export function notModified(c: ApiContext, etag: string): Response {
  return new Response(null, { status: 304, headers: keeping(c, etag) });
}

// Who is signed in may see drafts: such an answer is nobody else's. A minute spares the database when a page that many
// people open reads us.
function keeping(c: ApiContext, etag: string): Record<string, string> {
  const isAnonymous = !c.env.actor.id && c.req.header('cookie') === undefined;
  const control = isAnonymous ? 'public, max-age=60' : 'private, no-cache';
  return { etag, 'cache-control': control, vary: 'Cookie' };
}
