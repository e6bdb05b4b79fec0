import type { Actor } from '../database/actor.ts';
import { may, type Denial, type ScopedPermission } from '../identity/permissions.ts';
import type { Text } from '../language.ts';

/** A life as data: which states there are, which acts lead from one to the other, who may do them and what each asks for. */
export interface Lifecycle<State extends string, Act extends string> {
  /** `obligation`: what lives this life. */
  name: string;
  states: Readonly<Record<State, StateRule>>;
  acts: Readonly<Record<Act, ActRule<State>>>;
}

export interface StateRule {
  name: Text;
  /** Something is still to be done. */
  open: boolean;
}

export interface ActRule<State extends string> {
  /** On the button. */
  name: Text;
  from: readonly State[];
  /** `stays`: the state does not change; `returns`: the state before the last one. */
  to: State | 'stays' | 'returns';
  permission: ScopedPermission;
  /** On whose behalf: the body that must do the work, or the one that decides on it. */
  side: 'doer' | 'decider';
  /** What the act asks for beyond its day; forms and checks are made from it. */
  needs: readonly Need[];
  /** Whoever did this act last may not answer it: nobody confirms his own work or grants his own wish. */
  notBy?: 'submitter' | 'asker';
}

/** What an act can ask for. */
export type Need = 'text' | 'reason' | 'document' | 'evidence' | 'date' | 'optional-date' | 'person' | 'organisation';

/** What the rule looks at. */
export interface Standing<State extends string> {
  state: State;
  /** State before the present one, for acts that return to it. */
  stateBefore: State | null;
  submittedBy?: string | null;
  askedBy?: string | null;
  /** The body that must do it. */
  doer: string | null;
  /** The body that decides on it; null: the province. */
  decider: string | null;
}

export type ActVerdict<State extends string> =
  { allowed: true; to: State } | { allowed: false; reason: 'wrong-state' | 'own-work' | 'own-wish' | Denial };

/**
 * May the actor do this now, and if not, why: the one rule behind the button and the service function.
 * The right is looked at first: somebody without it learns nothing about the state.
 */
export function mayAct<State extends string, Act extends string>(
  lifecycle: Lifecycle<State, Act>,
  standing: Standing<State>,
  act: Act,
  actor: Actor | null,
): ActVerdict<State> {
  const rule = lifecycle.acts[act];
  const permitted = may(actor, rule.permission, { organisation: standing[rule.side] });
  if (!permitted.allowed) return { allowed: false, reason: permitted.reason };
  if (!rule.from.includes(standing.state)) return { allowed: false, reason: 'wrong-state' };
  const id = actor?.id ?? null;
  if (id !== null && rule.notBy === 'submitter' && standing.submittedBy === id)
    return { allowed: false, reason: 'own-work' };
  if (id !== null && rule.notBy === 'asker' && standing.askedBy === id) return { allowed: false, reason: 'own-wish' };
  return { allowed: true, to: stateAfter(lifecycle, standing, act) };
}

/** The state that an act leads to. */
export function stateAfter<State extends string, Act extends string>(
  lifecycle: Lifecycle<State, Act>,
  { state, stateBefore }: Pick<Standing<State>, 'state' | 'stateBefore'>,
  act: Act,
): State {
  const { to } = lifecycle.acts[act];
  if (to === 'stays') return state;
  return to === 'returns' ? (stateBefore ?? state) : to;
}

/** What the actor can do now, in the order of the declaration. */
export function actsNow<State extends string, Act extends string>(
  lifecycle: Lifecycle<State, Act>,
  standing: Standing<State>,
  actor: Actor | null,
): Act[] {
  return (Object.keys(lifecycle.acts) as Act[]).filter((act) => mayAct(lifecycle, standing, act, actor).allowed);
}

/** States in which something is still to be done. */
export function openStates<State extends string>(lifecycle: Lifecycle<State, string>): State[] {
  return (Object.keys(lifecycle.states) as State[]).filter((state) => lifecycle.states[state].open);
}
