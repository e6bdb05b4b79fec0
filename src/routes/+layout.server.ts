import { database } from '#kernel/database/connection.ts';
import { keptUnreadCount } from '#kernel/notices/inbox.ts';
import { siteOf, UNSET_SITE, type Site } from '#kernel/site.ts';
import type { LayoutServerLoad } from './$types';

// Pages are whole without script; those that gain from it say `export const csr = true`.
export const csr = false;

export const load: LayoutServerLoad = async ({ locals }) => ({
  language: locals.language,
  account: locals.account && { ...locals.account, unread: await unreadOf(locals.account.id) },
  demonstration: locals.session?.demonstration ?? false,
  site: await nameOfSite(),
});

/** Every page needs the name, also the one that says that the database is away. */
async function nameOfSite(): Promise<Site> {
  try {
    return await siteOf(database());
  } catch {
    return UNSET_SITE;
  }
}

/** Told on every page, and so no reason for any of them to fail. */
async function unreadOf(accountId: string): Promise<number> {
  try {
    return await keptUnreadCount(database(), accountId);
  } catch {
    return 0;
  }
}
