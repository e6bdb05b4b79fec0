import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from './database/connection.ts';
import type { Transaction } from './database/transaction.ts';

/** Whose platform this is, as the frame of every page says it. */
const SITE = z.object({
  /** "Tỉnh Khánh Hòa"; null until somebody sets it. */
  province: z.object({ vi: z.string().min(1).max(120), en: z.string().min(1).max(120) }).nullable(),
  /** Under which terms the data may be used again; nothing is claimed when it is absent. */
  licence: z.object({ vi: z.string().min(1).max(300), en: z.string().min(1).max(300) }).optional(),
});
export type Site = Readonly<z.infer<typeof SITE>>;

export const UNSET_SITE: Site = { province: null };

/** Milliseconds for which a process may show a former name. */
const KEPT = 60_000;
const KEY = 'site';

type Reader = Pick<Database, 'execute'>;
let kept = new WeakMap<Reader, { site: Promise<Site>; until: number }>();

/** The site's name and terms; read at most once a minute, since every page shows them. @param now milliseconds */
export function siteOf(db: Reader, now: number = Date.now()): Promise<Site> {
  const known = kept.get(db);
  if (known && now < known.until) return known.site;
  const site = readSite(db);
  kept.set(db, { site, until: now + KEPT });
  site.catch(() => kept.delete(db));
  return site;
}

/**
 * Sets the site's name and terms, with an entry in the record. Who may is for the caller to decide.
 * @throws z.ZodError when a text is missing or too long
 */
export async function setSite(tx: Transaction, site: Site): Promise<void> {
  const after = SITE.parse(site);
  const [former] = await tx.execute<{ value: Site }>(
    sql`select value from setting where key = ${KEY} for update`,
    'objects',
  );
  await tx.execute(sql`insert into setting (key, value) values (${KEY}, ${JSON.stringify(after)}::jsonb)
    on conflict (key) do update set value = excluded.value`);
  tx.record({ action: 'set-site', subjectType: 'setting', subjectId: KEY, before: former?.value, after });
  kept = new WeakMap();
}

async function readSite(db: Reader): Promise<Site> {
  const [row] = await db.execute<{ value: unknown }>(sql`select value from setting where key = ${KEY}`, 'objects');
  // A value that an older program wrote otherwise must not take every page down.
  return SITE.safeParse(row?.value).data ?? UNSET_SITE;
}
