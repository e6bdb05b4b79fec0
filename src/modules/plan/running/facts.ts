import { addDays, daysBetween, type IsoDate } from '#kernel/calendar/dates.ts';
import { stateAfter } from '#kernel/lifecycle/index.ts';
import type { Progress, State, Timeliness } from '../model.ts';
import { OBLIGATION_LIFE, type Act, type ObligationState } from './lifecycle.ts';

/** What an obligation's state and lateness follow from: the fold of its events. */
export interface Facts {
  state: ObligationState;
  /** State that a suspended one returns to. */
  stateBefore: ObligationState | null;
  startedOn: IsoDate | null;
  /** Day of the submission under review, or of the one that was confirmed: the day that counts for being in time. */
  submittedOn: IsoDate | null;
  submittedBy: string | null;
  doneOn: IsoDate | null;
  /** Day on which it ended, in whatever way. */
  closedOn: IsoDate | null;
  suspendedOn: IsoDate | null;
  /** The first promise; it never changes. */
  firstLastDay: IsoDate | null;
  lastDay: IsoDate | null;
  extensions: number;
  askedLastDay: IsoDate | null;
  askedBy: string | null;
  lastReportOn: IsoDate | null;
  openObstacles: number;
  assigneeId: string | null;
}

/** Something that happened to an obligation. */
export interface ObligationEvent {
  act: Act;
  /** Day on which it happened; not before the event before it. */
  onDate: IsoDate;
  actorId: string | null;
  /** A new last day (extension, trigger, resumption). */
  lastDay?: IsoDate | null;
  /** The person to whom it is assigned. */
  personId?: string | null;
}

/** Facts of an obligation to which nothing has happened yet. */
export function newFacts(state: 'waiting' | 'not-started', lastDay: IsoDate | null): Facts {
  return {
    state,
    stateBefore: null,
    startedOn: null,
    submittedOn: null,
    submittedBy: null,
    doneOn: null,
    closedOn: null,
    suspendedOn: null,
    firstLastDay: lastDay,
    lastDay,
    extensions: 0,
    askedLastDay: null,
    askedBy: null,
    lastReportOn: null,
    openObstacles: 0,
    assigneeId: null,
  };
}

type Effect = (facts: Facts, event: ObligationEvent) => Partial<Facts>;

const begun: Effect = (facts, { onDate }) => ({ startedOn: facts.startedOn ?? onDate });
const ended: Effect = (_, { onDate }) => ({ closedOn: onDate, askedLastDay: null, askedBy: null });

const EFFECTS: Readonly<Record<Act, Effect>> = {
  start: begun,
  report: (facts, event) => ({ ...begun(facts, event), lastReportOn: event.onDate }),
  submit: (facts, event) => ({
    ...begun(facts, event),
    lastReportOn: event.onDate,
    submittedOn: event.onDate,
    submittedBy: event.actorId,
  }),
  // In time is measured by the day of submission: a slow confirmation is not the body's lateness.
  confirm: (facts, event) => ({ ...ended(facts, event), doneOn: facts.submittedOn ?? event.onDate }),
  return: () => ({ submittedOn: null, submittedBy: null }),
  register: (facts, event) => ({
    ...begun(facts, event),
    ...ended(facts, event),
    doneOn: event.onDate,
    submittedOn: event.onDate,
  }),
  reopen: () => ({ doneOn: null, closedOn: null, submittedOn: null, submittedBy: null }),
  'ask-extension': (_, { lastDay, actorId }) => ({ askedLastDay: lastDay ?? null, askedBy: actorId }),
  'grant-extension': (facts, { lastDay }) => ({
    lastDay: lastDay ?? facts.askedLastDay ?? facts.lastDay,
    extensions: facts.extensions + 1,
    askedLastDay: null,
    askedBy: null,
  }),
  'refuse-extension': () => ({ askedLastDay: null, askedBy: null }),
  trigger: (facts, { lastDay }) => ({
    lastDay: lastDay ?? facts.lastDay,
    firstLastDay: facts.firstLastDay ?? lastDay ?? null,
  }),
  suspend: (facts, { onDate }) => ({ suspendedOn: onDate, stateBefore: facts.state }),
  // The days that it stood still are given back, unless another day is set.
  resume: (facts, { onDate, lastDay }) => ({
    suspendedOn: null,
    stateBefore: null,
    lastDay: lastDay ?? givenBack(facts, onDate),
  }),
  cancel: ended,
  supersede: ended,
  assign: (_, { personId }) => ({ assigneeId: personId ?? null }),
  give: () => ({ assigneeId: null }),
  'raise-obstacle': (facts) => ({ openObstacles: facts.openObstacles + 1 }),
  'clear-obstacle': (facts) => ({ openObstacles: Math.max(0, facts.openObstacles - 1) }),
};

function givenBack({ lastDay, suspendedOn }: Facts, onDate: IsoDate): IsoDate | null {
  if (lastDay === null || suspendedOn === null) return lastDay;
  return addDays(lastDay, daysBetween(suspendedOn, onDate));
}

/** The facts after one more event. Whether the event may happen is `mayAct`'s to say; this only tells what follows. */
export function after(facts: Facts, event: ObligationEvent): Facts {
  const state = stateAfter(OBLIGATION_LIFE, facts, event.act);
  return { ...facts, ...EFFECTS[event.act](facts, event), state };
}

/** The facts that all events in their order lead to. */
export function foldEvents(start: Facts, events: readonly ObligationEvent[]): Facts {
  return events.reduce(after, start);
}

/** What lateness is measured by, besides the last day. */
export interface Measured {
  state: ObligationState;
  lastDay: IsoDate | null;
  /** Day of the submission under review or confirmed; null before. */
  submittedOn: IsoDate | null;
}

const NOT_COUNTED: readonly ObligationState[] = ['suspended', 'cancelled', 'superseded', 'waiting'];

/**
 * Is it late on a day? What was submitted is measured by its day of submission; what stands still, waits for its event or was
 * taken off is not late. The same rule stands in SQL in `state-sql.ts`; a test holds both together.
 */
export function timelinessOn({ state, lastDay, submittedOn }: Measured, asOf: IsoDate): Timeliness {
  if (lastDay === null) return 'no-date';
  if (NOT_COUNTED.includes(state)) return 'in-time';
  const measured = state === 'done' || state === 'awaiting-confirmation' ? (submittedOn ?? asOf) : asOf;
  return measured > lastDay ? 'late' : 'in-time';
}

const AS_PROGRESS: Partial<Record<ObligationState, Progress>> = { waiting: 'not-started', superseded: 'cancelled' };

/** How an obligation stands on a day, in the words of roll-ups. */
export function standingOf(measured: Measured, asOf: IsoDate): State {
  const { state } = measured;
  return { progress: AS_PROGRESS[state] ?? (state as Progress), timeliness: timelinessOn(measured, asOf) };
}

/** Done after the first promise though before the extended one: both are shown. */
export function keptFirstPromise(facts: Pick<Facts, 'firstLastDay' | 'doneOn'>, asOf: IsoDate): boolean | null {
  if (facts.firstLastDay === null) return null;
  return (facts.doneOn ?? asOf) <= facts.firstLastDay;
}
