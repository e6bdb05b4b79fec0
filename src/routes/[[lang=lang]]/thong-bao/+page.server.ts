import { redirect } from '@sveltejs/kit';
import { requireAccount } from '#kernel/identity/guard.ts';
import { formatInstant, pathIn, say } from '#kernel/language.ts';
import { markAllRead, ownNotices, readNotice, unreadCount } from '#kernel/notices/index.ts';
import { NOTICE_KINDS } from '../../../notices.ts';
import type { Actions, PageServerLoad } from './$types';
import { DONE, INBOX, WORDS } from './words.ts';

export const load: PageServerLoad = async (event) => {
  const account = requireAccount(event);
  const { actor, db, language } = event.locals;
  const { searchParams } = event.url;
  const unreadOnly = searchParams.get('loc') === 'chua-doc';
  const before = searchParams.get('truoc');
  const [{ notices, next }, unread] = await Promise.all([
    ownNotices(db, actor, { before, unread: unreadOnly }),
    unreadCount(db, account.id),
  ]);
  const labels = new Map(NOTICE_KINDS.map(({ kind, label }) => [kind, say(label, language)]));
  const done = searchParams.get('da') ?? '';
  return {
    title: say(WORDS.title, language),
    done: Object.hasOwn(DONE, done) ? say(DONE[done]!, language) : null,
    unread,
    unreadOnly,
    first: before === null,
    next,
    notices: notices.map(({ id, kind, title, text, why, path, createdAt, readAt }) => ({
      id,
      kind: labels.get(kind) ?? '',
      title,
      text,
      why,
      path,
      at: formatInstant(createdAt, language),
      isNew: readAt === null,
    })),
  };
};

export const actions: Actions = {
  /** Opens what it is about. */
  mo: async (event) => {
    requireAccount(event);
    const { path } = await readNotice(event.locals.db, event.locals.actor, await entry(event.request, 'id'));
    redirect(303, path ?? pathIn(event.locals.language, INBOX));
  },
  doc: async (event) => {
    requireAccount(event);
    await readNotice(event.locals.db, event.locals.actor, await entry(event.request, 'id'));
    const back = new URLSearchParams(event.url.searchParams);
    for (const name of ['/doc', 'da']) back.delete(name);
    redirect(303, `${pathIn(event.locals.language, INBOX)}${back.size > 0 ? `?${back}` : ''}`);
  },
  'doc-het': async (event) => {
    requireAccount(event);
    await markAllRead(event.locals.db, event.locals.actor, await entry(event.request, 'id'));
    redirect(303, `${pathIn(event.locals.language, INBOX)}?da=da-doc`);
  },
};

async function entry(request: Request, name: string): Promise<string> {
  const value = (await request.formData()).get(name);
  return typeof value === 'string' ? value : '';
}
