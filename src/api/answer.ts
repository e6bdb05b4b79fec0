import { createHash } from 'node:crypto';
import type { ApiContext } from './context.ts';
import { API_VERSION } from './context.ts';

/** Headers that a page of another site may read. */
export const EXPOSED = 'ETag, Link, Location, X-Request-Id';

interface Content {
  body: unknown;
  /** Values of the Link header. */
  links?: string[];
}
interface Written {
  text: string;
  links: string[];
}

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

/** JSON that caches may keep and ask about; the validator is made from the body. */
export function answer(c: ApiContext, { body, links = [] }: Content): Response {
  const text = JSON.stringify(body);
  return send(c, etagOf(text), { text, links });
}

/**
 * The same, for an answer that is wholly decided by `parts` (a revision, the query, the day): known to the caller or to this
 * process, it is not made again.
 */
export async function answerDecidedBy(
  c: ApiContext,
  parts: (string | number | null)[],
  make: () => Promise<Content>,
): Promise<Response> {
  const etag = etagOf(API_VERSION, ...parts);
  if (holds(c.req.header('if-none-match'), etag)) return notModified(c, etag);
  const known = recent.get(etag);
  if (known) return send(c, etag, known);
  const { body, links = [] } = await make();
  const written = { text: JSON.stringify(body), links };
  recent.put(etag, written);
  return send(c, etag, written);
}

function send(c: ApiContext, etag: string, { text, links }: Written): Response {
  if (holds(c.req.header('if-none-match'), etag)) return notModified(c, etag);
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8', ...keeping(c, etag) });
  if (links.length > 0) headers.set('link', links.join(', '));
  return new Response(text, { headers });
}

function notModified(c: ApiContext, etag: string): Response {
  return new Response(null, { status: 304, headers: keeping(c, etag) });
}

// Who is signed in may see drafts: such an answer is nobody else's. A minute spares the database when a page that many
// people open reads us.
function keeping(c: ApiContext, etag: string): Record<string, string> {
  const isAnonymous = !c.env.actor.id && c.req.header('cookie') === undefined;
  const control = isAnonymous ? 'public, max-age=60' : 'private, no-cache';
  return { etag, 'cache-control': control, vary: 'Cookie, Authorization' };
}

/**
 * The latest answers by validator, up to a number of characters. Safe with many processes: an answer that changed has another
 * validator, which each process works out from the database at every request.
 */
export class RecentAnswers {
  readonly #kept = new Map<string, Written>();
  readonly #most: number;
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get(etag: string): Written | undefined {
    const found = this.#kept.get(etag);
    if (found) {
      // Last used, last to go.
      this.#kept.delete(etag);
      this.#kept.set(etag, found);
    }
    return found;
  }

  put(etag: string, written: Written): void {
    if (written.text.length > this.#most / 10 || this.#kept.has(etag)) return;
    this.#kept.set(etag, written);
    this.#size += written.text.length;
    for (const [oldest, { text }] of this.#kept) {
      if (this.#size <= this.#most) break;
      this.#kept.delete(oldest);
      this.#size -= text.length;
    }
  }
}

const recent = new RecentAnswers(8_000_000);
