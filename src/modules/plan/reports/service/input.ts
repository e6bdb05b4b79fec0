import { invalid } from './lock.ts';

/** Longest text of one section, in characters; a whole yearly report is half of it. */
export const LONGEST_TEXT = 100_000;

/** A narrative as it is kept: composed letters, one kind of line end, nothing that no screen shows. */
export function narrativeOf(text: string, field: string): string {
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll('\r\n', '\n')
    // eslint-disable-next-line no-control-regex -- control characters but for tab and line end
    .replace(/[\x00-\x08\x0b-\x1f\x7f]/g, '')
    .trim();
  if (plain.length > LONGEST_TEXT)
    throw invalid({ [field]: `Dài nhất ${LONGEST_TEXT.toLocaleString('vi-VN')} ký tự cho một phần.` });
  return plain;
}

/** A reason in somebody's own words. @throws Refusal 422 when there is none */
export function reasonOf(text: string): string {
  const reason = narrativeOf(text, 'reason');
  if (reason === '' || reason.length > 2_000) throw invalid({ reason: 'Nêu lý do, nhiều nhất 2.000 ký tự.' });
  return reason;
}
