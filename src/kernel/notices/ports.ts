import type { IsoDate } from '../calendar/dates.ts';
import type { Actor } from '../database/actor.ts';
import type { Database } from '../database/connection.ts';
import type { Transaction } from '../database/transaction.ts';
import type { Audience, OpenSubject } from './reminder-plan.ts';

/**
 * What the rooms give to notices. The kernel knows no module: each module that has something to remind of, to sum up or to put into
 * a calendar fulfils one of these, and `src/notices.ts` hands them over.
 */

/** Where reminders come from. */
export interface ReminderSource {
  /** `plan.obligation`: also the notices' subject type. Never changes, since reminders sent are remembered under it. */
  name: string;
  /**
   * What is open and not suspended on the day, in batches of some thousand rows; each subject once, in any order. What is due
   * after `until` may be left out.
   */
  openOn(db: Database, today: IsoDate, until: IsoDate): AsyncIterable<readonly OpenSubject[]>;
  /** Accounts of an audience, by body; a body with nobody may be missing. Asked with everything that a batch needs at once. */
  recipientsOf(
    tx: Transaction,
    audience: Audience,
    organisationKeys: readonly string[],
    today: IsoDate,
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Accounts to be told before those of the body, by subject: who was named for it. Only for `responsible`. */
  assigneesOf?(tx: Transaction, subjectIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** The present last day of those that are still open; asked when a letter is made, so that nobody is reminded of what is done. */
  lastDaysOf(db: Database, subjectIds: readonly string[]): Promise<ReadonlyMap<string, IsoDate | null>>;
}

/** A part of the weekly summary. */
export interface WeeklySection {
  name: string;
  /** What the week's letter says to this person; null: nothing. The role decides what that is. @param db with the person's own eyes */
  weekly(db: Database, actor: Actor, today: IsoDate): Promise<WeeklyPart | null>;
}

export interface WeeklyPart {
  title: string;
  lines: readonly { text: string; why?: string; path?: string }[];
}

/** Where the days of a calendar come from. */
export interface CalendarSource {
  name: string;
  /**
   * What concerns the person, or one body when it is named; what lies before `since` is left out.
   * @param db with the person's own eyes
   */
  itemsFor(
    db: Database,
    wish: { actor: Actor; organisationKey: string | null; since: IsoDate },
  ): Promise<readonly CalendarItem[]>;
}

/** A day in a calendar. */
export interface CalendarItem {
  /** The same for the same thing for ever: `obligation-018f…`. */
  id: string;
  day: IsoDate;
  title: string;
  text?: string;
  /** Its page. */
  path: string;
  /** How often the day or the words changed: calendar programs take the higher one. */
  sequence: number;
  changedAt: Date;
  /** `cancelled`: is taken out of calendars that hold it. */
  state: 'open' | 'done' | 'cancelled';
}
