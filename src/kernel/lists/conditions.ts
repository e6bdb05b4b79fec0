import { sql, type SQL } from 'drizzle-orm';
import type { Text } from '../language.ts';
import { fold } from '../search/fold.ts';
import type { Option } from './definition.ts';

/** More words than anybody types; each costs a look into the index. */
const MAX_WORDS = 12;

/** A table of words as the choices of a filter, in its order. */
export function optionsOf<Key extends string>(words: Record<Key, Text>): Option[] {
  return Object.entries<Text>(words).map(([value, label]) => ({ value, label }));
}

/** For `column = ${anyOf(values)}`. One value is compared as such, so that an index also gives the order behind it. */
export function anyOf(values: readonly string[]): SQL {
  if (values.length === 1) return sql`${values[0]}::text`;
  return sql`any(${sql.param(values)}::text[])`;
}

/** The words of a search as patterns for `search_key(…) like`; a bounded number of them. */
export function patternsOf(words: string): string[] {
  return wordsOf(words).map(patternOf);
}

const wordsOf = (words: string): string[] => fold(words).split(' ').filter(Boolean).slice(0, MAX_WORDS);
const patternOf = (word: string): string => `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`;

/**
 * Every word must be found somewhere; accents and case do not matter.
 * @param found condition for one word: the pattern is for `search_key(…) like`, the word itself folded
 */
export function everyWord(words: string, found: (pattern: string, word: string) => SQL): SQL {
  const each = wordsOf(words);
  if (each.length === 0) return sql`true`;
  const conditions = each.map((word) => sql`(${found(patternOf(word), word)})`);
  return sql.join(conditions, sql` and `);
}
