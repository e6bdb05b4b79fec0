import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { logger } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { settings } from '../settings.ts';

/** The database as the rooms use it: Drizzle over a pool. `$client` is the pool itself. */
export type Database = NodePgDatabase & { $client: pg.Pool };

export interface ConnectOptions {
  /** Most connections at once. */
  size?: number;
  /** Milliseconds after which PostgreSQL gives up on one statement. */
  statementTimeout?: number;
  /** Shown in `pg_stat_activity`. */
  name?: string;
  /** For tests: a transaction that writes without an audit entry fails. */
  strict?: boolean;
}

const strictDatabases = new WeakSet<object>();

// DATE stays the text YYYY-MM-DD: as a JavaScript Date it would move with the time zone. bigint is a number while that is
// exact, and the exact text beyond.
pg.types.setTypeParser(pg.types.builtins.DATE, (text: string) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, (text: string) =>
  Number.isSafeInteger(Number(text)) ? Number(text) : text,
);

/** Opens a pool of connections; nothing is sent until the first query. Close it with `$client.end()`. */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.size ?? 20,
    application_name: options.name ?? 'cchc',
    statement_timeout: options.statementTimeout ?? 30_000,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: 10_000,
    options: '-c timezone=UTC',
  });
  listenToLosses(pool);
  const db = drizzle({ client: pool });
  if (options.strict) strictDatabases.add(db);
  return db;
}

/**
 * A connection that the server closes would end the whole process when nobody listens: an idle one through its pool, one that
 * is just being closed by itself.
 */
export function listenToLosses(pool: pg.Pool): void {
  const lost = (error: Error): void => {
    if (!pool.ending) logger.warn({ error: error.message }, 'database connection lost');
  };
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
}

/** Was the database opened with `strict`? */
export function isStrict(db: Database): boolean {
  return strictDatabases.has(db);
}

// Shared across the two copies of this module in one process: the one that starts the server and the bundled one.
const SHARED = Symbol.for('cchc.database');
const shared = globalThis as { [SHARED]?: Database };

/** The database of this process, opened at the first call from DATABASE_URL. @throws Refusal when it is not set */
export function database(): Database {
  const { databaseUrl } = settings();
  if (!databaseUrl && !shared[SHARED]) {
    throw new Refusal('database.no-url', 'Chưa biết cơ sở dữ liệu nào / no database given', {
      status: 500,
      remedy: 'Chạy bằng `npm start`, hoặc đặt DATABASE_URL / start with `npm start`, or set DATABASE_URL.',
    });
  }
  return (shared[SHARED] ??= connect(databaseUrl!));
}

/** Closes what `database` opened, when it did. */
export async function closeDatabase(): Promise<void> {
  const open = shared[SHARED];
  delete shared[SHARED];
  await open?.$client.end();
}
