import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Database } from '../../database/connection.ts';
import { backupCodeHash } from './backup-codes.ts';
import { backupCode, secondFactor } from './schema.ts';
import { purposeKey, seal, unseal } from './sealed.ts';
import { stepOfCode } from './totp.ts';

/** The second factor in the database. Whoever calls sees all rows. */

type Reader = Pick<Database, 'select'>;
type Writer = Pick<Database, 'select' | 'update'>;

/** Has an account set up a second factor? */
export async function hasSecondFactor(db: Reader, accountId: string): Promise<boolean> {
  const found = await db
    .select({ id: secondFactor.userId })
    .from(secondFactor)
    .where(eq(secondFactor.userId, accountId));
  return found.length > 0;
}

/** Since when an account has a second factor, and how many of its backup codes are left; null without one. */
export async function secondFactorSince(
  db: Reader,
  accountId: string,
): Promise<{ since: Date; codesLeft: number } | null> {
  const [row] = await db
    .select({
      since: secondFactor.createdAt,
      codesLeft: sql<number>`(select count(*)::int from backup_code where user_id = ${secondFactor.userId} and used_at is null)`,
    })
    .from(secondFactor)
    .where(eq(secondFactor.userId, accountId));
  return row ?? null;
}

/** The key of an authenticator as it is kept. */
export function sealedSecret(secret: string, key: string, accountId: string): string {
  return seal(purposeKey(secret, 'second factor'), key, accountId);
}

/**
 * `used`: the code was right, but was taken before; `unreadable`: the key cannot be decrypted, because CCHC_SECRET is another
 * than when it was set up.
 */
export type CodeVerdict = 'right' | 'backup' | 'used' | 'wrong' | 'unreadable';

/**
 * Takes a code, from the authenticator or from paper, and never the same one twice: of several requests at once one gets it.
 * @param secret of this installation
 */
export async function takeCode(
  db: Writer,
  secret: string,
  { accountId, typed, now }: { accountId: string; typed: string; now: Date },
): Promise<CodeVerdict> {
  const hash = backupCodeHash(typed);
  if (hash) return (await takeBackupCode(db, accountId, hash, now)) ? 'backup' : 'wrong';
  const [row] = await db
    .select({ sealed: secondFactor.secret })
    .from(secondFactor)
    .where(eq(secondFactor.userId, accountId));
  if (!row) return 'wrong';
  const key = unseal(purposeKey(secret, 'second factor'), row.sealed, accountId);
  if (key === null) return 'unreadable';
  const step = stepOfCode(key, typed.replaceAll(/\s/g, ''), now);
  if (step === null) return 'wrong';
  const taken = await db
    .update(secondFactor)
    .set({ lastStep: step })
    .where(and(eq(secondFactor.userId, accountId), lt(secondFactor.lastStep, step)))
    .returning({ id: secondFactor.userId });
  return taken.length > 0 ? 'right' : 'used';
}

async function takeBackupCode(db: Writer, accountId: string, hash: string, now: Date): Promise<boolean> {
  const taken = await db
    .update(backupCode)
    .set({ usedAt: now })
    .where(and(eq(backupCode.userId, accountId), eq(backupCode.hash, hash), isNull(backupCode.usedAt)))
    .returning({ id: backupCode.userId });
  return taken.length > 0;
}
