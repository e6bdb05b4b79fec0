import { daysBetween, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Diagnostic } from '#kernel/diagnostic.ts';
import type { Role } from './import/model.ts';

/** `draft`: being reviewed; `active`: in force; `superseded`: replaced by a later plan of the year; `discarded`: a draft thrown away. */
export type PlanStatus = 'draft' | 'active' | 'superseded' | 'discarded';

export type Resolution = 'open' | 'accepted' | 'corrected';

/** Facts about a product: work began, its document was registered, the registration was withdrawn. */
export type EventKind = 'started' | 'completed' | 'reopened';

export const ROLES: readonly Role[] = [
  'lead',
  'coordinating',
  'guiding',
  'appraising',
  'advising',
  'compiling',
  'carrying-out',
  'issuing',
];

export const PROGRESS = ['not-started', 'in-progress', 'done'] as const;
export type Progress = (typeof PROGRESS)[number];

export const TIMELINESS = ['in-time', 'late', 'no-date'] as const;
export type Timeliness = (typeof TIMELINESS)[number];

export interface State {
  progress: Progress;
  timeliness: Timeliness;
}

/** What the state of a product follows from. Nobody types a state. */
export interface ProductFacts {
  /** Last day that is still in time; null when the schedule has no date. */
  lastDay: IsoDate | null;
  startedOn: IsoDate | null;
  doneOn: IsoDate | null;
}

/**
 * State of a product on a day. Facts that came later do not count, so any past day can be asked for.
 * A product finished after its last day stays late. The same rule stands in SQL in `state-sql.ts`; a test holds both together.
 */
export function productState(facts: ProductFacts, asOf: IsoDate): State {
  const done = facts.doneOn !== null && facts.doneOn <= asOf;
  const started = facts.startedOn !== null && facts.startedOn <= asOf;
  const progress = done ? 'done' : started ? 'in-progress' : 'not-started';
  if (facts.lastDay === null) return { progress, timeliness: 'no-date' };
  const measured = done ? facts.doneOn! : asOf;
  return { progress, timeliness: measured > facts.lastDay ? 'late' : 'in-time' };
}

/** Folds a product's events, in the order recorded, into the facts that its state follows from. */
export function factsOf(
  events: readonly { kind: EventKind; onDate: IsoDate }[],
): Pick<ProductFacts, 'startedOn' | 'doneOn'> {
  let startedOn: IsoDate | null = null;
  let doneOn: IsoDate | null = null;
  for (const { kind, onDate } of events) {
    if (kind === 'completed') doneOn = onDate;
    if (kind === 'reopened') doneOn = null;
    if (startedOn === null || onDate < startedOn) startedOn = onDate;
  }
  return { startedOn, doneOn };
}

/** State of a task from its products: done when all are, late when any is, without date when none has one. */
export function taskState(products: readonly State[]): State {
  const every = (progress: Progress) =>
    products.length > 0 && products.every((product) => product.progress === progress);
  const timeliness = (['late', 'in-time'] as const).find((value) =>
    products.some((product) => product.timeliness === value),
  );
  return {
    progress: every('done') ? 'done' : every('not-started') || products.length === 0 ? 'not-started' : 'in-progress',
    timeliness: timeliness ?? 'no-date',
  };
}

/** Days until the last day (negative: days late), for words such as "còn 12 ngày". */
export function daysLeft(lastDay: IsoDate, asOf: IsoDate): number {
  return daysBetween(asOf, lastDay);
}

/**
 * Why a draft may not be accepted yet; an empty list when it may. Errors must be settled one by one; warnings may stay, since
 * the source itself can be in doubt.
 */
export function obstaclesToAcceptance(
  status: PlanStatus,
  year: number | null,
  diagnostics: readonly (Pick<Diagnostic, 'severity'> & { resolution: Resolution })[],
): ('not-a-draft' | 'year-unknown' | 'open-errors')[] {
  const obstacles: ('not-a-draft' | 'year-unknown' | 'open-errors')[] = [];
  if (status !== 'draft') obstacles.push('not-a-draft');
  if (year === null) obstacles.push('year-unknown');
  if (diagnostics.some(({ severity, resolution }) => severity === 'error' && resolution === 'open'))
    obstacles.push('open-errors');
  return obstacles;
}

/** Address of a plan made from its decision: "3487/QĐ-UBND" of 2024 → `3487-qd-ubnd-2024`. */
export function planSlug(number: string | null, issuedOn: IsoDate | null, fallback: string): string {
  const plain = (number ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const year = issuedOn?.slice(0, 4);
  return plain === '' ? `ke-hoach-${fallback}` : [plain, year].filter(Boolean).join('-');
}
