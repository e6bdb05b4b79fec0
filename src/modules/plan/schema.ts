import { boolean, date, integer, jsonb, numeric, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Schedule, ScheduleKind } from '#kernel/calendar/schedule-model.ts';
import type { Severity } from '#kernel/diagnostic.ts';
import type { Role, TargetOperator } from './import/model.ts';
import type { PlanStatus, Progress, Resolution } from './model.ts';

const isoDay = (name?: string) => (name ? date(name, { mode: 'string' }) : date({ mode: 'string' })).$type<IsoDate>();

export const plan = pgTable('plan', {
  id: uuid().primaryKey(),
  slug: text().notNull(),
  status: text().$type<PlanStatus>().notNull(),
  year: integer(),
  number: text(),
  issuedOn: isoDay('issued_on'),
  issuer: text(),
  signer: text(),
  subject: text(),
  fileSha256: text('file_sha256').notNull(),
  fileName: text('file_name').notNull(),
  importedAt: timestamp('imported_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  acceptedAt: timestamp('accepted_at', { withTimezone: true, mode: 'date' }),
  supersededBy: uuid('superseded_by'),
  revision: integer().notNull().default(1),
  /** When anything about the plan in force was last recorded. */
  changedAt: timestamp('changed_at', { withTimezone: true, mode: 'date' }),
});

export const planSourceLine = pgTable('plan_source_line', {
  planId: uuid('plan_id').notNull(),
  line: integer().notNull(),
  page: integer(),
  text: text().notNull(),
});

export const planBasis = pgTable('plan_basis', {
  planId: uuid('plan_id').notNull(),
  ordinal: integer().notNull(),
  number: text(),
  issuedOn: isoDay('issued_on'),
  title: text().notNull(),
  line: integer(),
});

export const planObjective = pgTable('plan_objective', {
  id: uuid().primaryKey(),
  planId: uuid('plan_id').notNull(),
  parentId: uuid('parent_id'),
  ordinal: integer().notNull(),
  number: text().notNull(),
  text: text().notNull(),
  line: integer(),
});

export const planTarget = pgTable('plan_target', {
  objectiveId: uuid('objective_id').notNull(),
  ordinal: integer().notNull(),
  operator: text().$type<TargetOperator>().notNull(),
  value: numeric({ mode: 'number' }).notNull(),
  unit: text().notNull(),
  text: text().notNull(),
});

export const planGroup = pgTable('plan_group', {
  id: uuid().primaryKey(),
  planId: uuid('plan_id').notNull(),
  ordinal: integer().notNull(),
  code: text().notNull(),
  title: text().notNull(),
  inferred: boolean().notNull(),
});

export const planTask = pgTable('plan_task', {
  id: uuid().primaryKey(),
  planId: uuid('plan_id').notNull(),
  groupId: uuid('group_id').notNull(),
  ordinal: integer().notNull(),
  number: text().notNull(),
  code: text().notNull(),
  title: text().notNull(),
  heading: text(),
  notes: jsonb().$type<{ heading: string; text: string }[]>().notNull(),
  line: integer(),
  endLine: integer('end_line'),
  firstDue: isoDay('first_due'),
  lastDue: isoDay('last_due'),
  /** Only of a task added during the year. */
  addedOn: isoDay('added_on'),
  addedBy: text('added_by'),
});

export const planProduct = pgTable('plan_product', {
  id: uuid().primaryKey(),
  planId: uuid('plan_id').notNull(),
  taskId: uuid('task_id').notNull(),
  ordinal: integer().notNull(),
  text: text().notNull(),
  line: integer(),
  endLine: integer('end_line'),
  scheduleText: text('schedule_text').notNull(),
  scheduleKind: text('schedule_kind').$type<ScheduleKind>().notNull(),
  schedule: jsonb().$type<Schedule>().notNull(),
  due: isoDay(),
  lastDay: isoDay('last_day'),
  assignmentText: text('assignment_text').notNull(),
  startedOn: isoDay('started_on'),
  doneOn: isoDay('done_on'),
  /** Roll-up of what its bodies owe; null until the plan is in force. */
  progress: text().$type<Progress>(),
  openLastDay: isoDay('open_last_day'),
  wasLate: boolean('was_late').notNull().default(false),
  dated: boolean().notNull().default(false),
  obligations: integer().notNull().default(0),
  obligationsDone: integer('obligations_done').notNull().default(0),
  changedOn: isoDay('changed_on'),
});

export const planAssignment = pgTable('plan_assignment', {
  productId: uuid('product_id').notNull(),
  ordinal: integer().notNull(),
  role: text().$type<Role>().notNull(),
  name: text().notNull(),
  organisationKey: text('organisation_key'),
  collectiveKey: text('collective_key'),
  collective: boolean().notNull(),
});

export const planCollectiveMember = pgTable('plan_collective_member', {
  planId: uuid('plan_id').notNull(),
  collectiveKey: text('collective_key').notNull(),
  organisationKey: text('organisation_key').notNull(),
});

export const planDiagnostic = pgTable('plan_diagnostic', {
  id: uuid().primaryKey(),
  planId: uuid('plan_id').notNull(),
  ordinal: integer().notNull(),
  code: text().notNull(),
  severity: text().$type<Severity>().notNull(),
  message: text().notNull(),
  line: integer(),
  resolution: text().$type<Resolution>().notNull(),
  note: text(),
  resolvedAt: timestamp('resolved_at', { withTimezone: true, mode: 'date' }),
  resolvedBy: text('resolved_by'),
});
