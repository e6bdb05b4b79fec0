import { bigint, bytea, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { Json } from './chain.ts';

/** The record of every change; only ever added to. */
export const auditEntry = pgTable('audit_entry', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  actorId: text('actor_id'),
  actorName: text('actor_name').notNull(),
  position: text(),
  action: text().notNull(),
  subjectType: text('subject_type').notNull(),
  subjectId: text('subject_id').notNull(),
  before: jsonb().$type<Json>(),
  after: jsonb().$type<Json>(),
  reason: text(),
  requestId: text('request_id'),
  previousHash: bytea('previous_hash'),
  hash: bytea().notNull(),
});
