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
  /** Its body lives on and keeps it. */
  | { kind: 'stays' }
  /** Others of the same collective answer on; the ended body's part stays with it as history. */
  | { kind: 'lapses' }
  /** A person decides. No choices: among all bodies. */
  | { kind: 'decide'; choices: string[]; proposed: string | null };

/** The fate of one open thing on the day of an act; `registry` is the one after it. */
export function fateOf(registry: Registry, work: OpenWork, day: IsoDate): Fate {
  const holder = holderAt(registry, work.heldBy, day, work.function);
  const living = work.sharedWith.filter((key) => standingOf(registry, key, day).state === 'exists');
  switch (holder.kind) {
    case 'moved':
      return { kind: 'moves', to: holder.key, via: holder.via };
    case 'ended':
      return living.length > 0 ? { kind: 'lapses' } : { kind: 'decide', choices: [], proposed: null };
    case 'undecided': {
      const shared = holder.choices.find((key) => living.includes(key));
      if (shared !== undefined) return { kind: 'shared', to: shared };
      return { kind: 'decide', choices: holder.choices, proposed: holder.proposed };
    }
    case 'same': {
      // The body lives on without some function: only what names it alone may belong to that function.
      const given = givenAwayTo(registry, work.heldBy, day);
      if (work.function !== null || living.length > 0 || given.length === 0) return { kind: 'stays' };
      return { kind: 'decide', choices: [...given, work.heldBy], proposed: null };
    }
  }
}

function givenAwayTo(registry: Registry, key: string, day: IsoDate): string[] {
  const given = registry.successions.filter((each) => each.predecessorKey === key && each.effectiveOn === day);
  return [...new Set(given.map(({ successorKey }) => successorKey))];
}
