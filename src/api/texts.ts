import type { Language, Text } from '#kernel/language.ts';

// A schema carries one description; both languages travel in it, divided by a sign that no text contains.
const DIVIDER = '\u241f';

/** A description in both languages as one string, for schemas and routes. */
export function both(vi: string, en: string): string {
  return `${vi}${DIVIDER}${en}`;
}

/** The same, from a text of the house. */
export function bothOf(text: Text): string {
  return both(text.vi, text.en);
}

/** A copy of a JSON value in which every text made by `both` speaks one language. */
export function inLanguage<T>(value: T, language: Language): T {
  if (typeof value === 'string') return (value.split(DIVIDER)[language === 'vi' ? 0 : 1] ?? value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => inLanguage(item, language)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, inLanguage<unknown>(item, language)]),
  ) as T;
}
