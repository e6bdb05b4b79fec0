import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Auth } from '../auth.ts';
import { purposeKey, signature } from './sealed.ts';

/**
 * A browser in which an account was signed in before keeps a signed mark of it. Failures there are counted apart from those of
 * strangers, so that strangers who guess at an account do not lock its owner out (OWASP, device cookies).
 */

const NAME = 'cchc.device';
const DAYS = 180;
/** Colleagues at one counter share a browser. */
const MOST = 5;
const LONGEST = 1000;

/** The mark's own name when this browser knows the account, else null. @param cookie the request's header */
export function knownDevice(auth: Auth, cookie: string | null | undefined, email: string, now: Date): string | null {
  const key = keyOf(auth);
  return (
    marksIn(cookie)
      .find((mark) => isMarkOf(key, mark, email, now))
      ?.split('.')[0] ?? null
  );
}

/** The header line that marks a browser, kept beside the marks of other accounts that it has. */
export function deviceCookie(auth: Auth, cookie: string | null | undefined, email: string, now: Date): string {
  const key = keyOf(auth);
  const others = marksIn(cookie).filter((mark) => !isMarkOf(key, mark, email, now));
  const head = `${randomBytes(12).toString('base64url')}.${Math.floor(now.getTime() / 1000).toString(36)}`;
  const marks = [`${head}.${markSignature(key, head, email)}`, ...others].slice(0, MOST);
  const secure = auth.options.advanced.useSecureCookies ? '; Secure' : '';
  return `${NAME}=${marks.join('~')}; Max-Age=${DAYS * 86_400}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

function keyOf(auth: Auth): Buffer {
  return purposeKey(auth.options.secret, 'device cookie');
}

function marksIn(cookie: string | null | undefined): string[] {
  const value = /(?:^|;\s*)cchc\.device=([\w.~-]+)/.exec(cookie ?? '')?.[1] ?? '';
  return value.length > LONGEST ? [] : value.split('~').filter(Boolean).slice(0, MOST);
}

function isMarkOf(key: Buffer, mark: string, email: string, now: Date): boolean {
  const [nonce, since, proof] = mark.split('.');
  if (!nonce || !since || !proof) return false;
  const right = Buffer.from(markSignature(key, `${nonce}.${since}`, email));
  const given = Buffer.from(proof);
  if (right.length !== given.length || !timingSafeEqual(right, given)) return false;
  return now.getTime() - Number.parseInt(since, 36) * 1000 < DAYS * 86_400_000;
}

function markSignature(key: Buffer, head: string, email: string): string {
  return signature(key, `${head} ${email}`);
}
