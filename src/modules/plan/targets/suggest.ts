import { fold } from '#kernel/search/fold.ts';

/** A target as far as its words matter. */
export interface WordedTarget {
  text: string;
  /** `%`, or what is counted. */
  unit: string;
}

/** An indicator as far as its words matter. */
export interface WordedIndicator {
  key: string;
  name: string;
  aliases: readonly string[];
  unit: string;
}

export interface Suggestion {
  key: string;
  /** 0 to 1: how much of the indicator's name stands in the target. */
  score: number;
  /** The name or alias that was found. */
  by: string;
}

/** Least score worth showing. */
export const WORTH_SHOWING = 0.5;

/** Words that every target has; they tell nothing apart. */
const EMPTY = new Set(
  'va cua cac doi voi duoc khi tai tren duoi theo den tu la co cho mot nhung trong dat it nhat toi thieu muc tieu ty le so chi tinh dia ban phai'.split(' '), // prettier-ignore
);

/**
 * Indicators whose name or alias stands in a target's words, best first. Accents do not matter. Pairs of neighbouring syllables
 * count as well as single ones, because a Vietnamese word is mostly two syllables. A percentage is never suggested for a
 * target that is none. Only a suggestion: a person binds.
 */
export function suggestIndicators(
  target: WordedTarget,
  indicators: readonly WordedIndicator[],
  limit = 3,
): Suggestion[] {
  const inTarget = partsOf(target.text);
  return indicators
    .filter(({ unit }) => fitsUnit(target.unit, unit))
    .map(({ key, name, aliases }) => {
      const scored = [name, ...aliases].map((by) => ({ key, score: shareFound(partsOf(by), inTarget), by }));
      return scored.reduce((best, each) => (each.score > best.score ? each : best));
    })
    .filter(({ score }) => score >= WORTH_SHOWING)
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
    .slice(0, limit);
}

/** May a target in this unit be measured by an indicator in that one? */
export function fitsUnit(ofTarget: string, ofIndicator: string): boolean {
  return (ofTarget === '%') === (ofIndicator === 'percent');
}

/** Syllables that tell something, and pairs of neighbours; single ones weigh less. */
function partsOf(text: string): ReadonlyMap<string, number> {
  const syllables = fold(text)
    .split(/[^a-z0-9]+/)
    .filter((syllable) => syllable !== '' && !/^\d+$/.test(syllable));
  const parts = new Map<string, number>();
  for (const [at, syllable] of syllables.entries()) {
    if (!EMPTY.has(syllable)) parts.set(syllable, 1);
    const next = syllables[at + 1];
    if (next && !(EMPTY.has(syllable) && EMPTY.has(next))) parts.set(`${syllable} ${next}`, 2);
  }
  return parts;
}

function shareFound(wanted: ReadonlyMap<string, number>, there: ReadonlyMap<string, number>): number {
  let [found, whole] = [0, 0];
  for (const [part, weight] of wanted) {
    whole += weight;
    if (there.has(part)) found += weight;
  }
  return whole === 0 ? 0 : found / whole;
}
