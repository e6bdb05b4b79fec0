import { createHash } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import pg from 'pg';

/**
 * Put in front of a statement that is asked again and again: each connection then keeps it prepared, and PostgreSQL need not read
 * and plan it anew, which for a statement of many joins costs more than running it. Not for statements whose best plan depends on
 * their values.
 */
export const HOT: SQL = sql.raw('/*hot*/ ');

const MARK = '/*hot*/';
/** Statements that a process names at most: each connection keeps what it was once given. */
const MOST = 200;
/** Texts that are counted at most, and how often one must have come. */
const COUNTED = 1_000;
const OFTEN = 3;

const names = new Map<string, string>();
const counts = new Map<string, number>();

/** The name under which connections keep a statement; undefined while it is not worth it. */
export function hotName(text: string): string | undefined {
  if (!text.startsWith(MARK)) return undefined;
  const known = names.get(text);
  if (known || names.size >= MOST) return known;
  const count = (counts.get(text) ?? 0) + 1;
  if (count < OFTEN) {
    if (counts.size >= COUNTED) counts.clear();
    counts.set(text, count);
    return undefined;
  }
  counts.delete(text);
  const name = `hot_${createHash('sha256').update(text).digest('hex').slice(0, 40)}`;
  names.set(text, name);
  return name;
}

type Query = (this: pg.Client, given: unknown, ...rest: unknown[]) => unknown;

/** A client that names hot statements. */
export class HotClient extends pg.Client {}
const naming: Query = function (given, ...rest) {
  const text = (given as { text?: unknown } | null)?.text;
  const name = typeof text === 'string' && (given as { name?: string }).name === undefined ? hotName(text) : undefined;
  return (pg.Client.prototype.query as Query).call(
    this,
    name === undefined ? given : { ...(given as object), name },
    ...rest,
  );
};
Object.defineProperty(HotClient.prototype, 'query', { value: naming, writable: true, configurable: true });
