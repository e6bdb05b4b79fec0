import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { database, seeingAll, seenBy } from '#kernel/database/connection.ts';
import { eyesOf } from '#kernel/database/eyes.ts';
import { keepCookies } from '#kernel/identity/guard.ts';
import { whoComes } from '#kernel/identity/index.ts';
import { requestLogger } from '#kernel/log.ts';
import { answerToThrown } from '#kernel/web/error-answer.ts';
import { requestIdOf } from '#kernel/web/request-id.ts';
import { withHeaders, withSecurityHeaders } from '#kernel/web/security-headers.ts';
import { languageOf } from '#kernel/language.ts';

/** The two faces that every Vietnamese page shows; other weights are fetched when met. */
const FIRST_FONTS = /be-vietnam-pro-(latin|vietnamese)-400-normal/;

/** Who asks is found out with nothing hidden; from then on the request reads with the eyes of who that is. */
const doors = () => seeingAll(database());

export const handle: Handle = async ({ event, resolve }) => {
  const { locals, url } = event;
  locals.requestId = requestIdOf(event.request);
  locals.language = languageOf(url.pathname);
  const { headers } = event.request;
  const comer = await whoComes(doors, { headers, requestId: locals.requestId, now: new Date() });
  const { actor, session, unfinished } = comer;
  keepCookies(event.cookies, comer.setCookies);
  locals.account = session?.account ?? null;
  locals.session = session;
  locals.unfinished = unfinished;
  locals.lostSession = comer.lost !== null;
  locals.sessionId = session?.id ?? null;
  locals.actor = actor;
  locals.db = seenBy(database(), eyesOf(locals.actor));

  const response = await resolve(event, {
    // The frame of every page (app.html) says Vietnamese; only others are written anew.
    ...(locals.language === 'vi'
      ? {}
      : { transformPageChunk: ({ html }) => html.replace('<html lang="vi">', `<html lang="${locals.language}">`) }),
    preload: ({ type, path }) => type === 'js' || type === 'css' || (type === 'font' && FIRST_FONTS.test(path)),
  });
  // What an account may see stays with it: not in a proxy, not behind the Back button after signing out.
  const kept = (session ?? unfinished) && !response.headers.has('cache-control');
  return withHeaders(withSecurityHeaders(response, { https: url.protocol === 'https:' }), [
    ['x-request-id', locals.requestId],
    ...(kept ? [['cache-control', 'private, no-store'] as const] : []),
  ]);
};

export const handleError: HandleServerError = (caught) => {
  const { event } = caught;
  const requestId = event.locals.requestId ?? requestIdOf(event.request);
  // What we or the framework refused on purpose (404, 403) is already safe to show.
  if (caught.kind !== 'unknown') return { requestId };

  const answer = answerToThrown(caught.error, requestId);
  const log = requestLogger(requestId);
  const about = { method: event.request.method, path: event.url.pathname, code: answer.code };
  if (answer.status >= 500) log.error({ ...about, error: caught.error }, 'request failed');
  else log.info(about, 'request refused');
  return answer;
};
