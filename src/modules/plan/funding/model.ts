/** What an entry of money says: what was asked for, what was given, what was spent. */
export const FUNDING_KINDS = ['estimate', 'allocated', 'spent'] as const;
export type FundingKind = (typeof FUNDING_KINDS)[number];

/** Most in one entry, in đồng. */
export const LARGEST = 1_000_000_000_000_000n;

/** Whole đồng by kind. */
export type Money = Readonly<Record<FundingKind, bigint>>;

export type FundingWarning = 'spent-over-allocated' | 'allocated-over-estimate' | 'spent-without-allocation';

/** What does not fit together in sums of one task, source or agency; empty when all is well. An estimate of 0 is none. */
export function warningsOf({ estimate, allocated, spent }: Money): FundingWarning[] {
  const warnings: FundingWarning[] = [];
  if (spent > 0n && allocated <= 0n) warnings.push('spent-without-allocation');
  else if (spent > allocated) warnings.push('spent-over-allocated');
  if (estimate > 0n && allocated > estimate) warnings.push('allocated-over-estimate');
  return warnings;
}

/** What is not spent, as asked for and as given, never below 0: it can go to another body, and what was spent stays. */
export function leftOf({ estimate, allocated, spent }: Money): Money {
  const left = (amount: bigint) => (amount > spent ? amount - spent : 0n);
  return { estimate: left(estimate), allocated: left(allocated), spent: 0n };
}

/** Spent as a share of what was allocated, in per cent to two decimals; null while nothing is allocated. */
export function spentShare({ allocated, spent }: Money): number | null {
  return allocated <= 0n ? null : Number((spent * 10_000n) / allocated) / 100;
}

/**
 * Đồng as typed ("1.500.000", "1 500 000 đồng", "-200000"); null for an empty field. Never a fraction, never in words.
 */
export function readDong(typed: string): bigint | null | 'unreadable' {
  const text = typed
    .normalize('NFC')
    .replace(/\s*(?:đồng|đ|vnđ|vnd)\.?$/iu, '')
    .replaceAll('\u2212', '-')
    .trim();
  if (text === '') return typed.trim() === '' ? null : 'unreadable';
  if (!/^-?(?:\d+|\d{1,3}(?:[.\s\u00a0]\d{3})+)$/.test(text)) return 'unreadable';
  const digits = text.replace(/[^\d-]/g, '');
  return digits.length > 20 ? 'unreadable' : BigInt(digits);
}

/** Đồng as written: 1.500.000 (vi), 1,500,000 (en). */
export function dongText(amount: bigint, language: 'vi' | 'en'): string {
  return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB').format(amount);
}
