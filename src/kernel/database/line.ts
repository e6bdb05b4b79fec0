import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';

/**
 * A connection whose next commit can carry a statement along in the same message: no round trip more, and a lock that the
 * statement takes is held only while the server itself works.
 */
export interface Line {
  db: NodePgDatabase;
  /** SQL without parameters, sent in front of the next commit. When it fails there is no commit. */
  beforeCommit: string | null;
  /** The connection could not even roll back: it must not go back into the pool. */
  broken: boolean;
}

const lines = new WeakMap<pg.PoolClient, Line>();

/** Runs something on one connection of the pool, and gives the connection back. */
export async function onLine<Result>(pool: pg.Pool, body: (line: Line) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let lost: Error | undefined;
  const onError = (error: Error): void => {
    lost ??= error;
  };
  client.on('error', onError);
  const line = lineOf(client);
  try {
    return await body(line);
  } finally {
    line.beforeCommit = null;
    if (!lost) client.off('error', onError);
    client.release(lost ?? line.broken);
  }
}

function lineOf(client: pg.PoolClient): Line {
  const known = lines.get(client);
  if (known) return known;
  // Drizzle keeps its own way of beginning, committing and rolling back; only the words of the commit are ours.
  const query = async (...given: Parameters<typeof client.query>): Promise<unknown> => {
    const text = textOf(given[0]);
    if (text === 'commit' && line.beforeCommit !== null) {
      const results: unknown = await client.query(`${line.beforeCommit}; commit`);
      return Array.isArray(results) ? results.at(-1) : results;
    }
    try {
      return await (client.query as (...all: unknown[]) => Promise<unknown>)(...given);
    } catch (error) {
      if (text === 'rollback') line.broken = true;
      throw error;
    }
  };
  const wire = Object.create(client, { query: { value: query } }) as pg.PoolClient;
  const line: Line = { db: drizzle({ client: wire }), beforeCommit: null, broken: false };
  lines.set(client, line);
  return line;
}

function textOf(given: unknown): string | undefined {
  return typeof given === 'string' ? given : (given as { text?: string } | undefined)?.text;
}
