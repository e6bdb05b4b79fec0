import type { IsoDate } from '../calendar/dates.ts';
import type { Database } from '../database/connection.ts';
import type { Transaction } from '../database/transaction.ts';
import type { Text } from '../language.ts';

/**
 * What hangs on a body and must go somewhere when the body ends. This room knows no module; each module that binds things to
 * organisations says here what is open, and the composition root (`src/dependents.ts`) lists them.
 */
export interface Dependents {
  /** Subject type in the work list: `plan-assignment`. */
  name: string;
  title: Text;
  /** What is open and held by one of the bodies on a day (the eve of an act). A fixed number of queries, however many bodies. */
  openWorkOf(db: Pick<Database, 'execute'>, keys: readonly string[], on: IsoDate): Promise<OpenWork[]>;
  /** How many finished things name the bodies: they stay with them as history. */
  historyOf(db: Pick<Database, 'execute'>, keys: readonly string[]): Promise<number>;
  /** The things that `historyOf` counts, so that the count can be opened: at most `limit`, the latest first. Absent: counted only. */
  finishedOf?(db: Pick<Database, 'execute'>, keys: readonly string[], limit: number): Promise<FinishedWork[]>;
  /** What was made for these bodies since they exist, in words; while there is any, the act that made them stays. */
  builtOn(db: Pick<Database, 'execute'>, keys: readonly string[]): Promise<string[]>;
  /**
   * Binds a subject to another body, where the subject itself names its body. Absent: the hand-over is resolved when read. Does
   * nothing to a subject that is gone, or is with none of `move.from` any more.
   */
  take?(tx: Transaction, subjectId: string, toKey: string, move: Move): Promise<void>;
  /** A single successor is found when the subject is read, so `take` writes down only what a person decided. */
  followsWhenRead?: true;
  /** `take` waits for the act's day: until then the body still does the work. */
  waits?: true;
}

/** Why something goes to another body, and from when on. */
export interface Move {
  /** Bodies that it may be with: the one it named, and the one that held that one's work. */
  from: readonly string[];
  day: IsoDate;
  /** What a person gave as reason; null: no choice was left. */
  reason: string | null;
  /** The act is taken back. */
  back: boolean;
  now: Date;
}

/** One finished thing, which stays where it is. */
export type FinishedWork = Pick<OpenWork, 'label' | 'path'>;

/** One open thing. */
export interface OpenWork {
  subjectId: string;
  /** What a person reads in the work list: "VI.12. Xây dựng …". */
  label: string;
  /** In which role, as a member of what. */
  detail: string | null;
  /** Address of its page. */
  path: string | null;
  /** The body that the subject names … */
  organisationKey: string;
  /** … and the one that holds it on the day: the same, or one that took it over before. */
  heldBy: string;
  /** Key of the function it belongs to, where the module knows. */
  function: string | null;
  /** Bodies that answer for the very same thing beside it ("các sở, ban, ngành"). */
  sharedWith: readonly string[];
}
