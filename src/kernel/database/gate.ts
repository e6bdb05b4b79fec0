import pg from 'pg';
import { logger } from '../log.ts';
import { settingsOf, type Eyes, type Settings } from './eyes.ts';

/**
 * A pool behind a gate: whoever takes a connection out gets it with his own eyes and no other's. Each connection remembers whose
 * eyes it has, so that only a change of eyes costs a message of its own.
 */
export interface Gate {
  /** The pool as seen by some eyes; what it lends has those eyes. */
  through(eyes: Eyes): pg.Pool;
  /** A connection whose session keeps the eyes it had, and which these are: for a transaction, which sets its own. */
  borrow(): Promise<{ client: pg.PoolClient; sees: Eyes['sees'] }>;
  /** Transactions that were committed through it: whoever keeps an answer knows by it whether that may have changed. */
  writes: number;
}

/** What a connection starts with: PostgreSQL reads it from its address line, before any query. */
export function startingWith(eyes: Eyes): string {
  const { sees, organisations } = settingsOf(eyes);
  return `-c cchc.sees=${sees} -c cchc.organisations=${organisations}`;
}

/** @param pool new, made with `startingWith(first)`; from here on nobody may use it but through the gate */
export function gateOf(pool: pg.Pool, first: Eyes): Gate {
  const start = settingsOf(first);
  const remembered = new WeakMap<pg.PoolClient, Settings>();

  const settingsIn = (client: pg.PoolClient): Settings => remembered.get(client) ?? start;

  async function take(fits: (settings: Settings) => boolean): Promise<pg.PoolClient> {
    for (;;) {
      preferIdle(pool, (client) => fits(settingsIn(client)));
      const client = await pool.connect();
      if (client.getTransactionStatus() === 'I') return client;
      // Somebody gave it back amid a transaction: its rollback would bring back eyes that we take for gone.
      logger.error('a database connection came back with a transaction open; it is closed');
      client.release(true);
    }
  }

  async function takeWith(wanted: Settings): Promise<pg.PoolClient> {
    const same = (had: Settings) => had.sees === wanted.sees && had.organisations === wanted.organisations;
    const client = await take(same);
    if (same(settingsIn(client))) return client;
    try {
      await client.query(
        `set cchc.sees = ${pg.escapeLiteral(wanted.sees)}; set cchc.organisations = ${pg.escapeLiteral(wanted.organisations)}`,
      );
    } catch (error) {
      client.release(true);
      throw error;
    }
    remembered.set(client, wanted);
    return client;
  }

  return {
    through: (eyes) => {
      const wanted = settingsOf(eyes);
      return seen(pool, () => takeWith(wanted));
    },
    borrow: async () => {
      const client = await take(({ sees }) => sees === 'all');
      return { client, sees: settingsIn(client).sees };
    },
    writes: 0,
  };
}

/**
 * Brings an idle connection that fits to where the pool takes from. The pool has no word for this: should its list of idle ones
 * ever go by another name, a change of eyes is asked for more often, and nothing else.
 */
function preferIdle(pool: pg.Pool, fits: (client: pg.PoolClient) => boolean): void {
  const idle = (pool as { _idle?: { client: pg.PoolClient }[] })._idle ?? [];
  const at = idle.findLastIndex(({ client }) => fits(client));
  if (at >= 0 && at < idle.length - 1) idle.push(...idle.splice(at, 1));
}

type Answer = (error: Error | undefined, client: pg.PoolClient | undefined, done: pg.PoolClient['release']) => void;

/** The pool with another way of connecting; `query` of the pool connects that way too. */
function seen(pool: pg.Pool, take: () => Promise<pg.PoolClient>): pg.Pool {
  const connect = (answer?: Answer): Promise<pg.PoolClient> | undefined => {
    const taken = take();
    if (!answer) return taken;
    taken.then(
      (client) => answer(undefined, client, client.release),
      (error: Error) => answer(error, undefined, () => {}),
    );
    return undefined;
  };
  // What changes the pool itself must reach the pool; all else is read through.
  const own = ['end', 'on', 'once', 'off', 'addListener', 'removeListener', 'removeAllListeners'] as const;
  const passed = own.map(
    (name) => [name, { value: (pool[name] as (...all: unknown[]) => unknown).bind(pool) }] as const,
  );
  return Object.create(pool, { connect: { value: connect }, ...Object.fromEntries(passed) }) as pg.Pool;
}
