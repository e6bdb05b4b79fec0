import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import type { DrizzleTransaction } from './record.ts';
import { personalKey } from './schema.ts';
import type { Json } from './chain.ts';

/** Personal values in the record are kept under a key per person, so that a lawful erasure can make them unreadable for good. */

const MARK = '$personal:';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Stands where a value was erased. */
export const ERASED = '[đã xóa theo yêu cầu]';

/** The sealed form of a value: AES-256-GCM, tied to the person. Without a key (erased) nothing of it is kept. */
export function sealValue(value: Json, personId: string, key: Buffer | null): string {
  if (key === null) return MARK;
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(personId));
  const body = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
  return MARK + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
}

/** The value again; `ERASED` when the key is gone. Text that was never sealed, or under another key, comes back as it is. */
export function openValue(sealed: string, personId: string, key: Buffer | null): Json {
  if (!sealed.startsWith(MARK)) return sealed;
  const bytes = Buffer.from(sealed.slice(MARK.length), 'base64url');
  if (bytes.length === 0) return ERASED;
  if (bytes.length < IV_BYTES + TAG_BYTES) return sealed;
  if (key === null) return ERASED;
  try {
    const open = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(personId))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const body = Buffer.concat([open.update(bytes.subarray(IV_BYTES + TAG_BYTES)), open.final()]);
    return JSON.parse(body.toString()) as Json;
  } catch {
    return sealed;
  }
}

/** Seals the named fields of an entry's before or after; null (the person's value was empty) stays null. */
export function sealFields(value: Json, fields: readonly string[], personId: string, key: Buffer | null): Json {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      inner !== null && fields.includes(name) ? sealValue(inner, personId, key) : inner,
    ]),
  );
}

/** Opens every sealed value at the top of an entry's before or after. */
export function openFields(value: Json, personId: string, key: Buffer | null): Json {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      typeof inner === 'string' ? openValue(inner, personId, key) : inner,
    ]),
  );
}

/** Keys by person; null: erased. */
export type Keys = Map<string, Buffer | null>;

/** The keys of some persons that are there. */
export async function readKeys(db: Pick<Database, 'select'>, persons: readonly string[]): Promise<Keys> {
  if (persons.length === 0) return new Map();
  const rows = await db
    .select({ id: personalKey.personId, key: personalKey.key })
    .from(personalKey)
    .where(inArray(personalKey.personId, [...new Set(persons)]));
  return new Map(rows.map(({ id, key }) => [id, key]));
}

/**
 * The keys of a database that this process has met, so that an entry need not ask for them. A key erased by another process
 * in the meantime does no harm: what is sealed with it cannot be read by anybody.
 */
export class KeyRing {
  readonly #kept: Keys = new Map();

  /** Keys for writing; persons without one get one, which exists once the transaction commits. */
  async forWriting(tx: DrizzleTransaction, persons: readonly string[]): Promise<Keys> {
    const wanted = [...new Set(persons)];
    const keys: Keys = new Map();
    for (const id of wanted) if (this.#kept.has(id)) keys.set(id, this.#kept.get(id)!);
    const unknown = () => wanted.filter((id) => !keys.has(id));
    if (unknown().length === 0) return keys;
    for (const [id, key] of await readKeys(tx, unknown())) keys.set(id, key);
    const without = unknown().sort();
    if (without.length === 0) return keys;
    await tx
      .insert(personalKey)
      .values(without.map((personId) => ({ personId, key: randomBytes(32) })))
      .onConflictDoNothing();
    // Read again: somebody else may have been first.
    for (const [id, key] of await readKeys(tx, without)) keys.set(id, key);
    return keys;
  }

  /** After the commit: from now on these need not be asked for. */
  keep(keys: Keys): void {
    if (this.#kept.size > 10_000) this.#kept.clear();
    for (const [id, key] of keys) this.#kept.set(id, key);
  }

  /** The person's key was destroyed. */
  forget(personId: string): void {
    this.#kept.delete(personId);
  }
}

const rings = new WeakMap<object, KeyRing>();

/** The key ring that belongs to a database. */
export function keyRingOf(db: object): KeyRing {
  let ring = rings.get(db);
  if (!ring) rings.set(db, (ring = new KeyRing()));
  return ring;
}

/** Destroys a person's key. @returns false when it was destroyed before; a person without entries gets no key ever after */
export async function destroyKey(tx: DrizzleTransaction, personId: string): Promise<boolean> {
  const now = sql`clock_timestamp()`;
  const made = await tx
    .insert(personalKey)
    .values({ personId, key: null, erasedAt: now })
    .onConflictDoNothing()
    .returning({ id: personalKey.personId });
  if (made.length > 0) return true;
  const gone = await tx
    .update(personalKey)
    .set({ key: null, erasedAt: now })
    .where(sql`${eq(personalKey.personId, personId)} and ${personalKey.key} is not null`)
    .returning({ id: personalKey.personId });
  return gone.length > 0;
}
