import { boolean, customType, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { GrantedRole } from '../permissions.ts';

/** A stretch of days as PostgreSQL writes it: "[2025-03-01,2025-07-01)"; an open end is left out. */
const dateRange = customType<{ data: string }>({ dataType: () => 'daterange' });
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const person = pgTable('person', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  /** For work, in lower case. */
  email: text(),
  phone: text(),
  staffNumber: text('staff_number'),
  createdAt: instant('created_at').notNull().defaultNow(),
  erasedAt: instant('erased_at'),
  revision: integer().notNull().default(1),
});

export const personPosition = pgTable('person_position', {
  id: uuid().primaryKey(),
  personId: uuid('person_id').notNull(),
  organisationKey: text('organisation_key').notNull(),
  title: text().notNull(),
  isHead: boolean('is_head').notNull().default(false),
  valid: dateRange().notNull(),
  source: text(),
  endSource: text('end_source'),
  continues: uuid(),
});

export const delegation = pgTable('delegation', {
  id: uuid().primaryKey(),
  positionId: uuid('position_id').notNull(),
  toPersonId: uuid('to_person_id').notNull(),
  valid: dateRange().notNull(),
  reason: text().notNull(),
  source: text(),
  madeAt: instant('made_at').notNull().defaultNow(),
  madeBy: text('made_by'),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnBy: text('withdrawn_by'),
  withdrawalReason: text('withdrawal_reason'),
});

export const roleGrant = pgTable('role_grant', {
  id: uuid().primaryKey(),
  accountId: text('account_id').notNull(),
  role: text().$type<GrantedRole>().notNull(),
  organisationKey: text('organisation_key'),
  valid: dateRange().notNull(),
  reason: text().notNull(),
  grantedAt: instant('granted_at').notNull().defaultNow(),
  grantedBy: text('granted_by'),
  revokedAt: instant('revoked_at'),
  revokedBy: text('revoked_by'),
  revocationReason: text('revocation_reason'),
});
