import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { logger } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { settings } from '../settings.ts';
import { ALL, PUBLIC, settingsOf, type Eyes } from './eyes.ts';
import { gateOf, startingWith, type Gate } from './gate.ts';
import { HotClient } from './hot.ts';

/** The database as the rooms use it: Drizzle over a pool, seen with some eyes. `$client` is the pool seen with the same. */
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
  /** With whose eyes it reads where nothing else is said: `PUBLIC`, unless given. */
  eyes?: Eyes;
}

/** One pool, and the views of it that were made. */
interface House {
  gate: Gate;
  strict: boolean;
  views: Map<string, Database>;
}

// One for the whole process: a handle made by one copy of this module (see `database`) is known to the other.
const HOUSES = Symbol.for('cchc.database.houses');
const houses: WeakMap<Database, House> = ((globalThis as { [HOUSES]?: WeakMap<Database, House> })[HOUSES] ??=
  new WeakMap());

/**
 * Prepared are only hot statements (hot.ts), whose plan does not depend on their values: planned once, and not anew each time because
 * that plan looks dearer by a guess.
 */
const PLANNING = '-c plan_cache_mode=force_generic_plan';

/** Views kept at most; there are as many as there are sets of bodies that somebody signed in acts for. */
const VIEWS = 2_000;

// DATE stays the text YYYY-MM-DD: as a JavaScript Date it would move with the time zone. bigint is a number while that is
// exact, and the exact text beyond.
pg.types.setTypeParser(pg.types.builtins.DATE, (text: string) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, (text: string) =>
  Number.isSafeInteger(Number(text)) ? Number(text) : text,
);

/**
 * Opens a pool of connections; nothing is sent until the first query. Close it with `$client.end()`. It reads as the public
 * does: what reads more says so (`eyes`, `seenBy`).
 */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const eyes = options.eyes ?? PUBLIC;
  const pool = new pg.Pool({
    Client: HotClient,
    connectionString: url,
    max: options.size ?? 20,
    application_name: options.name ?? 'cchc',
    statement_timeout: options.statementTimeout ?? 30_000,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: 10_000,
    options: `-c timezone=UTC ${PLANNING} ${startingWith(eyes)}`,
  });
  listenToLosses(pool);
  return viewOf({ gate: gateOf(pool, eyes), strict: options.strict ?? false, views: new Map() }, eyes);
}

/** The same database, same connections, read with other eyes. The same eyes give the same handle. */
export function seenBy(db: Database, eyes: Eyes): Database {
  return viewOf(houseOf(db), eyes);
}

/**
 * The same database with nothing hidden: for functions that decide themselves what may be known (who signs in, whose key it is,
 * what is one's own). Pages never ask for it; a test lists who does.
 */
export function seeingAll(db: Database): Database {
  return viewOf(houseOf(db), ALL);
}

/** The way to the pool that all views of a database share. For the transaction, which sets its own eyes. */
export function gateTo(db: Database): Gate {
  return houseOf(db).gate;
}

/** The same for a handle that need not be a database's: within a transaction there is none. */
export function gateBehind(db: object): Gate | undefined {
  return houses.get(db as Database)?.gate;
}

function viewOf(house: House, eyes: Eyes): Database {
  const { sees, organisations } = settingsOf(eyes);
  const name = `${sees} ${organisations}`;
  const known = house.views.get(name);
  if (known) return known;
  const db = drizzle({ client: house.gate.through(eyes) });
  houses.set(db, house);
  if (house.views.size >= VIEWS) house.views.clear();
  house.views.set(name, db);
  return db;
}

function houseOf(db: Database): House {
  const house = houses.get(db);
  if (!house) throw new Error('a database is opened with connect()');
  return house;
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
  return houses.get(db)?.strict ?? false;
}

// Shared across the two copies of this module in one process: the one that starts the server and the bundled one.
const SHARED = Symbol.for('cchc.database');
const shared = globalThis as { [SHARED]?: Database };

/**
 * The database of this process as the public sees it, opened at the first call from DATABASE_URL. Pages and API read through
 * `locals.db`, which has the eyes of who asks. @throws Refusal when it is not set
 */
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
