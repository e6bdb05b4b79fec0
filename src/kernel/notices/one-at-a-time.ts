import { sql } from 'drizzle-orm';
import type { Transaction } from '../database/transaction.ts';

/** Until the transaction ends others who plan the same wait, and then find what it decided. */
export async function oneAtATime(tx: Transaction, what: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('notices'), hashtext(${what}))`);
}
