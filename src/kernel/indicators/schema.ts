import { boolean, customType, date, integer, numeric, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { IsoDate } from '../calendar/dates.ts';
import type { Sha256 } from '../files/index.ts';
import type { Direction, IndicatorKind, OverBodies, OverPeriods, Unit } from './model.ts';
import type { PeriodKind } from './periods.ts';

/** A stretch of days as PostgreSQL writes it: "[2021-01-01,2025-07-01)"; an open end is left out. */
const dateRange = customType<{ data: string }>({ dataType: () => 'daterange' });
const figure = (name?: string) => (name ? numeric(name, { mode: 'number' }) : numeric({ mode: 'number' }));
const day = (name: string) => date(name, { mode: 'string' }).$type<IsoDate>();
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const indicator = pgTable('indicator', {
  key: text().primaryKey(),
  kind: text().$type<IndicatorKind>().notNull(),
  computation: text(),
  isPublic: boolean('is_public').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export const indicatorVersion = pgTable('indicator_version', {
  indicatorKey: text('indicator_key').notNull(),
  version: integer().notNull(),
  valid: dateRange().notNull(),
  name: text().notNull(),
  nameEn: text('name_en'),
  aliases: text().array().notNull(),
  unit: text().$type<Unit>().notNull(),
  unitLabel: text('unit_label'),
  direction: text().$type<Direction>().notNull(),
  overBodies: text('over_bodies').$type<OverBodies>().notNull(),
  overPeriods: text('over_periods').$type<OverPeriods>().notNull(),
  frequency: text().$type<PeriodKind>().notNull(),
  minimum: figure(),
  maximum: figure(),
  partOfWhole: boolean('part_of_whole').notNull(),
  onPace: figure('on_pace'),
  behind: figure(),
  source: text().notNull(),
  method: text().notNull(),
});

export const indicatorReporter = pgTable('indicator_reporter', {
  id: uuid().primaryKey(),
  indicatorKey: text('indicator_key').notNull(),
  organisationKey: text('organisation_key'),
  collectiveKey: text('collective_key'),
  valid: dateRange().notNull(),
});

export type Outcome = 'measured' | 'not-applicable' | 'withdrawn';

export const indicatorObservation = pgTable('indicator_observation', {
  id: uuid().primaryKey(),
  indicatorKey: text('indicator_key').notNull(),
  organisationKey: text('organisation_key'),
  periodKind: text('period_kind').$type<PeriodKind>().notNull(),
  periodStart: day('period_start').notNull(),
  periodEnd: day('period_end').notNull(),
  revision: integer().notNull(),
  outcome: text().$type<Outcome>().notNull(),
  value: figure(),
  numerator: figure(),
  denominator: figure(),
  status: text().$type<'provisional' | 'confirmed'>().notNull(),
  documentNumber: text('document_number'),
  documentDate: day('document_date'),
  documentIssuer: text('document_issuer'),
  fileSha256: text('file_sha256').$type<Sha256>(),
  fileName: text('file_name'),
  link: text(),
  note: text(),
  recordedAt: instant('recorded_at').notNull().defaultNow(),
  recordedBy: text('recorded_by'),
  position: text(),
});
