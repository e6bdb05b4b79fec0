/**
 * Headers on every answer, as data. The policy for pages that run script comes from the framework, with a nonce per page
 * (`vite.config.ts`); what follows holds for all else.
 */
const ALWAYS: readonly (readonly [string, string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'strict-origin-when-cross-origin'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
];

/** Two years; subdomains are the province's own affair. */
const HTTPS_ONLY = ['strict-transport-security', 'max-age=63072000'] as const;

/** For answers without a policy of their own: downloads, JSON, the fallback error page. Nothing runs, nothing is framed elsewhere. */
const STILL_POLICY = [
  'content-security-policy',
  "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
] as const;

/** For every answer, also those that the built server gives without asking us: files, refusals, redirects. */
export const BASE_HEADERS: readonly (readonly [string, string])[] = [...ALWAYS, STILL_POLICY];

/**
 * Puts the headers on an answer; what a route has set itself stays.
 * `https`: the visitor's connection is encrypted, so that the browser may be told to insist on it.
 */
export function withSecurityHeaders(response: Response, { https }: { https: boolean }): Response {
  const wanted = [...ALWAYS, ...(https ? [HTTPS_ONLY] : []), STILL_POLICY];
  const missing = wanted.filter(([name]) => !response.headers.has(name));
  return withHeaders(response, missing);
}

/** The answer with these headers added. Copied first where it came from `fetch` or `Response.redirect` and is sealed. */
export function withHeaders(response: Response, headers: readonly (readonly [string, string])[]): Response {
  try {
    for (const [name, value] of headers) response.headers.set(name, value);
    return response;
  } catch {
    const copy = new Response(response.body, response);
    for (const [name, value] of headers) copy.headers.set(name, value);
    return copy;
  }
}
