import { boolean, integer, bigint, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Tables of the sign-in library, with its column names; what we write into them goes through `accounts.ts`. */

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** A person who can sign in. */
export const user = pgTable('user', {
  id: text().primaryKey(),
  name: text().notNull(),
  /** In lower case. */
  email: text().notNull(),
  emailVerified: boolean('emailVerified').notNull(),
  createdAt: instant('createdAt').notNull().defaultNow(),
  updatedAt: instant('updatedAt').notNull().defaultNow(),
  /** Null: a citizen's, who is not in the list of officials. */
  personId: uuid('person_id'),
  /** Null: not disabled. */
  disabledAt: instant('disabled_at'),
  /** One of the sample's: the second factor is not forced upon it. */
  demonstration: boolean().notNull().default(false),
});

/** The ways in which a person signs in. For ours, `providerId` is `credential`; without a password the way is closed. */
export const credential = pgTable('account', {
  id: text().primaryKey(),
  accountId: text('accountId').notNull(),
  providerId: text('providerId').notNull(),
  userId: text('userId').notNull(),
  password: text(),
  createdAt: instant('createdAt').notNull().defaultNow(),
  updatedAt: instant('updatedAt').notNull(),
});

export const session = pgTable('session', {
  id: text().primaryKey(),
  userId: text('userId').notNull(),
  token: text().notNull(),
  expiresAt: instant('expiresAt').notNull(),
  createdAt: instant('createdAt').notNull(),
  updatedAt: instant('updatedAt').notNull(),
  ipAddress: text('ipAddress'),
  userAgent: text('userAgent'),
  /** `needed`: waits for the code; `passed`: it was given; null: none was asked. See `sign-in/standing.ts`. */
  secondFactor: text('second_factor').$type<'needed' | 'passed'>(),
});

/** Failures counted per key; see `attempts.ts`. */
export const rateLimit = pgTable('rate_limit', {
  id: text().primaryKey(),
  key: text().notNull(),
  count: integer().notNull(),
  /** Milliseconds since 1970. */
  lastRequest: bigint('lastRequest', { mode: 'number' }).notNull(),
});

/** Keys of programs; see `api-keys.ts`. */
export const apiKey = pgTable('api_key', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  /** The readable part at the front, to recognise the key by. */
  prefix: text().notNull(),
  /** SHA-256 of the whole key, in hex. */
  hash: text().notNull(),
  /** Names of permissions. */
  scopes: text().array().notNull(),
  /** Account that made it; null: the command line. */
  createdBy: text('created_by'),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
  lastUsedAt: instant('last_used_at'),
});
