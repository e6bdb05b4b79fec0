import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { keyRingOf, type Keys } from '../audit/personal.ts';
import {
  appending,
  describe,
  personsIn,
  type Change,
  type DrizzleTransaction,
  type UnsealedFact,
} from '../audit/record.ts';
import type { Actor } from './actor.ts';
import { gateTo, isStrict, type Database } from './connection.ts';
import { isTransient } from './errors.ts';
import { onLine } from './line.ts';

/** The inside of a transaction: everything a query builder can do, and the record of what was done. */
export interface Transaction extends DrizzleTransaction {
  readonly actor: Actor;
  /** Notes a change for the record. It is written just before the commit, and not at all when before equals after. */
  record(change: Change): void;
  /**
   * Leaves a statement for the commit's own message, once however often it is left: for a row that all writers share, which is
   * then locked only while the server itself works. What it changes is not seen before.
   */
  lastly(statement: SQL): void;
}

export interface TransactOptions {
  /** `read committed` unless said otherwise. */
  isolation?: 'repeatable read' | 'serializable';
}

const ATTEMPTS = 6;

/**
 * Runs a use case in one transaction: all of it happens, with its audit entries, or none of it does. Serialization failures
 * and deadlocks run it again, so the body must not act outside the database (send mail through a job). Inside, nothing is hidden:
 * an act asks `demand` who may, and must know the truth.
 * @throws whatever the body throws, after rolling back
 */
export async function transact<Result>(
  db: Database,
  actor: Actor,
  body: (tx: Transaction) => Promise<Result>,
  options: TransactOptions = {},
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(db, actor, body, options);
    } catch (error) {
      if (attempt === ATTEMPTS || !isTransient(error)) throw error;
      // Two transactions that ran into each other must not meet again at the same moment.
      await sleep(Math.random() * 5 * 2 ** attempt);
    }
  }
}

async function once<Result>(
  db: Database,
  actor: Actor,
  body: (tx: Transaction) => Promise<Result>,
  options: TransactOptions,
): Promise<Result> {
  const config = options.isolation ? { isolationLevel: options.isolation } : undefined;
  const gate = gateTo(db);
  const ring = keyRingOf(gate);
  let keys: Keys = new Map();
  const done = await onLine(gate, (line) =>
    line.db.transaction(async (inner) => {
      const facts: UnsealedFact[] = [];
      const last = new Set<string>();
      const writtenBefore = isStrict(db) ? await rowsWritten(inner) : null;
      const tx: Transaction = Object.assign(inner, {
        actor,
        record: (change: Change): void => {
          const fact = describe(change, actor);
          if (fact) facts.push(fact);
        },
        lastly: (statement: SQL): void => void last.add(written(statement)),
      });
      const result = await body(tx);
      if (facts.length > 0) {
        keys = await ring.forWriting(inner, personsIn(facts));
        line.beforeCommit = [...last, appending(facts, keys)].join('; ');
      } else if (last.size > 0) throw new Error('a transaction left a statement for its commit without an audit entry');
      else if (writtenBefore) await mustNotHaveWritten(inner, writtenBefore);
      return result;
    }, config),
  );
  gate.writes++;
  ring.keep(keys);
  return done;
}

const dialect = new PgDialect();

/** A statement with its parameters in it, quoted by Drizzle: a message of several statements can carry none. */
function written(statement: SQL): string {
  return dialect.sqlToQuery(statement.inlineParams()).sql;
}

/** Rows written per table by this connection, counted by PostgreSQL itself. */
async function rowsWritten(tx: DrizzleTransaction): Promise<Map<string, number>> {
  const rows = await tx.execute<{ table: string; rows: number }>(
    sql`select relname as table, n_tup_ins + n_tup_upd + n_tup_del as rows from pg_stat_xact_user_tables where schemaname = 'public'`,
    'objects',
  );
  return new Map(rows.map(({ table, rows }) => [table, Number(rows)]));
}

async function mustNotHaveWritten(tx: DrizzleTransaction, before: Map<string, number>): Promise<void> {
  const after = await rowsWritten(tx);
  const tables = [...after].filter(([table, rows]) => rows > (before.get(table) ?? 0)).map(([table]) => table);
  if (tables.length > 0) throw new Error(`a transaction wrote ${tables.sort().join(', ')} without an audit entry`);
}
