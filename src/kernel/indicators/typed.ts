/** A figure as typed: the number, null for an empty field, or `unreadable`. */
export type TypedFigure = number | null | 'unreadable';

const THOUSANDS = /^[+-]?\d{1,3}(?:[.\s\u00a0]\d{3})+(?:,\d+)?$/;
const PLAIN = /^[+-]?\d+(?:[.,]\d+)?$/;

/**
 * Reads a figure as people here write it: comma for decimals, point or space between thousands ("1.234,5", "41,33"). A point
 * before anything but three digits is taken for a decimal point ("41.33"). At most 15 digits, beyond which a number is no
 * longer exact.
 */
export function readFigure(typed: string): TypedFigure {
  const text = typed
    .normalize('NFC')
    .replace(/[\s\u00a0]*(?:%|đồng|đ)$/iu, '')
    .replaceAll('\u2212', '-')
    .trim();
  if (text === '') return typed.trim() === '' ? null : 'unreadable';
  const plain = THOUSANDS.test(text)
    ? text.replace(/[.\s\u00a0]/g, '').replace(',', '.')
    : PLAIN.test(text)
      ? text.replace(',', '.')
      : null;
  if (plain === null || plain.replace(/\D/g, '').length > 15) return 'unreadable';
  return Number(plain) || 0;
}

/** A figure as it would be typed: the inverse of `readFigure`. */
export function typedFigure(figure: number | null): string {
  return figure === null ? '' : String(figure).replace('.', ',');
}
