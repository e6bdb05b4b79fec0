import type { Database } from '../database/connection.ts';
import { headsFile, readAnchors, type Anchor } from './anchors.ts';
import { findBreak, type Break, type Json, type SealedEntry } from './chain.ts';

/** What `verify` found. */
export interface Verification {
  /** Entries checked. */
  checked: number;
  /** First place where the chain breaks; null when it holds. */
  broken: Break | null;
  /** Seal of the last entry in hexadecimal. */
  head: string | null;
  /** Notes of earlier seals that were compared, from the database and the file. */
  anchors: number;
  /** Lines in the file of notes; null when there is no file. */
  anchorLines: number | null;
}

export interface VerifyOptions {
  /** Entries read at once; fewer when they are large. */
  page?: number;
  /** The file of noted seals; null: the notes in the database only. */
  file?: string | null;
}

/** Stored bytes read at once; a page holds at least one entry. */
const PAGE_BYTES = 8 * 1024 * 1024;

/**
 * Reads the whole record, in bounded pages, checks every seal, and that the seals noted earlier are still there. While one
 * page is checked the next is fetched.
 */
export async function verify(
  db: Database,
  { page = 4_000, file = headsFile() }: VerifyOptions = {},
): Promise<Verification> {
  const { anchors, lines } = await readAnchors(db, file);
  const told = { anchors: anchors.length, anchorLines: lines };
  const toMeet = new Meeting(anchors);
  let previous: Buffer | null = null;
  let checked = 0;
  let next = readEntries(db, 0, page);
  for (;;) {
    const entries: SealedEntry[] = await next;
    const last = entries.at(-1);
    if (!last) {
      const broken = toMeet.missing();
      return { checked, broken, head: broken ? null : (previous?.toString('hex') ?? null), ...told };
    }
    next = readEntries(db, last.id, page);
    const broken = firstOf(findBreak(entries, previous), toMeet.mismatch(entries));
    if (broken) {
      await next;
      const through = entries.findIndex(({ id }) => id >= broken.id);
      return { checked: checked + (through < 0 ? entries.length : through + 1), broken, head: null, ...told };
    }
    checked += entries.length;
    previous = last.hash;
  }
}

/** Compares noted seals with the entries as they pass, in order. */
class Meeting {
  readonly #anchors: readonly Anchor[];
  #at = 0;
  #seen = 0;

  constructor(anchors: readonly Anchor[]) {
    this.#anchors = anchors;
  }

  /** The first note within this stretch that does not fit. */
  mismatch(entries: readonly SealedEntry[]): Break | null {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const last = entries.at(-1)!.id;
    for (; this.#at < this.#anchors.length && this.#anchors[this.#at]!.entryId <= last; this.#at += 1) {
      const { entryId, hash } = this.#anchors[this.#at]!;
      if (byId.get(entryId)?.hash.toString('hex') !== hash) return { id: entryId, problem: 'rewritten' };
    }
    this.#seen = last;
    return null;
  }

  /** A note beyond the last entry: what stood there was cut off. */
  missing(): Break | null {
    return this.#at < this.#anchors.length ? { id: this.#seen + 1, problem: 'cut-off' } : null;
  }
}

function firstOf(a: Break | null, b: Break | null): Break | null {
  if (a && b) return a.id <= b.id ? a : b;
  return a ?? b;
}

type Row = [id: number, at: string, actorId: string | null, actorName: string, position: string | null, action: string,
  subjectType: string, subjectId: string, before: Json, after: Json, reason: string | null, requestId: string | null,
  personId: string | null, previousHash: Buffer | null, hash: Buffer]; // prettier-ignore

/** One page after an entry. As arrays, time as text: a million rows make the difference felt. */
async function readEntries(db: Database, after: number, page: number): Promise<SealedEntry[]> {
  const { rows } = await db.$client.query<Row>({
    name: 'audit-verify',
    rowMode: 'array',
    text: `select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), actor_id, actor_name, position, action,
        subject_type, subject_id, before, after, reason, request_id, person_id, previous_hash, hash
      from (select *, sum(coalesce(pg_column_size(before), 0) + coalesce(pg_column_size(after), 0)) over (order by id rows
          between unbounded preceding and 1 preceding) as bytes from audit_entry where id > $1 order by id limit $2) as page
      where bytes is null or bytes < ${PAGE_BYTES} order by id`,
    values: [after, page],
  });
  return rows.map(
    ([id, at, actorId, actorName, position, action, subjectType, subjectId, before, after, reason, requestId, personId,
      previousHash, hash]) =>
      ({ id, at, actorId, actorName, position, action, subjectType, subjectId, before, after, reason, requestId, personId,
        previousHash, hash }),
  ); // prettier-ignore
}
