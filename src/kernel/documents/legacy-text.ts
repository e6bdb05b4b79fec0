import { decodeLegacy, isWrittenIn, type LegacyEncoding } from './legacy-encodings.ts';
import { isVietnameseSyllable } from './syllables.ts';

/** Letters, and the signs of Latin-1 that TCVN3 uses as letters. */
const WORD = /[\p{L}\p{M}\u00a1-\u00bf]+/gu;
const NOT_ASCII = /[^\0-\u00a0]/;
/** Signs that stand against a word without being part of it. */
const SIGNS_AROUND = /^[«»·¡¿]+|[«»·¡¿]+$/g;
const ONLY_SIGNS = /^[\u00a1-\u00bf]+$/;

/** Words of a passage beyond ASCII: how many read as Vietnamese as they stand, and in each legacy encoding. */
interface Reading {
  asIs: number;
  tcvn3: number;
  vni: number;
  /** Words that make no sense as they stand, and how many of these each encoding explains. */
  odd: number;
  gained: Record<LegacyEncoding, number>;
}

type WordReading = Record<'asIs' | LegacyEncoding, boolean>;

const ENCODINGS: LegacyEncoding[] = ['tcvn3', 'vni'];
const UNKNOWN_WORD: Partial<WordReading> = {};
const LEAST_EVIDENCE = 3;
const LEAST_SHARE = 0.6;
const LONGEST_WORD = 24;
/** Words remembered while a document is judged. */
const KNOWN_WORDS = 50_000;

/**
 * Recognises passages in TCVN3 or VNI among texts that arrived as Latin-1 characters, and converts them.
 * Each passage is judged by itself, since documents mix fonts; doubtful ones follow their neighbours. Nothing is
 * touched unless the document as a whole gives evidence: at least three words, and most of those that are not Vietnamese.
 * Cost is linear in the text.
 */
export function convertLegacyPassages(passages: string[]): { passages: string[]; found: LegacyEncoding[] } {
  const known = new Map<string, WordReading>();
  const found = findEncodings(passages, known);
  if (found.length === 0) return { passages, found };
  const verdicts = settle(
    passages.map((passage) => (NOT_ASCII.test(passage) ? verdict(readWords(passage, known), found) : null)),
  );
  const converted = passages.map((passage, at) => {
    const encoding = verdicts[at];
    return !NOT_ASCII.test(passage) || !encoding || encoding === 'unicode' ? passage : decodeLegacy(passage, encoding);
  });
  return { passages: converted, found };
}

function findEncodings(passages: string[], known: Map<string, WordReading>): LegacyEncoding[] {
  const gained = { tcvn3: 0, vni: 0 };
  const odd = { tcvn3: 0, vni: 0, unexplained: 0 };
  for (const passage of passages) {
    if (!NOT_ASCII.test(passage)) continue;
    const reading = readWords(passage, known);
    const encoding = prefers(reading);
    odd[encoding ?? 'unexplained'] += reading.odd;
    if (encoding) gained[encoding] += reading.gained[encoding];
  }
  return ENCODINGS.filter(
    (one) => gained[one] >= LEAST_EVIDENCE && gained[one] >= (odd[one] + odd.unexplained) * LEAST_SHARE,
  );
}

type Verdict = LegacyEncoding | 'unicode';

/** Gives doubtful passages the verdict of the decided ones before and after, if these agree; else they stay as they are. */
function settle(verdicts: (Verdict | null)[]): (Verdict | null)[] {
  const after: (Verdict | null)[] = new Array(verdicts.length).fill(null);
  for (let at = verdicts.length - 1, next: Verdict | null = null; at >= 0; at--)
    after[at] = next = verdicts[at] ?? next;
  let before: Verdict | null = null;
  return verdicts.map((own, at) => {
    before = own ?? before;
    if (own) return own;
    return before && after[at] && before !== after[at] ? 'unicode' : (before ?? after[at]!);
  });
}

/** Share (0 to 1) of the words beyond ASCII that could be Vietnamese; 0 when there are none. */
export function vietnameseShare(text: string): number {
  let words = 0;
  let good = 0;
  for (const [word] of text.matchAll(WORD)) {
    if (!isTelling(word)) continue;
    words++;
    if (readsAsIs(word)) good++;
  }
  return words === 0 ? 0 : good / words;
}

function readWords(passage: string, known: Map<string, WordReading>): Reading {
  const reading: Reading = { asIs: 0, tcvn3: 0, vni: 0, odd: 0, gained: { tcvn3: 0, vni: 0 } };
  for (const [word] of passage.matchAll(WORD)) {
    if (!isTelling(word)) continue;
    let { asIs, tcvn3, vni } = known.get(word) ?? UNKNOWN_WORD;
    if (asIs === undefined) {
      asIs = readsAsIs(word);
      tcvn3 = readsAfter(word, 'tcvn3');
      vni = readsAfter(word, 'vni');
      if (known.size < KNOWN_WORDS) known.set(word, { asIs, tcvn3, vni });
    }
    if (asIs) reading.asIs++;
    else reading.odd++;
    if (tcvn3) reading.tcvn3++;
    if (tcvn3 && !asIs) reading.gained.tcvn3++;
    if (vni) reading.vni++;
    if (vni && !asIs) reading.gained.vni++;
  }
  return reading;
}

/** Plain ASCII tells nothing, and neither does a word longer than any of Vietnamese. */
function isTelling(word: string): boolean {
  return word.length <= LONGEST_WORD && NOT_ASCII.test(word);
}

function readsAfter(word: string, encoding: LegacyEncoding): boolean {
  return isWrittenIn(word, encoding) && isVietnameseSyllable(decodeLegacy(word, encoding));
}

function readsAsIs(word: string): boolean {
  return ONLY_SIGNS.test(word) || isVietnameseSyllable(word.replace(SIGNS_AROUND, ''));
}

function prefers(reading: Reading): LegacyEncoding | null {
  const best = reading.vni > reading.tcvn3 ? 'vni' : 'tcvn3';
  return reading[best] > reading.asIs ? best : null;
}

function verdict(reading: Reading, found: LegacyEncoding[]): Verdict | null {
  const best = prefers(reading);
  if (best) return found.includes(best) ? best : null;
  return found.every((encoding) => reading.asIs > reading[encoding]) ? 'unicode' : null;
}
