import { date, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { ReportState } from './lifecycle.ts';
import type { Section } from './outline.ts';
import type { ReportSettings } from './settings.ts';

const day = (name: string) => date(name, { mode: 'string' }).$type<IsoDate>();
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const report = pgTable('report', {
  id: uuid().primaryKey(),
  planId: uuid('plan_id').notNull(),
  kind: text().notNull(),
  label: text().notNull(),
  fromDay: day('from_day').notNull(),
  toDay: day('to_day').notNull(),
  dueDay: day('due_day'),
  organisationKey: text('organisation_key'),
  state: text().$type<ReportState>().notNull(),
  outline: jsonb().$type<readonly Section[]>().notNull(),
  settings: jsonb().$type<ReportSettings>().notNull(),
  snapshotVersion: integer('snapshot_version').notNull(),
  revision: integer().notNull().default(0),
  obligationId: uuid('obligation_id'),
  madeAt: instant('made_at').notNull().defaultNow(),
  madeBy: text('made_by'),
  sealedSha256: text('sealed_sha256'),
  number: integer(),
  issuedOn: day('issued_on'),
});
export type Report = typeof report.$inferSelect;

export const reportText = pgTable('report_text', {
  reportId: uuid('report_id').notNull(),
  part: text().notNull(),
  version: integer().notNull(),
  text: text().notNull(),
  snapshotVersion: integer('snapshot_version').notNull(),
  actorId: text('actor_id'),
  position: text(),
  writtenAt: instant('written_at').notNull().defaultNow(),
});

export const reportContribution = pgTable('report_contribution', {
  reportId: uuid('report_id').notNull(),
  organisationKey: text('organisation_key').notNull(),
  sections: text().array().notNull(),
  obligationId: uuid('obligation_id').notNull(),
  askedAt: instant('asked_at').notNull().defaultNow(),
});
