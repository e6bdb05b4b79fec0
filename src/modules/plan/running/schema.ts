import { boolean, date, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Role } from '../import/model.ts';
import type { Act, ObligationState } from './lifecycle.ts';

const day = (name: string) => date(name, { mode: 'string' }).$type<IsoDate>();

/** What an obligation comes from. */
export type Source = 'product' | 'directive' | 'finding' | 'action-item' | 'report' | 'own';

export const obligation = pgTable('obligation', {
  id: uuid().primaryKey(),
  source: text().$type<Source>().notNull(),
  planId: uuid('plan_id'),
  groupId: uuid('group_id'),
  taskId: uuid('task_id'),
  productId: uuid('product_id'),
  parentId: uuid('parent_id'),
  title: text(),
  organisationKey: text('organisation_key'),
  role: text().$type<Role>(),
  deciderKey: text('decider_key'),
  ordinal: integer(),
  viaCollectiveKey: text('via_collective_key'),
  periodLabel: text('period_label'),
  waitsFor: text('waits_for'),
  openedOn: day('opened_on').notNull(),
  isPublic: boolean('is_public').notNull(),
  state: text().$type<ObligationState>().notNull(),
  stateBefore: text('state_before').$type<ObligationState>(),
  startedOn: day('started_on'),
  submittedOn: day('submitted_on'),
  submittedBy: text('submitted_by'),
  doneOn: day('done_on'),
  closedOn: day('closed_on'),
  suspendedOn: day('suspended_on'),
  firstLastDay: day('first_last_day'),
  lastDay: day('last_day'),
  extensions: integer().notNull().default(0),
  askedLastDay: day('asked_last_day'),
  askedBy: text('asked_by'),
  lastReportOn: day('last_report_on'),
  openObstacles: integer('open_obstacles').notNull().default(0),
  assigneeId: uuid('assignee_id'),
  lastOn: day('last_on').notNull(),
  revision: integer().notNull().default(0),
});
export type Obligation = typeof obligation.$inferSelect;

export const obligationEvent = pgTable('obligation_event', {
  obligationId: uuid('obligation_id').notNull(),
  seq: integer().notNull(),
  act: text().$type<Act>().notNull(),
  onDate: day('on_date').notNull(),
  recordedAt: timestamp('recorded_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  actorId: text('actor_id'),
  position: text(),
  note: text(),
  lastDay: day('last_day'),
  personId: uuid('person_id'),
  organisationKey: text('organisation_key'),
  documentNumber: text('document_number'),
  documentDate: day('document_date'),
  documentIssuer: text('document_issuer'),
  figures: jsonb().$type<Readonly<Record<string, number | string>>>(),
});

export const obligationEvidence = pgTable('obligation_evidence', {
  id: uuid().primaryKey(),
  obligationId: uuid('obligation_id').notNull(),
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
  withdrawnSeq: integer('withdrawn_seq'),
});

export const obligationSpan = pgTable('obligation_span', {
  obligationId: uuid('obligation_id').notNull(),
  fromDay: day('from_day').notNull(),
  toDay: text('to_day').notNull().default('infinity'),
  planId: uuid('plan_id'),
  productId: uuid('product_id'),
  organisationKey: text('organisation_key'),
  groupId: uuid('group_id'),
  state: text().$type<ObligationState>().notNull(),
  lastDay: day('last_day'),
  submittedOn: day('submitted_on'),
});

export const obligationObstacle = pgTable('obligation_obstacle', {
  obligationId: uuid('obligation_id').notNull(),
  seq: integer().notNull(),
  text: text().notNull(),
  ownerKey: text('owner_key'),
  due: day('due'),
  clearedSeq: integer('cleared_seq'),
});
