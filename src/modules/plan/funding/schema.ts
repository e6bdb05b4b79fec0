import { bigint, date, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { FundingKind } from './model.ts';

const day = (name: string) => date(name, { mode: 'string' }).$type<IsoDate>();

export const fundingSource = pgTable('funding_source', {
  key: text().primaryKey(),
  name: text().notNull(),
  position: integer().notNull(),
});

export const planFundingEntry = pgTable('plan_funding_entry', {
  id: uuid().primaryKey(),
  planId: uuid('plan_id').notNull(),
  taskId: uuid('task_id').notNull(),
  kind: text().$type<FundingKind>().notNull(),
  sourceKey: text('source_key').notNull(),
  organisationKey: text('organisation_key').notNull(),
  amount: bigint({ mode: 'bigint' }).notNull(),
  onDate: day('on_date').notNull(),
  documentNumber: text('document_number'),
  documentDate: day('document_date'),
  documentIssuer: text('document_issuer'),
  note: text(),
  cancels: uuid(),
  recordedAt: timestamp('recorded_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  recordedBy: text('recorded_by'),
  position: text(),
});
