import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { eq, inArray, lte, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { newId } from '../database/uuid.ts';
import { rateLimit } from './schema.ts';

/** How long failures are remembered, and how long one waits after the last one allowed. */
export const WINDOW_MINUTES = 15;
const WINDOW = WINDOW_MINUTES * 60_000;

/**
 * Failures allowed within the window. An address has more than an account: behind one address sits a whole agency,
 * and a dozen colleagues who mistype must not lock each other out.
 */
export const FAILURES = { account: 5, address: 20 } as const;
export type Counted = keyof typeof FAILURES;

/** Milliseconds since 1970 by the database's clock, the only one that all web servers share. */
const NOW = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/**
 * Takes one attempt out of what is left, before the password is looked at: attempts made at the same moment, on several
 * servers too, are each counted. What succeeds afterwards is given back with `forgive`.
 * @returns null when the attempt may be made, else the seconds to wait
 */
export async function takeAttempt(db: Database, counted: Counted, name: string): Promise<number | null> {
  const { count, lastRequest, key } = rateLimit;
  const forgotten = sql`${lastRequest} <= ${NOW} - ${WINDOW}::bigint`;
  const [taken] = await db
    .insert(rateLimit)
    .values({ id: newId(), key: keyOf(counted, name), count: 1, lastRequest: NOW })
    .onConflictDoUpdate({
      target: key,
      set: { count: sql`case when ${forgotten} then 1 else ${count} + 1 end`, lastRequest: NOW },
      setWhere: sql`${forgotten} or ${count} < ${FAILURES[counted]}`,
    })
    .returning({ count });
  if (taken) return null;
  const [full] = await db
    .select({ wait: sql<number>`${lastRequest} + ${WINDOW}::bigint - ${NOW}` })
    .from(rateLimit)
    .where(eq(key, keyOf(counted, name)));
  return Math.max(1, Math.ceil((full?.wait ?? 1) / 1000));
}

type Counters = Pick<Database, 'delete' | 'select' | 'update'>;

/** The attempt was no failure: the account starts anew, the address gets this one back. Also sweeps out what is forgotten. */
export async function forgive(db: Counters, account: string, address?: string): Promise<void> {
  const { count, key, lastRequest } = rateLimit;
  await db.delete(rateLimit).where(eq(key, keyOf('account', account)));
  if (address !== undefined) {
    await db
      .update(rateLimit)
      .set({ count: sql`greatest(${count} - 1, 0)` })
      .where(eq(key, keyOf('address', address)));
  }
  const forgotten = db
    .select({ key })
    .from(rateLimit)
    .where(lte(lastRequest, sql`${NOW} - ${WINDOW}::bigint`))
    // Two who sweep at once leave each other's rows alone instead of waiting in a circle.
    .for('update', { skipLocked: true });
  await db.delete(rateLimit).where(inArray(key, forgotten));
}

/** Hashed: people type passwords into the field for the name, and such a table must not keep them. */
function keyOf(counted: Counted, name: string): string {
  const plain = counted === 'address' ? networkOf(name) : name;
  return `${counted}:${createHash('sha256').update(plain).digest('hex')}`;
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
