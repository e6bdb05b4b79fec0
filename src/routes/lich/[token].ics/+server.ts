import { vietnamDate } from '#kernel/calendar/dates.ts';
import { readFeed } from '#kernel/notices/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import { CALENDAR_SOURCES } from '../../../notices.ts';
import type { RequestHandler } from './$types';

/** A calendar behind a secret address; whoever knows it reads it, so nothing on the way may keep it. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const text = await readFeed(locals.db, params.token, CALENDAR_SOURCES, vietnamDate(new Date()));
  if (text === null) {
    throw new Refusal('notices.feed-not-found', 'Không có lịch này.', {
      status: 404,
      remedy: 'Mở lịch khác ở trang Cách nhận thông báo.',
    });
  }
  return new Response(text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="lich.ics"',
      'cache-control': 'private, no-cache',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    },
  });
};
