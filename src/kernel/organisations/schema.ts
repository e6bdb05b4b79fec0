import { bigint, boolean, customType, date, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { IsoDate } from '../calendar/dates.ts';
import type { Collective, Level, OrganisationKind } from './model.ts';
import type { Step } from './reorganisation/model.ts';

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
  area: text(),
  valid: dateRange().notNull(),
  /** The acts that made and ended it; null for what the province's data brought along. */
  openedBy: uuid('opened_by'),
  closedBy: uuid('closed_by'),
});

export const organisationSuccession = pgTable('organisation_succession', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  predecessorKey: text('predecessor_key').notNull(),
  successorKey: text('successor_key').notNull(),
  function: text(),
  effectiveOn: date('effective_on', { mode: 'string' }).$type<IsoDate>().notNull(),
  source: text().notNull(),
  inferred: boolean().notNull(),
  reorganisationId: uuid('reorganisation_id'),
});

export const collective = pgTable('collective', {
  key: text().primaryKey(),
  name: text().notNull(),
  aliases: text().array().notNull(),
  members: jsonb().$type<Collective['members']>().notNull(),
  indefinite: boolean().notNull(),
});

export const organisationFunction = pgTable('organisation_function', {
  key: text().primaryKey(),
  name: text().notNull(),
});

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const day = (name: string) => date(name, { mode: 'string' }).$type<IsoDate>();

/** `discarded`: a draft thrown away; `reversed`: carried out, and taken back while nothing stood on it. */
export type ReorganisationStatus = 'drafted' | 'carried-out' | 'reversed' | 'discarded';

export const reorganisation = pgTable('reorganisation', {
  id: uuid().primaryKey(),
  status: text().$type<ReorganisationStatus>().notNull(),
  number: text(),
  issuedOn: day('issued_on'),
  title: text().notNull(),
  source: text(),
  effectiveOn: day('effective_on').notNull(),
  inferred: boolean().notNull(),
  steps: jsonb().$type<Step[]>().notNull(),
  revision: integer().notNull().default(1),
  draftedAt: instant('drafted_at').notNull().defaultNow(),
  draftedBy: text('drafted_by').notNull(),
  carriedOutAt: instant('carried_out_at'),
  carriedOutBy: text('carried_out_by'),
  reversedAt: instant('reversed_at'),
  reversedBy: text('reversed_by'),
  reversalReason: text('reversal_reason'),
});

/** Who answers for an ended body without anybody's decision; made anew from the successions (`holder.ts`). */
export const organisationHolder = pgTable('organisation_holder', {
  organisationKey: text('organisation_key').notNull(),
  holderKey: text('holder_key').notNull(),
  valid: dateRange().notNull(),
});

export const handover = pgTable('handover', {
  id: uuid().primaryKey(),
  reorganisationId: uuid('reorganisation_id'),
  subjectType: text('subject_type').notNull(),
  subjectId: text('subject_id').notNull(),
  label: text().notNull(),
  detail: text(),
  path: text(),
  /** The body that the subject names. */
  organisationKey: text('organisation_key').notNull(),
  /** The body that held it on the eve: the same, or one that had taken it over before. */
  heldBy: text('held_by').notNull(),
  effectiveOn: day('effective_on').notNull(),
  choices: text().array().notNull(),
  proposedKey: text('proposed_key'),
  function: text(),
  toKey: text('to_key'),
  status: text().$type<'open' | 'decided'>().notNull(),
  automatic: boolean().notNull().default(false),
  decidedAt: instant('decided_at'),
  decidedBy: text('decided_by'),
  reason: text(),
  /** When the subject was bound to `toKey`; null: not yet, or nothing is to be bound. */
  passedOn: day('passed_on'),
});
