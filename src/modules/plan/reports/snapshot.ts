import { createHash } from 'node:crypto';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Light, Reading } from '#kernel/indicators/index.ts';
import type { TargetOperator } from '../import/model.ts';
import type { ObligationState } from '../running/lifecycle.ts';
import type { Counts } from './figures.ts';
import type { RuleSource, Window } from './periods.ts';

/** Raised when what a snapshot holds, or how it is worked out, changes: old ones keep theirs. */
export const SNAPSHOT_FORMAT = 1;

/**
 * Everything that a report tells in figures, as of its closing day. Plain data in a fixed order: the same facts give the same
 * bytes. What happens after the closing day never reaches it.
 */
export interface Snapshot {
  format: number;
  window: Omit<Window, 'source'>;
  plan: {
    id: string;
    slug: string;
    year: number | null;
    number: string | null;
    issuedOn: IsoDate | null;
    issuer: string | null;
    subject: string | null;
  };
  /** Whose report; null: the whole plan. */
  body: { key: string; name: string } | null;
  /** What the figures were made from. */
  inputs: { obligations: number; events: number; lastEventOn: IsoDate | null };
  /** Papers that fix window and outline. */
  sources: readonly RuleSource[];
  tasks: Counts;
  obligations: Counts;
  /** Obligations for which nobody knows the body. */
  withoutBody: number;
  groups: readonly { id: string; code: string; title: string; place: number; tasks: Counts; obligations: Counts }[];
  /** With the bodies that the plan named, and with those that held the work on the closing day. */
  bodies: { then: readonly BodyLine[]; now: readonly BodyLine[] };
  /** Titles, once each, for the rows below. */
  titles: Readonly<Record<string, { code: string; title: string }>>;
  names: Readonly<Record<string, string>>;
  late: readonly LateLine[];
  extended: readonly ExtendedLine[];
  hindrances: readonly HindranceLine[];
  targets: readonly TargetLine[];
  /** Whole đồng, as text; null when nothing was entered. */
  funding: Money | null;
  fundingBySource: readonly ({ name: string } & Money)[];
}

export interface BodyLine {
  /** Null: nobody knows the body. */
  key: string | null;
  counts: Counts;
}

/** What rows say of the obligation that they are about. */
interface OfObligation {
  id: string;
  taskId: string;
  period: string | null;
  /** The body that held it on the closing day. */
  body: string | null;
}

export interface LateLine extends OfObligation {
  state: ObligationState;
  firstLastDay: IsoDate | null;
  lastDay: IsoDate;
  /** Day on which it was done, late; null: not done. */
  doneOn: IsoDate | null;
  daysLate: number;
}

export interface ExtendedLine extends OfObligation {
  dates: readonly IsoDate[];
  reason: string | null;
  inWindow: number;
  state: ObligationState;
}

export interface HindranceLine extends OfObligation {
  text: string;
  owner: string | null;
  due: IsoDate | null;
  raisedOn: IsoDate;
  clearedOn: IsoDate | null;
}

export interface TargetLine {
  number: string;
  objective: string;
  text: string;
  operator: TargetOperator;
  value: number;
  unit: string;
  /** What was measured so far; null: nothing measures the target. */
  reading: Reading | null;
  light: Light | null;
}

export interface Money {
  estimate: string;
  allocated: string;
  spent: string;
}

/** The snapshot as it is kept and hashed. */
export function snapshotText(snapshot: Snapshot): string {
  return JSON.stringify(snapshot);
}

/** SHA-256 of a text, hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Name of a body in a snapshot, or what stands there when nobody knows it. */
export function bodyName(snapshot: Pick<Snapshot, 'names'>, key: string | null): string {
  return key === null ? 'Chưa rõ cơ quan' : (snapshot.names[key] ?? key);
}
