import { openHeaders, openProgress } from '../open-data.ts';
import { WIDGET_POLICY, widgetPage } from '../widget.ts';
import type { RequestHandler } from './$types';

/** The progress in a small page that any site may show in a frame. It has no script, no form and knows no visitor. */
export const GET: RequestHandler = async ({ url, locals: { db, language, account } }) => {
  const found = await openProgress(db, url.searchParams, new Date());
  return new Response(widgetPage(found, { language, origin: url.origin }), {
    headers: {
      ...openHeaders(account === null),
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': WIDGET_POLICY,
    },
  });
};
