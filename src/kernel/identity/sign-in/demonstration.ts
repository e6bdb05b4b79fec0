import { inArray } from 'drizzle-orm';
import type { Transaction } from '../../database/transaction.ts';
import { about } from '../rows.ts';
import { user } from '../schema.ts';

/**
 * Marks accounts as the sample's, made to be tried: their administrators need no second factor, and every page says so. Only the
 * sample calls it, on accounts that it has just made; there is no other door, or an administrator could spare himself the rule.
 */
export async function markDemonstration(tx: Transaction, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  await tx.update(user).set({ demonstration: true }).where(inArray(user.id, accountIds));
  for (const id of accountIds) tx.record({ ...about(id, 'mark-demonstration'), after: { demonstration: true } });
}
