import { formatDate, type Language } from './language.ts';

/** "3487/QĐ-UBND ngày 31/12/2024", "3487/QĐ-UBND of 31 December 2024": a document by number and date, as far as known. */
export function documentName(number: string | null, on: string | null, language: Language): string {
  const date = on === null ? '' : `${language === 'vi' ? 'ngày' : 'of'} ${formatDate(on, language)}`;
  return [number, date].filter(Boolean).join(' ');
}
