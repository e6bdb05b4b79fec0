import type { Database } from '#kernel/database/connection.ts';
import { findPlan } from '#modules/plan/index.ts';

/** A plan that everybody may see, by its address. @throws Refusal 404, also for drafts */
export async function publishedPlan(slug: string, db: Database): ReturnType<typeof findPlan> {
  return findPlan(db, withoutNull(slug), { drafts: false });
}

/** PostgreSQL has no text with a zero byte, which an address may carry as %00; without it nothing is found, as it should be. */
export function withoutNull(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
