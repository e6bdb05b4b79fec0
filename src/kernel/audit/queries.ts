import { and, asc, desc, eq, gt, lt } from 'drizzle-orm';
import { findBreak, type Break, type Json, type SealedEntry } from './chain.ts';
import { auditEntry } from './schema.ts';
import type { Database } from '../database/connection.ts';

/** An entry as pages show it. */
export interface HistoryEntry {
  id: number;
  at: Date;
  actorId: string | null;
  actorName: string;
  position: string | null;
  action: string;
  before: Json;
  after: Json;
  reason: string | null;
}

const PAGE = 50;
const MOST = 200;

/**
 * What happened to one subject, newest first, one bounded page at a time.
 * @param page `before`: id of the last entry seen; `limit`: at most 200 entries, 50 when not said
 */
export async function history(
  db: Pick<Database, 'select'>,
  subjectType: string,
  subjectId: string | number,
  page: { before?: number; limit?: number } = {},
): Promise<HistoryEntry[]> {
  const { id, at, actorId, actorName, position, action, before, after, reason } = auditEntry;
  return db
    .select({ id, at, actorId, actorName, position, action, before, after, reason })
    .from(auditEntry)
    .where(
      and(
        eq(auditEntry.subjectType, subjectType),
        eq(auditEntry.subjectId, String(subjectId)),
        page.before === undefined ? undefined : lt(auditEntry.id, page.before),
      ),
    )
    .orderBy(desc(auditEntry.id))
    .limit(Math.min(page.limit ?? PAGE, MOST));
}

/** What `verify` found. */
export interface Verification {
  /** Entries checked. */
  checked: number;
  /** First place where the chain breaks; null when it holds. */
  broken: Break | null;
  /** Seal of the last entry in hexadecimal. Note it elsewhere: it also proves that no entry was cut off the end. */
  head: string | null;
}

/** Reads the whole record, in bounded pages, and checks every seal. */
export async function verify(db: Pick<Database, 'select'>, page = 1000): Promise<Verification> {
  let previous: Buffer | null = null;
  let last = 0;
  for (let checked = 0; ;) {
    const rows = await db
      .select()
      .from(auditEntry)
      .where(gt(auditEntry.id, last))
      .orderBy(asc(auditEntry.id))
      .limit(page);
    const entries: SealedEntry[] = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    const broken = findBreak(entries, previous);
    if (broken) return { checked: checked + entries.findIndex(({ id }) => id === broken.id) + 1, broken, head: null };
    checked += entries.length;
    const end = entries.at(-1);
    if (end) [previous, last] = [end.hash, end.id];
    if (rows.length < page) return { checked, broken: null, head: previous?.toString('hex') ?? null };
  }
}
