import { and, desc, eq, lt } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import type { Json } from './chain.ts';
import { openFields, openValue, readKeys, type Keys } from './personal.ts';
import { auditEntry } from './schema.ts';

/** An entry as pages show it, personal values opened as far as they still can be. */
export interface HistoryEntry {
  id: number;
  at: Date;
  actorId: string | null;
  actorName: string;
  position: string | null;
  action: string;
  subjectType: string;
  subjectId: string;
  before: Json;
  after: Json;
  reason: string | null;
}

/** The same with what only the searching administrator sees. */
export interface EntryDetail extends HistoryEntry {
  requestId: string | null;
  /** Whose personal data it holds. */
  personId: string | null;
  /** Hexadecimal. */
  hash: string;
}

const PAGE = 50;
const MOST = 200;

const { id, at, actorId, actorName, position, action, subjectType, subjectId, before, after, reason, personId } =
  auditEntry;
const COLUMNS = {
  id,
  at,
  actorId,
  actorName,
  position,
  action,
  subjectType,
  subjectId,
  before,
  after,
  reason,
  personId,
};

/**
 * What happened to one subject, newest first, one bounded page at a time.
 * @param page `before`: id of the last entry seen; `limit`: at most 200 entries, 50 when not said
 */
export async function history(
  db: Pick<Database, 'select'>,
  type: string,
  of: string | number,
  page: { before?: number; limit?: number } = {},
): Promise<HistoryEntry[]> {
  const rows = await db
    .select(COLUMNS)
    .from(auditEntry)
    .where(
      and(
        eq(subjectType, type),
        eq(subjectId, String(of)),
        page.before === undefined ? undefined : lt(id, page.before),
      ),
    )
    .orderBy(desc(id))
    .limit(Math.min(page.limit ?? PAGE, MOST));
  return (await opened(db, rows)).map(({ personId: _, ...entry }) => entry);
}

/** One entry; null when there is none. Who may see it is for the caller to demand. */
export async function entryOf(db: Pick<Database, 'select'>, entryId: number): Promise<EntryDetail | null> {
  const rows = await db
    .select({ ...COLUMNS, requestId: auditEntry.requestId, hash: auditEntry.hash })
    .from(auditEntry)
    .where(eq(id, entryId));
  const [entry] = await opened(db, rows);
  return entry ? { ...entry, hash: entry.hash.toString('hex') } : null;
}

interface Closed {
  actorId: string | null;
  actorName: string;
  before: Json;
  after: Json;
  reason: string | null;
  personId: string | null;
}

/** Entries with their personal values opened; those of erased persons say so. One query, however many entries. */
export async function opened<Row extends Closed>(db: Pick<Database, 'select'>, rows: readonly Row[]): Promise<Row[]> {
  const persons = rows.flatMap((row) => [row.actorId, row.personId]).filter((person) => person !== null);
  const keys = await readKeys(db, persons);
  return rows.map((row) => ({ ...row, actorName: nameOf(row, keys), ...valuesOf(row, keys) }));
}

function nameOf(row: Closed, keys: Keys): string {
  return row.actorId === null
    ? row.actorName
    : String(openValue(row.actorName, row.actorId, keys.get(row.actorId) ?? null));
}

function valuesOf(
  { before, after, reason, personId }: Closed,
  keys: Keys,
): Pick<Closed, 'before' | 'after' | 'reason'> {
  if (personId === null) return { before, after, reason };
  const key = keys.get(personId) ?? null;
  return {
    before: openFields(before, personId, key),
    after: openFields(after, personId, key),
    reason: reason === null ? null : String(openValue(reason, personId, key)),
  };
}
