import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import pg from 'pg';
import { APPLICATION_ROLE } from '#kernel/database/application-role.ts';
import { prepareDatabase } from '#kernel/database/prepare.ts';
import { startEmbedded } from '#kernel/database/embedded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the test server, database `postgres`. */
    databaseServer: string;
  }
}

/** The migrated database that every test's own database is a copy of. */
export const TEMPLATE = 'cchc_template';

/** Of the role under which the platform works; copies of the template know it too. */
export const APPLICATION_PASSWORD = 'application';

/** A PostgreSQL of our own for the length of a test run: fast, because nothing in it has to survive a power cut. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'cchc-test-'));
  // As root the server runs under another account, which must be able to come in.
  chmodSync(folder, 0o755);
  const server = await startEmbedded({ dir: join(folder, 'postgres'), durable: false });
  const admin = withDatabase(server.url, 'postgres');
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  await prepareDatabase(withDatabase(server.url, TEMPLATE), { role: APPLICATION_ROLE, password: APPLICATION_PASSWORD });
  project.provide('databaseServer', admin);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
