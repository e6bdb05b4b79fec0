import { migrateJobs } from '../jobs/runner.ts';
import { migrate } from './migrate.ts';

/** Brings a database, job tables included, to the shape this program needs. @returns names of the steps applied now */
export async function prepareDatabase(url: string): Promise<string[]> {
  const applied = await migrate(url);
  await migrateJobs(url);
  return applied;
}
