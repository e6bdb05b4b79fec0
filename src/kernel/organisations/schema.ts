import { bigint, boolean, customType, date, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { IsoDate } from '../calendar/dates.ts';
import type { Collective, Level, OrganisationKind } from './model.ts';

/** A stretch of days as PostgreSQL writes it: "[2021-01-01,2025-07-01)"; an open end is left out. */
const dateRange = customType<{ data: string }>({ dataType: () => 'daterange' });

export const organisation = pgTable('organisation', {
  key: text().primaryKey(),
  createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
});

export const organisationVersion = pgTable('organisation_version', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  organisationKey: text('organisation_key').notNull(),
  name: text().notNull(),
  shortName: text('short_name'),
  aliases: text().array().notNull(),
  code: text(),
  level: text().$type<Level>().notNull(),
  kind: text().$type<OrganisationKind>().notNull(),
  parentKey: text('parent_key'),
  valid: dateRange().notNull(),
});

export const organisationSuccession = pgTable('organisation_succession', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  predecessorKey: text('predecessor_key').notNull(),
  successorKey: text('successor_key').notNull(),
  function: text(),
  effectiveOn: date('effective_on', { mode: 'string' }).$type<IsoDate>().notNull(),
  source: text().notNull(),
  inferred: boolean().notNull(),
});

export const collective = pgTable('collective', {
  key: text().primaryKey(),
  name: text().notNull(),
  aliases: text().array().notNull(),
  members: jsonb().$type<Collective['members']>().notNull(),
  indefinite: boolean().notNull(),
});
