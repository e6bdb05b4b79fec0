/**
 * What changed between two texts, by paragraphs and then by words, so that it can be read: tracked versions, and two people who
 * edited at once. Shortest scripts (Myers 1986), bounded: what differs too much is shown as replaced.
 */

export type Change = 'same' | 'added' | 'removed';

/** A piece of text with what happened to it. */
export interface Piece {
  change: Change;
  text: string;
}

/** A paragraph: `changed` has pieces of several kinds, the others one. */
export interface ParagraphChange {
  change: Change | 'changed';
  pieces: Piece[];
}

/** Most insertions and deletions that are looked for before a stretch counts as replaced. */
const MOST_EDITS = 1000;
/** Most pairs of paragraphs that are compared with one another inside one changed stretch. */
const MOST_PAIRS = 2500;
/** Paragraphs that share less than this of their words are two paragraphs, not one that changed. */
const ALIKE = 0.4;

/**
 * Compares two texts. Line ends, Unicode composition and blank lines do not count as changes.
 * The same and removed pieces are the lines of `before`, the same and added ones those of `after`.
 */
export function diffTexts(before: string, after: string): ParagraphChange[] {
  const [a, b] = [paragraphs(before), paragraphs(after)];
  const changes: ParagraphChange[] = [];
  for (const stretch of stretches(a, b)) {
    if (stretch.same) changes.push(...stretch.a.map((text) => whole('same', text)));
    else changes.push(...replaced(stretch.a, stretch.b));
  }
  return changes;
}

/** Compares two lines of text word by word. */
export function diffWords(before: string, after: string): Piece[] {
  const [a, b] = [words(before), words(after)];
  const pieces: Piece[] = [];
  const put = (change: Change, tokens: readonly string[]) => {
    if (tokens.length === 0) return;
    const last = pieces.at(-1);
    if (last?.change === change) last.text += tokens.join('');
    else pieces.push({ change, text: tokens.join('') });
  };
  for (const stretch of joined(stretches(a, b))) {
    if (stretch.same) put('same', stretch.a);
    else {
      put('removed', stretch.a);
      put('added', stretch.b);
    }
  }
  return pieces;
}

/** How many words came and went; for a line above the comparison. */
export function countChanges(changes: readonly ParagraphChange[]): { added: number; removed: number } {
  const count = { same: 0, added: 0, removed: 0 };
  for (const { pieces } of changes)
    for (const { change, text } of pieces)
      count[change] += words(text).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return { added: count.added, removed: count.removed };
}

/** A stretch of the comparison to show, or unchanged paragraphs to fold away. */
export type Shown = { folded: false; changes: ParagraphChange[] } | { folded: true; changes: ParagraphChange[] };

/** Folds unchanged paragraphs that stand further than `near` from a change; a single one is not worth folding. */
export function foldSame(changes: readonly ParagraphChange[], near = 1): Shown[] {
  const kept = changes.map((_, at) => changes.slice(Math.max(0, at - near), at + near + 1).some(isChange));
  const shown: Shown[] = [];
  changes.forEach((change, at) => {
    const last = shown.at(-1);
    if (last && last.folded === !kept[at]) last.changes.push(change);
    else shown.push({ folded: !kept[at], changes: [change] });
  });
  return shown.map((part) => (part.folded && part.changes.length === 1 ? { ...part, folded: false } : part));
}

const isChange = ({ change }: ParagraphChange): boolean => change !== 'same';
const whole = (change: Change, text: string): ParagraphChange => ({ change, pieces: [{ change, text }] });

function paragraphs(text: string): string[] {
  return text
    .normalize('NFC')
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

/** Words with the marks inside them (3487/QĐ-UBND, 1.234,5 %), spaces and punctuation each for itself. */
function words(text: string): string[] {
  return text.normalize('NFC').match(/\s+|[\p{L}\p{M}\p{N}](?:\S*[\p{L}\p{M}\p{N}%])?|\S/gu) ?? [];
}

/** A stretch of removed and added paragraphs: those that are alike become one that changed, in their order. */
function replaced(a: readonly string[], b: readonly string[]): ParagraphChange[] {
  const changes: ParagraphChange[] = [];
  let [i, j] = [0, 0];
  for (const [left, right] of [...pairs(a, b), [a.length, b.length] as const]) {
    changes.push(...a.slice(i, left).map((text) => whole('removed', text)));
    changes.push(...b.slice(j, right).map((text) => whole('added', text)));
    if (left < a.length) changes.push({ change: 'changed', pieces: diffWords(a[left]!, b[right]!) });
    [i, j] = [left + 1, right + 1];
  }
  return changes;
}

/** Pairs of alike paragraphs, in order and with the greatest likeness together. Too many are paired by their place. */
function pairs(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  if (a.length * b.length > MOST_PAIRS) {
    return Array.from({ length: Math.min(a.length, b.length) }, (_, at) => [at, at] as const).filter(
      ([at]) => likeness(bagOf(a[at]!), bagOf(b[at]!)) >= ALIKE,
    );
  }
  const [bagsA, bagsB] = [a.map(bagOf), b.map(bagOf)];
  const alike = bagsA.map((left) => bagsB.map((right) => likeness(left, right)));
  const best = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const together = alike[i]![j]! >= ALIKE ? alike[i]![j]! + best[i + 1]![j + 1]! : 0;
      best[i]![j] = Math.max(together, best[i + 1]![j]!, best[i]![j + 1]!);
    }
  const chosen: (readonly [number, number])[] = [];
  for (let [i, j] = [0, 0]; i < a.length && j < b.length;) {
    if (best[i]![j] === best[i + 1]![j]) i += 1;
    else if (best[i]![j] === best[i]![j + 1]) j += 1;
    else chosen.push([i++, j++]);
  }
  return chosen;
}

interface Bag {
  size: number;
  counts: Map<string, number>;
}

function bagOf(text: string): Bag {
  const counts = new Map<string, number>();
  const own = words(text).filter((word) => word.trim() !== '');
  for (const word of own) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { size: own.length, counts };
}

/** Share of the words that two paragraphs have in common, 0 to 1. */
function likeness(a: Bag, b: Bag): number {
  let common = 0;
  for (const [word, count] of a.counts) common += Math.min(count, b.counts.get(word) ?? 0);
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size);
}

interface Stretch {
  same: boolean;
  a: string[];
  b: string[];
}

/** A lone space between two changed words is part of the change: less flicker for the eye. */
function joined(list: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  list.forEach((stretch, at) => {
    const last = result.at(-1);
    const between = last && !last.same && at + 1 < list.length && stretch.same && stretch.a.join('').trim() === '';
    if (last && ((!last.same && !stretch.same) || between)) {
      last.a.push(...stretch.a);
      last.b.push(...stretch.b);
    } else result.push({ same: stretch.same, a: [...stretch.a], b: [...stretch.b] });
  });
  return result;
}

/** Same and different stretches of two lists of tokens, in order. */
function stretches(a: readonly string[], b: readonly string[]): Stretch[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const result: Stretch[] = [];
  const put = (same: boolean, i: readonly string[], j: readonly string[]) => {
    if (i.length > 0 || j.length > 0) result.push({ same, a: [...i], b: [...j] });
  };
  put(true, a.slice(0, head), b.slice(0, head));
  let [i, j] = [0, 0];
  for (const { x, y, length } of [...commonRuns(left, right), { x: left.length, y: right.length, length: 0 }]) {
    put(false, left.slice(i, x), right.slice(j, y));
    put(true, left.slice(x, x + length), right.slice(y, y + length));
    [i, j] = [x + length, y + length];
  }
  put(true, a.slice(a.length - tail), b.slice(b.length - tail));
  return result;
}

/** Runs of equal tokens along a shortest script; none when the script would be longer than the bound. */
function commonRuns(a: readonly string[], b: readonly string[]): { x: number; y: number; length: number }[] {
  const most = Math.min(MOST_EDITS, a.length + b.length);
  const offset = most + 1;
  const reach = new Int32Array(2 * most + 3);
  const steps: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    steps.push(reach.slice(offset - edits - 1, offset + edits + 2));
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && reach[offset + k - 1]! < reach[offset + k + 1]!);
      let x = down ? reach[offset + k + 1]! : reach[offset + k - 1]! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      reach[offset + k] = x;
      if (x >= a.length && x - k >= b.length) return runsBack(a, b, steps);
    }
  }
  return [];
}

function runsBack(a: readonly string[], b: readonly string[], steps: readonly Int32Array[]) {
  const runs: { x: number; y: number; length: number }[] = [];
  let [x, y] = [a.length, b.length];
  for (let edits = steps.length - 1; edits >= 0; edits -= 1) {
    const [before, middle, k] = [steps[edits]!, edits + 1, x - y];
    const down = k === -edits || (k !== edits && before[middle + k - 1]! < before[middle + k + 1]!);
    const from = edits === 0 ? 0 : before[middle + (down ? k + 1 : k - 1)]!;
    const start = edits === 0 ? 0 : down ? from : from + 1;
    if (x > start) runs.push({ x: start, y: start - k, length: x - start });
    [x, y] = [from, from - (edits === 0 ? 0 : down ? k + 1 : k - 1)];
  }
  return runs.reverse();
}
