import { boolean, date, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { FieldsOf } from './fields.ts';
import type { Kind, PartyRole } from './kinds.ts';

const day = (name: string) => date(name, { mode: 'string' }).$type<IsoDate>();
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const activity = pgTable('activity', {
  id: uuid().primaryKey(),
  kind: text().$type<Kind>().notNull(),
  title: text().notNull(),
  planId: uuid('plan_id'),
  parentId: uuid('parent_id'),
  organisationKey: text('organisation_key'),
  deciderKey: text('decider_key'),
  fields: jsonb().$type<FieldsOf<Kind>>().notNull(),
  fromDay: day('from_day'),
  toDay: day('to_day'),
  isPublic: boolean('is_public').notNull().default(false),
  state: text().notNull(),
  stateBefore: text('state_before'),
  submittedBy: text('submitted_by'),
  lastOn: day('last_on'),
  revision: integer().notNull().default(0),
  madeAt: instant('made_at').notNull().defaultNow(),
  madeBy: text('made_by'),
});
export type Activity = typeof activity.$inferSelect;

export const activityEvent = pgTable('activity_event', {
  activityId: uuid('activity_id').notNull(),
  seq: integer().notNull(),
  act: text().notNull(),
  onDate: day('on_date').notNull(),
  recordedAt: instant('recorded_at').notNull().defaultNow(),
  actorId: text('actor_id'),
  position: text(),
  note: text(),
  lastDay: day('last_day'),
  organisationKey: text('organisation_key'),
  documentNumber: text('document_number'),
  documentDate: day('document_date'),
  documentIssuer: text('document_issuer'),
});

export const activityEvidence = pgTable('activity_evidence', {
  id: uuid().primaryKey(),
  activityId: uuid('activity_id').notNull(),
  seq: integer().notNull(),
  kind: text().$type<'document' | 'file' | 'link' | 'figure'>().notNull(),
  title: text().notNull(),
  documentNumber: text('document_number'),
  documentDate: day('document_date'),
  documentIssuer: text('document_issuer'),
  fileSha256: text('file_sha256'),
  fileName: text('file_name'),
  url: text(),
  indicatorKey: text('indicator_key'),
  indicatorPeriod: text('indicator_period'),
  isPublic: boolean('is_public').notNull().default(false),
  onDate: day('on_date').notNull(),
});

export const activityParty = pgTable('activity_party', {
  activityId: uuid('activity_id').notNull(),
  ordinal: integer().notNull(),
  role: text().$type<PartyRole>().notNull(),
  personId: uuid('person_id'),
  organisationKey: text('organisation_key'),
});

export const activityObligation = pgTable('activity_obligation', {
  activityId: uuid('activity_id').notNull(),
  number: integer().notNull(),
  obligationId: uuid('obligation_id').notNull(),
  seq: integer().notNull(),
  text: text().notNull(),
  norm: text(),
  organisationKey: text('organisation_key').notNull(),
  lastDay: day('last_day').notNull(),
});
