import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import pg from 'pg';
import { addressAs, APPLICATION_ROLE } from '#kernel/database/application-role.ts';
import { connect, type Database } from '#kernel/database/connection.ts';
import { ALL } from '#kernel/database/eyes.ts';
import { APPLICATION_PASSWORD, TEMPLATE, withDatabase } from './server.ts';

/** A database that belongs to one test alone. */
export interface FreshDatabase {
  /** As the owner of the tables, from whom no row is hidden. */
  url: string;
  /** As the role under which the platform works: row visibility holds for it. */
  applicationUrl: string;
  /** Of the owner. Strict: a transaction that writes without an audit entry fails. */
  db: Database;
  /** Closes the connections and drops the database. */
  drop(): Promise<void>;
}

/** Makes a migrated, empty database (some 40 ms). Drop it afterwards, or use `useDatabase`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = inject('databaseServer');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database ${name} template ${TEMPLATE} strategy file_copy`);
  const url = withDatabase(server, name);
  const db = connect(url, { strict: true, size: 8, name: 'cchc test', eyes: ALL });
  return {
    url,
    applicationUrl: addressAs(url, APPLICATION_ROLE, APPLICATION_PASSWORD),
    db,
    drop: async () => {
      await db.$client.end();
      await administer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

/** One fresh database for all tests of a `describe` block (or file); its fields are filled before the first of them. */
export function useDatabase(): FreshDatabase {
  const fresh = {} as FreshDatabase;
  beforeAll(async () => {
    Object.assign(fresh, await freshDatabase());
  });
  afterAll(() => fresh.drop?.());
  return fresh;
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
