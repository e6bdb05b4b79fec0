import { createHash, randomInt } from 'node:crypto';

/** Codes on paper, for the day when the authenticator is lost: each opens once. */

export const BACKUP_CODES = 8;
/** Without signs that are taken for one another. */
const SIGNS = '23456789abcdefghjkmnpqrstuvwxyz';
const GROUPS = 4;
const GROUP = 4;

/** New codes, four groups of four: `k3m9-…`, 79 bits each. */
export function newBackupCodes(): string[] {
  const group = () => Array.from({ length: GROUP }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return Array.from({ length: BACKUP_CODES }, () => Array.from({ length: GROUPS }, group).join('-'));
}

/** The form in which a code is kept, or null for what cannot be one. Written without dashes or in capitals it is the same. */
export function backupCodeHash(typed: string): string | null {
  const signs = typed.toLowerCase().replaceAll(/[\s-]/g, '');
  if (signs.length !== GROUPS * GROUP || [...signs].some((sign) => !SIGNS.includes(sign))) return null;
  // 79 random bits: nothing that could be guessed, so no slow hash.
  return createHash('sha256').update(signs).digest('hex');
}
