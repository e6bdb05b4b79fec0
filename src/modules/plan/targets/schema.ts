import { date, integer, numeric, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { PeriodKind } from '#kernel/indicators/index.ts';

/** What measures a numeric target of a plan. */
export const planTargetIndicator = pgTable('plan_target_indicator', {
  objectiveId: uuid('objective_id').notNull(),
  ordinal: integer().notNull(),
  indicatorKey: text('indicator_key').notNull(),
  organisationKey: text('organisation_key'),
  periodKind: text('period_kind').$type<PeriodKind>().notNull(),
  periodStart: date('period_start', { mode: 'string' }).$type<IsoDate>().notNull(),
  baseline: numeric({ mode: 'number' }),
  baselineNote: text('baseline_note'),
  onPace: numeric('on_pace', { mode: 'number' }),
  behind: numeric({ mode: 'number' }),
  boundAt: timestamp('bound_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
});
