import pg from 'pg';
import { migrateJobs } from '../jobs/runner.ts';
import { openToApplication } from './application-role.ts';
import { unreachable } from './errors.ts';
import { migrate } from './migrate.ts';

/** For whom a database is prepared beside its owner. */
export interface Application {
  role: string;
  /** Null: the role exists and keeps the password it has. */
  password: string | null;
}

/**
 * Brings a database, job tables included, to the shape this program needs.
 * @param url address as the owner of the tables
 * @param application the role that will work with it; none: only the owner will
 * @returns names of the steps applied now
 * @throws Refusal `database.unreachable`
 */
export async function prepareDatabase(url: string, application?: Application): Promise<string[]> {
  const applied = await migrate(url).catch((error: unknown) => {
    throw unreachable(error, url) ?? error;
  });
  await migrateJobs(url);
  if (application) await openToApplication(url, application.role, application.password);
  return applied;
}

/** Under which role an address signs in. */
export async function roleOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect().catch((error: unknown) => {
    throw unreachable(error, url) ?? error;
  });
  try {
    return (await client.query<{ name: string }>('select current_user as name')).rows[0]!.name;
  } finally {
    await client.end();
  }
}
