import { isIsoDate, partsOf, toVietnamese } from './calendar/dates.ts';

/** Languages of the screen: Vietnamese without prefix in the address, English under `/en`. */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the screen says, in every language it can say it in. */
export type Text = Readonly<Record<Language, string>>;

/** Names of the languages, each in itself. */
export const LANGUAGE_NAMES: Text = { vi: 'Tiếng Việt', en: 'English' };

/** January to December, in English. */
export const ENGLISH_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The text in this language. */
export function say(text: Text, language: Language): string {
  return text[language];
}

/** Language of a page by its address: `/en` and all below it are English. */
export function languageOf(path: string): Language {
  return path === '/en' || path.startsWith('/en/') ? 'en' : 'vi';
}

/** The same page in the given language: `pathIn('en', '/ke-hoach')` is `/en/ke-hoach`. A prefix already there is replaced. */
export function pathIn(language: Language, path: string): string {
  const bare = languageOf(path) === 'en' ? path.slice(3) || '/' : path;
  if (language === 'vi') return bare;
  return bare === '/' ? '/en' : `/en${bare}`;
}

/** A calendar date (`YYYY-MM-DD`) as people write it: 31/12/2024; 31 December 2024. Other text comes back unchanged. */
export function formatDate(date: string, language: Language): string {
  if (!isIsoDate(date)) return date;
  if (language === 'vi') return toVietnamese(date);
  const { year, month, day } = partsOf(date);
  return `${day} ${ENGLISH_MONTHS[month - 1]} ${year}`;
}

/** An instant as read on a clock in Việt Nam (UTC+7): 14:05 31/12/2024; 14:05, 31 December 2024. */
export function formatInstant(instant: Date, language: Language): string {
  const local = new Date(instant.getTime() + 7 * 3_600_000).toISOString();
  const date = formatDate(local.slice(0, 10), language);
  return `${local.slice(11, 16)}${language === 'vi' ? ' ' : ', '}${date}`;
}

const FORMATS = new Map<string, Intl.NumberFormat>();

/**
 * A number as written in Việt Nam (1.234,5) or in English (1,234.5).
 * `decimals`: at most so many, none when absent; `fixed`: exactly so many, for columns of scores.
 */
export function formatNumber(
  value: number,
  language: Language,
  { decimals = 0, fixed = false }: { decimals?: number; fixed?: boolean } = {},
): string {
  const key = `${language} ${decimals} ${fixed}`;
  let format = FORMATS.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
      maximumFractionDigits: decimals,
      minimumFractionDigits: fixed ? decimals : 0,
    });
    FORMATS.set(key, format);
  }
  return format.format(value);
}

/** A share of a hundred: 41,33 % (with the no-break space of Vietnamese papers); 41.33%. @param percent 0 to 100 */
export function formatPercent(percent: number, language: Language, decimals = 2): string {
  return `${formatNumber(percent, language, { decimals })}${language === 'vi' ? '\u00a0%' : '%'}`;
}

/** The English noun in the right number, with the count: `plural(2, 'task')` is "2 tasks". Vietnamese nouns do not change. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count, 'en')} ${count === 1 ? one : many}`;
}
