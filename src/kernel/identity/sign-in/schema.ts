import { bigint, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** The authenticator of an account; without a row it has none. */
export const secondFactor = pgTable('second_factor', {
  userId: text('user_id').primaryKey(),
  /** Sealed; see `second-factor-rows.ts`. */
  secret: text().notNull(),
  lastStep: bigint('last_step', { mode: 'number' }).notNull(),
  createdAt: instant('created_at').notNull(),
});

export const backupCode = pgTable('backup_code', {
  userId: text('user_id').notNull(),
  hash: text().notNull(),
  usedAt: instant('used_at'),
});

/** Links that open an account once; see `links.ts`. */
export const signInLink = pgTable('sign_in_link', {
  id: uuid().primaryKey(),
  userId: text('user_id').notNull(),
  purpose: text().$type<'invitation' | 'reset'>().notNull(),
  tokenHash: text('token_hash').notNull(),
  madeFor: text('made_for').notNull(),
  createdBy: text('created_by'),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
  withdrawnAt: instant('withdrawn_at'),
});
