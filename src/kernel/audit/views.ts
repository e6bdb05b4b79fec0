import { and, desc, eq, lt } from 'drizzle-orm';
import type { Actor } from '../database/actor.ts';
import { seeingAll, type Database } from '../database/connection.ts';
import { transact } from '../database/transaction.ts';
import { demand } from '../identity/permissions.ts';
import { AUDIT_PERMISSIONS } from './permissions.ts';
import { opened } from './queries.ts';
import { auditEntry } from './schema.ts';

/** Looking at somebody's personal data leaves an entry too, in the same chain. */
const VIEW = { action: 'view', subjectType: 'person' } as const;

export interface View {
  subjectPersonId: string;
  /** What was looked at, as the person would call it: "Hồ sơ tài khoản". */
  what: string;
  /** For which work: "Giải quyết hồ sơ 123". */
  why: string;
}

/** Notes that somebody looks at a person's data; call it before showing them. One's own data are no matter for the record. */
export async function recordView(db: Database, actor: Actor, { subjectPersonId, what, why }: View): Promise<void> {
  if (actor.id === subjectPersonId) return;
  await transact(db, actor, async (tx) => {
    tx.record({ ...VIEW, subjectId: subjectPersonId, after: { what }, reason: why });
  });
}

/** Who looked, in which position, when, at what, why. */
export interface ViewEntry {
  id: number;
  at: Date;
  by: string;
  position: string | null;
  what: string;
  why: string;
}

/**
 * Who looked at a person's data, newest first. Everyone may ask about himself.
 * @param page `before`: id of the last one seen; `limit`: at most 100, 20 when not said
 * @throws Refusal 401 or 403 for somebody else's without the right
 */
export async function viewsOf(
  asked: Database,
  actor: Actor,
  personId: string,
  page: { before?: number; limit?: number } = {},
): Promise<ViewEntry[]> {
  if (actor.id === null || actor.id !== personId) demand(actor, AUDIT_PERMISSIONS.seeViews);
  const db = seeingAll(asked);
  const { id, at, actorId, actorName, position, subjectType, subjectId, action, before, after, reason } = auditEntry;
  const rows = await db
    .select({ id, at, actorId, actorName, position, before, after, reason, personId: auditEntry.personId })
    .from(auditEntry)
    .where(
      and(
        eq(subjectType, VIEW.subjectType),
        eq(subjectId, personId),
        eq(action, VIEW.action),
        page.before === undefined ? undefined : lt(id, page.before),
      ),
    )
    .orderBy(desc(id))
    .limit(Math.min(page.limit ?? 20, 100));
  return (await opened(db, rows)).map((row) => ({
    id: row.id,
    at: row.at,
    by: row.actorName,
    position: row.position,
    what: String((row.after as { what?: unknown } | null)?.what ?? ''),
    why: row.reason ?? '',
  }));
}
