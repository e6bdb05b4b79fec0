import { eq } from 'drizzle-orm';
import { bigint, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { Database } from '../database/connection.ts';
import type { Transaction } from '../database/transaction.ts';
import { safeName } from './names.ts';
import { isSha256, type KeptFile, type Sha256 } from './store.ts';

/** What is known about each file in the store. */
export const storedFile = pgTable('stored_file', {
  sha256: text().$type<Sha256>().primaryKey(),
  size: bigint({ mode: 'number' }).notNull(),
  mediaType: text('media_type').notNull(),
  originalName: text('original_name').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  createdBy: text('created_by'),
});

export type StoredFile = typeof storedFile.$inferSelect;

/** Notes a kept file in the database, as part of the act that needs it. A file that is known keeps its first name. */
export async function registerFile(tx: Transaction, file: KeptFile, name: string): Promise<void> {
  await tx
    .insert(storedFile)
    .values({ ...file, originalName: safeName(name), createdBy: tx.actor.id })
    .onConflictDoNothing();
}

/** What is known about a file, or null. */
export async function describeFile(db: Pick<Database, 'select'>, sha256: string): Promise<StoredFile | null> {
  if (!isSha256(sha256)) return null;
  return (await db.select().from(storedFile).where(eq(storedFile.sha256, sha256)))[0] ?? null;
}
