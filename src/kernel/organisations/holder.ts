import type { IsoDate } from '../calendar/dates.ts';
import type { Registry, Succession } from './model.ts';
import { nameWords } from './names.ts';
import { registryIndex } from './registry.ts';

/** Who answers for a body's work on a day. */
export type Holder =
  /** The body itself (also while it is yet to come). */
  | { kind: 'same' }
  | { kind: 'moved'; key: string; via: Succession[] }
  /** Several bodies may have it: a person decides. `proposed` took over whatever no other was named for. */
  | { kind: 'undecided'; choices: string[]; proposed: string | null; via: Succession[] }
  /** Gone without a successor: a person decides among all. */
  | { kind: 'ended'; via: Succession[] };

const successionsByRegistry = new WeakMap<Registry, Map<string, Succession[]>>();

/**
 * Follows successions from a body through time to the day asked for: over chains, and over splits by the function (its key or
 * name) when one is given. Without a function a split leaves the matter undecided.
 */
export function holderAt(registry: Registry, key: string, at: IsoDate, duty: string | null = null): Holder {
  const wanted = duty === null ? null : plain(registry.functions.find((each) => each.key === duty)?.name ?? duty);
  const via: Succession[] = [];
  let current = key;
  let since: IsoDate | null = null;
  for (;;) {
    const next = stepFrom(registry, current, at, since, wanted);
    if (next === 'stays') return current === key ? { kind: 'same' } : { kind: 'moved', key: current, via };
    if (next.length === 0) return { kind: 'ended', via };
    const targets = [...new Set(next.map(({ successorKey }) => successorKey))];
    // Only a hand-over of everything, or of the very function asked for, needs nobody's decision.
    const clear = targets.length === 1 && (next[0]!.function === null || plain(next[0]!.function) === wanted);
    if (!clear) {
      return { kind: 'undecided', choices: targets, proposed: next.find((each) => each.function === null)?.successorKey ?? null, via }; // prettier-ignore
    }
    // A registry of before this rule might hold a circle; it must not hang the page.
    if (
      via.some(
        ({ predecessorKey, effectiveOn }) => predecessorKey === targets[0] && effectiveOn === next[0]!.effectiveOn,
      )
    ) {
      return { kind: 'undecided', choices: targets, proposed: null, via };
    }
    via.push(next[0]!);
    current = targets[0]!;
    since = next[0]!.effectiveOn;
  }
}

/** The successions by which the work leaves a body until a day; none when it is gone without a successor. */
function stepFrom(
  registry: Registry,
  key: string,
  at: IsoDate,
  since: IsoDate | null,
  wanted: string | null,
): Succession[] | 'stays' {
  const after = successionsOf(registry, key).filter(
    ({ effectiveOn }) => effectiveOn <= at && (since === null || effectiveOn > since),
  );
  const end = endOf(registry, key);
  const hasEnded = end !== null && end <= at;
  if (wanted !== null) {
    const named = after.filter((each) => each.function !== null && plain(each.function) === wanted);
    const first = named.map(({ effectiveOn }) => effectiveOn).sort()[0];
    if (first !== undefined) return named.filter(({ effectiveOn }) => effectiveOn === first);
  }
  if (!hasEnded) return 'stays';
  const atEnd = after.filter(({ effectiveOn }) => effectiveOn === end);
  const rest = atEnd.filter((each) => each.function === null);
  // A function that no row names goes with the rest.
  return wanted !== null && rest.length > 0 ? rest.slice(0, 1) : atEnd;
}

/** First day on which a body is no more; null while it lives (or for a key that is not known). */
export function endOf(registry: Registry, key: string): IsoDate | null {
  return registryIndex(registry).versions.get(key)?.at(-1)?.validTo ?? null;
}

function successionsOf(registry: Registry, key: string): readonly Succession[] {
  let byKey = successionsByRegistry.get(registry);
  if (byKey === undefined) {
    byKey = Map.groupBy(registry.successions, ({ predecessorKey }) => predecessorKey);
    successionsByRegistry.set(registry, byKey);
  }
  return byKey.get(key) ?? [];
}

const plain = (duty: string): string => nameWords(duty).join(' ');

/** A stretch of days during which one body's work is held by another, without anybody's decision. */
export interface Holding {
  key: string;
  holder: string;
  from: IsoDate;
  /** First day on which it no longer holds; null: still. */
  to: IsoDate | null;
}

/**
 * Every hand-over that needs no decision, as stretches of days: what lists join to show work "as organised now". A body that
 * answers for itself, or whose work is undecided, has no stretch.
 */
export function holdingsOf(registry: Registry): Holding[] {
  const holdings: Holding[] = [];
  for (const key of registryIndex(registry).versions.keys()) {
    const end = endOf(registry, key);
    if (end === null) continue;
    let day: IsoDate | null = end;
    while (day !== null) {
      const holder = holderAt(registry, key, day);
      const holderKey = holder.kind === 'moved' ? holder.key : null;
      const until: IsoDate | null = holderKey === null ? null : endOf(registry, holderKey);
      const to: IsoDate | null = until !== null && until > day ? until : null;
      if (holderKey !== null) holdings.push({ key, holder: holderKey, from: day, to });
      day = to;
    }
  }
  return holdings;
}
