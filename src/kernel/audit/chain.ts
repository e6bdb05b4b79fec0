import { createHash } from 'node:crypto';

/** A value that JSON can carry. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What an entry of the record says; its seal covers exactly this. */
export interface AuditFact {
  /** Instant, ISO 8601 in UTC with milliseconds. */
  at: string;
  actorId: string | null;
  actorName: string;
  position: string | null;
  /** Verb of the trade in kebab case: `accept`, `extend-deadline`. */
  action: string;
  subjectType: string;
  subjectId: string;
  before: Json;
  after: Json;
  reason: string | null;
  requestId: string | null;
  /** Whose key opens the personal values in it; left out of the seal when there are none. */
  personId: string | null;
}

/**
 * A value as the database gives it back from `jsonb`: dates as text, big integers as text, undefined fields dropped, and
 * the characters that PostgreSQL cannot keep (NUL, lone halves of surrogate pairs) replaced by U+FFFD.
 */
export function toJson(value: unknown): Json {
  if (value === undefined || value === null) return null;
  const text = JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item === 'bigint') return item.toString();
    if (typeof item === 'string') return storable(item);
    if (item !== null && typeof item === 'object' && !Array.isArray(item)) {
      return Object.fromEntries(Object.entries(item).map(([key, inner]) => [storable(key), inner]));
    }
    return item;
  });
  return text === undefined ? null : (JSON.parse(text) as Json);
}

/** JSON text that is the same for equal values: keys in order, no spaces. */
export function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key]!)}`);
  return `{${fields.join(',')}}`;
}

/**
 * An entry as canonical JSON with two gaps, for its time and for the seal before it. The database fills them under the lock
 * of the chain, so that an entry costs one round trip.
 */
export function pieces(fact: Omit<AuditFact, 'at'>): [string, string, string] {
  const { actorId, actorName, position, action, subjectType, subjectId, before, after, reason, requestId, personId } =
    fact;
  const person = personId === null ? '' : `"person":${JSON.stringify(personId)},`;
  // Written out rather than sorted each time; a test holds it to `canonical`.
  return [
    `{"action":${text(action)},"actorId":${text(actorId)},"actorName":${text(actorName)},"after":${canonical(after)},"at":`,
    `,"before":${canonical(before)},${person}"position":${text(position)},"previous":`,
    `,"reason":${text(reason)},"requestId":${text(requestId)},"subjectId":${text(subjectId)},"subjectType":${text(subjectType)}}`,
  ];
}

/** The seal of an entry: SHA-256 over what it says and the seal before it (null for the first), so no entry can be changed,
 * moved or taken out without breaking every later one. */
export function seal(fact: AuditFact, previous: Buffer | null): Buffer {
  const [start, middle, end] = pieces(fact);
  const before = previous === null ? 'null' : `"${previous.toString('hex')}"`;
  return createHash('sha256').update(`${start}"${fact.at}"${middle}${before}${end}`).digest();
}

/** An entry as found in the database. */
export interface SealedEntry extends AuditFact {
  id: number;
  previousHash: Buffer | null;
  hash: Buffer;
}

/**
 * Where the chain breaks, and how. `changed`: the entry says something else than was sealed; `unlinked`: it does not follow
 * the one before it (something was taken out, put in or moved); `cut-off`: it was noted once and is gone with all after it;
 * `rewritten`: its seal fits, but is not the one that was noted (this and all since the last note were sealed anew).
 */
export interface Break {
  id: number;
  problem: 'changed' | 'unlinked' | 'cut-off' | 'rewritten';
}

/**
 * Checks a stretch of the chain. @param previous seal of the entry before the stretch, null at the beginning
 * @returns the first break, or null when every seal fits
 */
export function findBreak(entries: readonly SealedEntry[], previous: Buffer | null): Break | null {
  for (const entry of entries) {
    if (!same(entry.previousHash, previous)) return { id: entry.id, problem: 'unlinked' };
    if (!seal(entry, previous).equals(entry.hash)) return { id: entry.id, problem: 'changed' };
    previous = entry.hash;
  }
  return null;
}

function same(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}

/** Text without what PostgreSQL cannot keep. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}

function text(value: string | null): string {
  return value === null ? 'null' : JSON.stringify(value);
}
