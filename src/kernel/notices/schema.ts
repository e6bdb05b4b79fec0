import { bigint, boolean, date, integer, jsonb, pgTable, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { IsoDate } from '../calendar/dates.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const day = (name: string) => date(name, { mode: 'string' }).$type<IsoDate>();

export type Outcome = 'sent' | 'skipped' | 'failed';

/** Mail that is to go out or went out. */
export const outbox = pgTable('notice_outbox', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  key: text().notNull(),
  kind: text().notNull(),
  accountId: text('account_id'),
  address: text(),
  payload: jsonb().$type<unknown>(),
  secret: boolean().notNull().default(false),
  createdAt: instant('created_at').notNull().defaultNow(),
  dueAt: instant('due_at').notNull().defaultNow(),
  expiresAt: instant('expires_at').notNull(),
  attempts: integer().notNull().default(0),
  lastError: text('last_error'),
  settledAt: instant('settled_at'),
  outcome: text().$type<Outcome>(),
  reason: text(),
});

/** One notice in one person's inbox. */
export const notice = pgTable('notice', {
  id: uuid().notNull(),
  accountId: text('account_id').notNull(),
  kind: text().notNull(),
  key: text().notNull(),
  title: text().notNull(),
  text: text().notNull().default(''),
  why: text().notNull().default(''),
  path: text(),
  subjectType: text('subject_type'),
  subjectId: text('subject_id'),
  dueOn: day('due_on'),
  createdAt: instant('created_at').notNull().defaultNow(),
  readAt: instant('read_at'),
  mail: text().$type<'none' | 'at-once' | 'digest'>().notNull().default('none'),
  digestKey: text('digest_key'),
});

/** How a person wants to be told; a kind without a row is told in its usual way. */
export const preference = pgTable('notice_preference', {
  accountId: text('account_id').notNull(),
  kind: text().notNull(),
  channel: text().$type<'inbox' | 'mail' | 'digest' | 'off'>().notNull(),
});

/** Who follows what. */
export const subscription = pgTable('subscription', {
  accountId: text('account_id').notNull(),
  subjectType: text('subject_type').notNull(),
  subjectId: text('subject_id').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
});

/** When is reminded, and whom. */
export const reminderRule = pgTable('reminder_rule', {
  id: uuid().primaryKey().defaultRandom(),
  offsetDays: smallint('offset_days').notNull(),
  audience: text().notNull(),
  origin: text().$type<'suggestion' | 'decided'>().notNull(),
  retiredAt: instant('retired_at'),
});

/** What was decided about a reminder. */
export const reminder = pgTable('reminder', {
  source: text().notNull(),
  subjectId: text('subject_id').notNull(),
  ruleId: uuid('rule_id').notNull(),
  lastDay: day('last_day').notNull(),
  offsetDays: smallint('offset_days').notNull(),
  audience: text().notNull(),
  outcome: text().$type<'sent' | 'passed-over' | 'nobody'>().notNull(),
  /** Less urgent rules to the same audience whose place it takes. */
  passedOver: uuid('passed_over').array().notNull().default([]),
  plannedOn: day('planned_on').notNull(),
});

/** Calendars that other programs fetch with a secret address. */
export const calendarFeed = pgTable('calendar_feed', {
  id: uuid().primaryKey(),
  accountId: text('account_id').notNull(),
  organisationKey: text('organisation_key'),
  tokenHash: text('token_hash').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  revokedAt: instant('revoked_at'),
  lastUsedAt: instant('last_used_at'),
});
