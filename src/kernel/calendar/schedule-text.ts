/**
 * A schedule expression prepared for reading: cleaned of what only the typesetting put there, and as a line of
 * lower-case words with exactly one space between them, on which the phrases of the other files are matched.
 */
export interface Source {
  /** As written, without soft hyphens, double spaces and the like: parts and events are cut from it. */
  clean: string;
  /** How many characters of the text were read. */
  length: number;
  /** Lower-case words and signs, one space apart. Positions in this file are positions in this string. */
  words: string;
  /** Start and end of each word, in `words` and in `clean`. */
  tokens: { start: number; end: number; from: number; to: number }[];
  /** Position in `words` → number of the word that starts there. */
  startsAt: Map<number, number>;
}

/** Expressions are short; what comes after this many characters is kept as text but not read. */
export const READ_LIMIT = 2000;

/** Spellings of one word, so that the phrases need only one. */
const SPELLINGS: Record<string, string> = {
  hàng: 'hằng',
  quí: 'quý',
  qúi: 'quý',
  qúy: 'quý',
  kì: 'kỳ',
  tuỳ: 'tùy',
  mồng: 'mùng',
  '–': '-',
  '—': '-',
  '‑': '-',
  '−': '-',
};

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const ROMAN: Record<string, string> = { ⅰ: 'i', ⅱ: 'ii', ⅲ: 'iii', ⅳ: 'iv' };
const WORD = /\d+|[\p{L}\p{Nl}][\p{L}\p{M}\p{Nl}]*|\S/gu;

/** NFC, one space between words, nothing invisible; otherwise as written. */
export function cleanText(text: string): string {
  return text.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

/** Prepares a text for reading. Never fails; at most `READ_LIMIT` characters are looked at. */
export function readSource(text: string): Source {
  // Cut between words: half a date could be another date.
  const length = text.length <= READ_LIMIT ? text.length : text.slice(0, READ_LIMIT).search(/\s\S*$/) + 1 || READ_LIMIT;
  const clean = cleanText(text.slice(0, length));
  const tokens: Source['tokens'] = [];
  const startsAt = new Map<number, number>();
  let words = '';
  for (const match of clean.matchAll(WORD)) {
    const lower = match[0].toLowerCase().replace(/[ⅰ-ⅳ]/g, (sign) => ROMAN[sign] ?? sign);
    if (words !== '') words += ' ';
    const start = words.length;
    words += SPELLINGS[lower] ?? lower;
    startsAt.set(start, tokens.length);
    tokens.push({ start, end: words.length, from: match.index, to: match.index + match[0].length });
  }
  return { clean, length, words, tokens, startsAt };
}

/** A phrase of whole words, matched at a given place only. */
export function phrase(source: string): RegExp {
  return new RegExp(`(?:${source})(?= |$)`, 'uy');
}

/** The phrase at this place, or null. */
export function matchAt(source: Source, pattern: RegExp, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(source.words);
}

/** Where the next word after this end starts (the length of `words` when there is none). */
export function after(source: Source, end: number): number {
  return Math.min(end + 1, source.words.length);
}

/** The text as written between two positions of `words`, without separators and unpaired brackets at its ends. */
export function written(source: Source, start: number, end: number): string {
  const inside = source.tokens.filter((token) => token.start >= start && token.end <= end);
  const first = inside[0];
  let last = inside.at(-1);
  // A bracket opened inside is closed inside.
  const next = source.tokens.find((token) => token.start === end + 1);
  const cut = first === undefined || last === undefined ? '' : source.clean.slice(first.from, last.to);
  if (next !== undefined && source.clean[next.from] === ')' && cut.lastIndexOf('(') > cut.lastIndexOf(')')) last = next;
  return first === undefined || last === undefined ? '' : trimSeparators(source.clean.slice(first.from, last.to));
}

function trimSeparators(text: string): string {
  let trimmed = text.replace(/^(?:[\s,;:.)+&/-]|và )+/u, '').replace(/[\s,;:.(+&/-]+$/u, '');
  if (trimmed.startsWith('(') && !trimmed.includes(')')) trimmed = trimmed.slice(1);
  if (trimmed.startsWith('(') && trimmed.indexOf(')') === trimmed.length - 1) trimmed = trimmed.slice(1, -1);
  if (trimmed.endsWith(')') && !trimmed.includes('(')) trimmed = trimmed.slice(0, -1);
  return trimmed.trim();
}
