import { database } from '#kernel/database/connection.ts';
import { siteOf, UNSET_SITE, type Site } from '#kernel/site.ts';
import type { LayoutServerLoad } from './$types';

// Pages are whole without script; those that gain from it say `export const csr = true`.
export const csr = false;

export const load: LayoutServerLoad = async ({ locals }) => ({
  language: locals.language,
  account: locals.account,
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
