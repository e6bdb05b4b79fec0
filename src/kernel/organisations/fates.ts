import type { IsoDate } from '../calendar/dates.ts';
import type { OpenWork } from './dependents.ts';
import { holderAt } from './holder.ts';
import type { Registry, Succession } from './model.ts';
import { standingOf } from './reorganisation/bodies.ts';

/** What becomes of an open thing when the body that holds it ends or gives a function away. */
export type Fate =
  /** By succession; nobody is asked. */
  | { kind: 'moves'; to: string; via: Succession[] }
  /** A successor answers for the same thing already. */
  | { kind: 'shared'; to: string }
  /** Others of the same collective answer on; the ended body's part stays with it as history. */
  | { kind: 'lapses' }
  /** A person decides. No choices: among all bodies. */
  | { kind: 'decide'; choices: string[]; proposed: string | null };

/** The fate of one open thing on the day of an act; `registry` is the one after it. */
export function fateOf(registry: Registry, work: OpenWork, day: IsoDate): Fate {
  const holder = holderAt(registry, work.heldBy, day, work.function);
  const living = work.sharedWith.filter((key) => standingOf(registry, key, day).state === 'exists');
  if (holder.kind === 'moved') return { kind: 'moves', to: holder.key, via: holder.via };
  if (holder.kind === 'ended') return living.length > 0 ? { kind: 'lapses' } : { kind: 'decide', choices: [], proposed: null };
  const choices = holder.kind === 'undecided' ? holder.choices : givenAwayTo(registry, work.heldBy, day);
  const shared = holder.kind === 'undecided' ? choices.find((key) => living.includes(key)) : undefined;
  if (shared !== undefined) return { kind: 'shared', to: shared };
  if (holder.kind === 'same') {
    // The body lives on without some function; whoever shares its place in a collective is asked of no more than before.
    return living.length > 0 ? { kind: 'lapses' } : { kind: 'decide', choices: [...choices, work.heldBy], proposed: null };
  }
  return { kind: 'decide', choices, proposed: holder.proposed };
}

function givenAwayTo(registry: Registry, key: string, day: IsoDate): string[] {
  const given = registry.successions.filter((each) => each.predecessorKey === key && each.effectiveOn === day);
  return [...new Set(given.map(({ successorKey }) => successorKey))];
}
