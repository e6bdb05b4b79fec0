import { randomUUID } from 'node:crypto';

const PLAIN = /^[\w-]{8,64}$/;

/** Number of a request, told to the visitor and written in the log. One given by the proxy before us is kept when it is plain. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id');
  return given !== null && PLAIN.test(given) ? given : randomUUID();
}
