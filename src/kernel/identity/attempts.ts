import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { eq, inArray, like, lte, or, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { newId } from '../database/uuid.ts';
import { rateLimit } from './schema.ts';

/** How many failures are allowed within how many minutes of the one before, and how long one waits after the last of them. */
export const LIMITS = {
  account: { failures: 5, minutes: 15 },
  /** One account in a browser where it was signed in before: strangers' failures do not count there, nor these against strangers. */
  device: { failures: 5, minutes: 15 },
  /** Behind one address sits a whole agency, and a dozen colleagues who mistype must not lock each other out. */
  address: { failures: 20, minutes: 15 },
  /** Letters that somebody asks to be sent to an account. */
  letter: { failures: 3, minutes: 60 },
  /** Letters that are asked for from one address. */
  asker: { failures: 20, minutes: 60 },
} as const;
export type Counted = keyof typeof LIMITS;

const LONGEST = Math.max(...Object.values(LIMITS).map(({ minutes }) => minutes)) * 60_000;

/** Milliseconds since 1970 by the database's clock, the only one that all web servers share. */
const NOW = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/**
 * Takes one attempt out of what is left, before the password is looked at: attempts made at the same moment, on several
 * servers too, are each counted. What succeeds afterwards is given back with `forgive`.
 * @param device only for `device`: its mark
 * @returns null when the attempt may be made, else the seconds to wait
 */
export async function takeAttempt(
  db: Pick<Database, 'insert' | 'select'>,
  counted: Counted,
  name: string,
  device?: string,
): Promise<number | null> {
  const { count, lastRequest, key } = rateLimit;
  const { failures, minutes } = LIMITS[counted];
  const window = sql`${minutes * 60_000}::bigint`;
  const forgotten = sql`${lastRequest} <= ${NOW} - ${window}`;
  const [taken] = await db
    .insert(rateLimit)
    .values({ id: newId(), key: keyOf(counted, name, device), count: 1, lastRequest: NOW })
    .onConflictDoUpdate({
      target: key,
      set: { count: sql`case when ${forgotten} then 1 else ${count} + 1 end`, lastRequest: NOW },
      setWhere: sql`${forgotten} or ${count} < ${failures}`,
    })
    .returning({ count });
  if (taken) return null;
  const [full] = await db
    .select({ wait: sql<number>`${lastRequest} + ${window} - ${NOW}` })
    .from(rateLimit)
    .where(eq(key, keyOf(counted, name, device)));
  return Math.max(1, Math.ceil((full?.wait ?? 1) / 1000));
}

/** From where an attempt comes: an address, and the mark of a browser in which the account was signed in before, or null. */
export interface From {
  address: string;
  device: string | null;
}

/** Takes an attempt at an account, from where it comes. @returns as `takeAttempt` */
export async function takeAttemptFrom(db: Database, name: string, { address, device }: From): Promise<number | null> {
  if (device !== null) return takeAttempt(db, 'device', name, device);
  return (await takeAttempt(db, 'address', address)) ?? (await takeAttempt(db, 'account', name));
}

type Counters = Pick<Database, 'delete' | 'select' | 'update'>;

/**
 * The attempt was no failure: what was counted there starts anew, the address gets this one back. Without `from` all is forgotten
 * that was counted for the account. Also sweeps out what is old.
 */
export async function forgive(db: Counters, account: string, from?: From): Promise<void> {
  const { count, key, lastRequest } = rateLimit;
  const plain = eq(key, keyOf('account', account));
  const onDevice = (device: string) => eq(key, keyOf('device', account, device));
  const onAny = like(key, `${keyOf('device', account, '')}%`);
  await db.delete(rateLimit).where(from ? (from.device === null ? plain : onDevice(from.device)) : or(plain, onAny));
  if (from && from.device === null) {
    await db
      .update(rateLimit)
      .set({ count: sql`greatest(${count} - 1, 0)` })
      .where(eq(key, keyOf('address', from.address)));
  }
  const forgotten = db
    .select({ key })
    .from(rateLimit)
    .where(lte(lastRequest, sql`${NOW} - ${LONGEST}::bigint`))
    // Two who sweep at once leave each other's rows alone instead of waiting in a circle.
    .for('update', { skipLocked: true });
  await db.delete(rateLimit).where(inArray(key, forgotten));
}

/** Hashed: people type passwords into the field for the name, and such a table must not keep them. */
function keyOf(counted: Counted, name: string, device?: string): string {
  const plain = counted === 'address' || counted === 'asker' ? networkOf(name) : name;
  const kept = `${counted}:${createHash('sha256').update(plain).digest('hex')}`;
  return device === undefined ? kept : `${kept}:${device}`;
}

/** Whoever has one IPv6 address has the other 2^64 of its network too. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  const [bare] = address.split('%', 1);
  if (!isIPv6(bare!)) return address;
  const [head, tail] = bare!.toLowerCase().split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const missing = 8 - groups(head).length - groups(tail).length;
  const all =
    tail === undefined
      ? groups(head)
      : [...groups(head), ...Array<string>(Math.max(0, missing)).fill('0'), ...groups(tail)];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
