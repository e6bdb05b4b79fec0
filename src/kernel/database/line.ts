import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Gate } from './gate.ts';

/**
 * A connection for one transaction, which sees everything (decision 0007). Its beginning and its next commit can carry a
 * statement along in the same message: no round trip more, and a lock that the statement takes is held only while the server
 * itself works.
 */
export interface Line {
  db: NodePgDatabase;
  /** SQL without parameters, sent in front of the next commit. When it fails there is no commit. */
  beforeCommit: string | null;
  /** The connection could not even roll back: it must not go back into the pool. */
  broken: boolean;
  /** Sent behind `begin`; ends with the transaction, so that the connection is left with the eyes it had. */
  afterBegin: string | null;
}

const SEE_ALL = `set local cchc.sees = 'all'`;

const lines = new WeakMap<pg.PoolClient, Line>();

/** Runs something on one connection of the pool, and gives the connection back. */
export async function onLine<Result>(gate: Gate, body: (line: Line) => Promise<Result>): Promise<Result> {
  const { client, sees } = await gate.borrow();
  let lost: Error | undefined;
  const onError = (error: Error): void => {
    lost ??= error;
  };
  client.on('error', onError);
  const line = lineOf(client);
  line.afterBegin = sees === 'all' ? null : SEE_ALL;
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
  // Drizzle keeps its own way of beginning, committing and rolling back; only some words with its begin and commit are ours.
  const query = async (...given: Parameters<typeof client.query>): Promise<unknown> => {
    const text = textOf(given[0]);
    if (text === 'commit' && line.beforeCommit !== null) {
      const results: unknown = await client.query(`${line.beforeCommit}; commit`);
      return Array.isArray(results) ? results.at(-1) : results;
    }
    try {
      if (text?.startsWith('begin') && line.afterBegin !== null) {
        const results: unknown = await client.query(`${text}; ${line.afterBegin}`);
        return Array.isArray(results) ? results[0] : results;
      }
      return await (client.query as (...all: unknown[]) => Promise<unknown>)(...given);
    } catch (error) {
      // A begin that failed may have begun all the same.
      if (text === 'rollback' || text?.startsWith('begin')) line.broken = true;
      throw error;
    }
  };
  const wire = Object.create(client, { query: { value: query } }) as pg.PoolClient;
  const line: Line = { db: drizzle({ client: wire }), beforeCommit: null, broken: false, afterBegin: null };
  lines.set(client, line);
  return line;
}

function textOf(given: unknown): string | undefined {
  return typeof given === 'string' ? given : (given as { text?: string } | undefined)?.text;
}
