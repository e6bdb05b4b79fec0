import { formatNumber, type Language } from '#kernel/language.ts';

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

/** Size of a file as people read it, in steps of 1024: 20 MB, 1,5 MB, 300 KB; what is no size is 0 B. */
export function formatBytes(bytes: number, language: Language): string {
  let [value, unit] = [Number.isFinite(bytes) && bytes > 0 ? bytes : 0, 0];
  // 1023.99 would be written as 1.024 of the smaller unit.
  while (value >= 1023.95 && unit < UNITS.length - 1) [value, unit] = [value / 1024, unit + 1];
  return `${formatNumber(value, language, { decimals: unit > 0 && value < 10 ? 1 : 0 })}\u00a0${UNITS[unit]}`;
}

/** Endings of files as people read them: ".docx, .pdf hoặc .txt". */
export function endingsInWords(accept: readonly string[], language: Language): string {
  const last = accept.at(-1) ?? '';
  if (accept.length < 2) return last;
  return `${accept.slice(0, -1).join(', ')} ${language === 'vi' ? 'hoặc' : 'or'} ${last}`;
}
