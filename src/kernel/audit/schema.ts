import { bigint, bytea, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { Json } from './chain.ts';
import type { Cause } from './anchors.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** The record of every change; only ever added to, by the function `append_to_record`. */
export const auditEntry = pgTable('audit_entry', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  actorId: text('actor_id'),
  /** Sealed under the actor's own key when the actor has an account. */
  actorName: text('actor_name').notNull(),
  position: text(),
  action: text().notNull(),
  subjectType: text('subject_type').notNull(),
  subjectId: text('subject_id').notNull(),
  before: jsonb().$type<Json>(),
  after: jsonb().$type<Json>(),
  reason: text(),
  requestId: text('request_id'),
  personId: text('person_id'),
  previousHash: bytea('previous_hash'),
  hash: bytea().notNull(),
});

/** Seals of the last entry as noted from time to time; see `anchors.ts`. */
export const auditAnchor = pgTable('audit_anchor', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: instant('at').notNull().defaultNow(),
  entryId: bigint('entry_id', { mode: 'number' }).notNull(),
  hash: bytea().notNull(),
  cause: text().$type<Cause>().notNull(),
});

/** One key per person of whom the record holds something. */
export const personalKey = pgTable('personal_key', {
  personId: text('person_id').primaryKey(),
  key: bytea(),
  createdAt: instant('created_at').notNull().defaultNow(),
  erasedAt: instant('erased_at'),
});
