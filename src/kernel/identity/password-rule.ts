import { randomInt } from 'node:crypto';
import type { Text } from '../language.ts';

/** Code points, at least. Length is what makes a password strong; no mixture of signs is asked for. */
export const PASSWORD_MINIMUM = 12;
/** UTF-16 units, at most; the sign-in library's own bound. */
export const PASSWORD_MAXIMUM = 128;

export type PasswordProblem = 'too-short' | 'too-long' | 'too-common' | 'like-account';

/** What is wrong with a password, and how to mend it. */
export const PASSWORD_PROBLEMS: Readonly<Record<PasswordProblem, Text>> = {
  'too-short': {
    vi: `Mật khẩu cần ít nhất ${PASSWORD_MINIMUM} ký tự. Một câu ngắn dễ nhớ là đủ dài.`,
    en: `A password needs at least ${PASSWORD_MINIMUM} characters. A short sentence you can remember will do.`,
  },
  'too-long': {
    vi: `Mật khẩu dài quá ${PASSWORD_MAXIMUM} ký tự. Rút ngắn lại.`,
    en: `The password is longer than ${PASSWORD_MAXIMUM} characters. Make it shorter.`,
  },
  'too-common': {
    vi: 'Mật khẩu này ai cũng đoán được. Chọn một câu của riêng bạn.',
    en: 'This password is easily guessed. Choose a sentence of your own.',
  },
  'like-account': {
    vi: 'Mật khẩu không được là tên hoặc thư điện tử của tài khoản. Chọn một câu khác.',
    en: 'The password must not be the name or e-mail of the account. Choose another sentence.',
  },
};

/** What people type when made to type something long: each alone, repeated, or with digits and signs around it. */
const COMMON = [
  ...['password', 'matkhau', 'matkhaumoi', 'administrator', 'admin', 'welcome', 'letmein', 'iloveyou', 'changeme'],
  ...['khanhhoa', 'nhatrang', 'camranh', 'vietnam', 'caicachhanhchinh', 'cchc', 'sonoivu', 'ubnd', 'ubndtinh'],
  ...[
    'qwertyuiop',
    'asdfghjkl',
    'zxcvbnm',
    'qwerty',
    'abcdefghijklmnopqrstuvwxyz',
    'abcdef',
    'abc',
    'anhyeuem',
    'emyeuanh',
  ],
];
const COMMON_KEYS = new Set(COMMON);
/** Fewer different signs than this are a pattern, not a secret. */
const DIFFERENT_SIGNS = 5;

/** The form in which a password is hashed: the same keys pressed on another keyboard give the same password. */
export function passwordForm(password: string): string {
  return password.normalize('NFKC');
}

/**
 * Is the password fit for use? Pure: knows a short list of bad ones and asks no service.
 * @returns what is wrong, or null
 */
export function passwordProblem(
  password: string,
  account: { email: string; name?: string } = { email: '' },
): PasswordProblem | null {
  const form = passwordForm(password);
  if ([...form].length < PASSWORD_MINIMUM) return 'too-short';
  if (form.length > PASSWORD_MAXIMUM) return 'too-long';
  const plain = withoutAccents(form);
  const own = [account.email, account.email.split('@')[0]!, account.name ?? ''].map(lettersAndDigits);
  if (own.some((part) => part.length > 0 && coreOf(plain, part))) return 'like-account';
  if (new Set(plain).size < DIFFERENT_SIGNS) return 'too-common';
  const letters = plain.replaceAll(/[^a-z]/g, '');
  if (letters === '' && isRun(plain.replaceAll(/\D/g, ''))) return 'too-common';
  if (COMMON_KEYS.has(once(letters))) return 'too-common';
  return null;
}

/** A password for a person who did not choose one: 120 bits in five groups that can be read over the telephone. */
export function generatePassword(): string {
  const signs = '23456789abcdefghjkmnpqrstuvwxyz';
  return Array.from({ length: 5 }, () => Array.from({ length: 5 }, () => signs[randomInt(signs.length)]).join('')).join(
    '-',
  );
}

/** Is the password this word, but for digits and signs around it? */
function coreOf(plain: string, word: string): boolean {
  const kept = lettersAndDigits(plain);
  const stem = word.replaceAll(/\d/g, '');
  return kept === word || (stem !== '' && kept.replaceAll(/\d/g, '') === stem);
}

function withoutAccents(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd');
}

function lettersAndDigits(text: string): string {
  return withoutAccents(text).replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** A word that was written several times on end, once. */
function once(text: string): string {
  return /^(.+?)\1+$/.exec(text)?.[1] ?? text;
}

/** Digits that only count up or down, as 123456789012. */
function isRun(digits: string): boolean {
  const steps = [...digits].slice(1).map((digit, index) => (Number(digit) - Number(digits[index]) + 10) % 10);
  return steps.every((step) => step === 1) || steps.every((step) => step === 9);
}
