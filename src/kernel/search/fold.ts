const MARKS = /\p{M}+/gu;

/**
 * The text as search sees it: no accents, no letter case, `đ` as `d`, single spaces.
 * The database's `search_key()` gives the same; a test holds the two together.
 */
export function fold(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').toLowerCase().replaceAll('đ', 'd').replace(/\s+/g, ' ').trim();
}
