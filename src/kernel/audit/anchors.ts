import { appendFileSync, createReadStream, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { settings } from '../settings.ts';

/** The seal of the last entry at some moment, noted where the record itself cannot be cut off from it. */
export interface Anchor {
  entryId: number;
  /** Hexadecimal. */
  hash: string;
}

export type Cause = 'start' | 'daily' | 'command';

/** The file beside the database that keeps the notes too. Copy it elsewhere from time to time: it is proof only there. */
export function headsFile(folder = settings().folder): string {
  return join(folder, 'audit-heads.log');
}

/**
 * Notes the seal of the last entry in the table of anchors and in the file, one line of JSON each time.
 * @returns what was noted; null while the record is empty
 */
export async function anchorRecord(
  db: Pick<Database, 'execute'>,
  cause: Cause,
  file = headsFile(),
): Promise<Anchor | null> {
  const [noted] = await db.execute<{ at: string; entryId: number; hash: string }>(
    sql`insert into audit_anchor (entry_id, hash, cause)
      select id, hash, ${cause} from audit_entry order by id desc limit 1
      returning to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, entry_id as "entryId", encode(hash, 'hex') as hash`,
    'objects',
  );
  if (!noted) return null;
  const { at, entryId, hash } = noted;
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify({ at, entry: entryId, hash, cause })}\n`, { mode: 0o600 });
  return { entryId, hash };
}

/** Everything that was noted, in the order of the entries. `lines`: of the file, null when there is none. */
export async function readAnchors(
  db: Pick<Database, 'execute'>,
  file: string | null,
): Promise<{ anchors: Anchor[]; lines: number | null; unreadable: number }> {
  const kept = await db.execute<Anchor & Record<string, unknown>>(
    sql`select distinct entry_id as "entryId", encode(hash, 'hex') as hash from audit_anchor`,
    'objects',
  );
  const all = new Map(kept.map(({ entryId, hash }) => [`${entryId} ${hash}`, { entryId, hash }]));
  let lines = 0;
  let unreadable = 0;
  const there = file !== null && existsSync(file);
  if (there) {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      if (line.trim() === '') continue;
      lines += 1;
      const anchor = anchorIn(line);
      if (anchor) all.set(`${anchor.entryId} ${anchor.hash}`, anchor);
      else unreadable += 1;
    }
  }
  return { anchors: [...all.values()].sort((a, b) => a.entryId - b.entryId), lines: there ? lines : null, unreadable };
}

function anchorIn(line: string): Anchor | null {
  try {
    const { entry, hash } = JSON.parse(line) as { entry?: unknown; hash?: unknown };
    if (Number.isSafeInteger(entry) && typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash)) {
      return { entryId: entry as number, hash };
    }
  } catch {
    // A line cut short when the machine went down.
  }
  return null;
}
