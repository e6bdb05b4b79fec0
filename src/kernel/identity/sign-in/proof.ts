import { verifyPassword } from 'better-auth/crypto';
import type { Actor } from '../../database/actor.ts';
import type { Database } from '../../database/connection.ts';
import { transact } from '../../database/transaction.ts';
import { forgive, takeAttempt } from '../attempts.ts';
import type { Auth } from '../auth.ts';
import { credential } from '../schema.ts';
import { passwordForm } from '../password-rule.ts';
import { about, passwordOf } from '../rows.ts';
import { backupCodeHash } from './backup-codes.ts';
import { hasSecondFactor, takeCode, type CodeVerdict } from './second-factor-rows.ts';
import { isFresh } from './standing.ts';

/** What must be shown again before the ways of signing in are changed, so that a screen left open is not enough. */

export type Wanted = 'nothing' | 'code' | 'password';

/** `used`: the code was right, but was taken before. */
export type Unproven =
  { outcome: 'unproven'; why: 'wrong' | 'used' | 'unreadable' } | { outcome: 'wait'; seconds: number };

/** What an account's owner must show again in this session. */
export async function proofWanted(
  db: Pick<Database, 'select'>,
  accountId: string,
  session: { startedAt: Date },
  now: Date,
): Promise<Wanted> {
  if (isFresh(session.startedAt, now)) return 'nothing';
  return (await hasSecondFactor(db, accountId)) ? 'code' : 'password';
}

export interface Shown {
  /** Password or code, as `proofWanted` says; not looked at when nothing is wanted. */
  proof: string;
  session: { startedAt: Date };
  now: Date;
}

/** @returns null when it was proven (or nothing was wanted), else why not */
export async function prove(
  db: Database,
  auth: Auth,
  actor: Actor & { id: string },
  shown: Shown,
): Promise<Unproven | null> {
  const { proof, session, now } = shown;
  const wanted = await proofWanted(db, actor.id, session, now);
  if (wanted === 'nothing') return null;
  const counted = `change ${actor.id}`;
  const seconds = await takeAttempt(db, 'account', counted);
  if (seconds !== null) return { outcome: 'wait', seconds };
  const verdict =
    wanted === 'code'
      ? await spendCode(db, auth, actor, proof, now)
      : (await isPasswordOf(db, actor.id, proof))
        ? 'right'
        : 'wrong';
  if (verdict !== 'right' && verdict !== 'backup') return { outcome: 'unproven', why: verdict };
  await forgive(db, counted);
  return null;
}

/** Takes a code of the account's; one from paper is noted in the record, since it cannot be used again. */
export async function spendCode(
  db: Database,
  auth: Auth,
  actor: Actor & { id: string },
  typed: string,
  now: Date,
): Promise<CodeVerdict> {
  const asked = { accountId: actor.id, typed, now };
  const secret = auth.options.secret;
  if (backupCodeHash(typed) === null) return takeCode(db, secret, asked);
  return transact(db, actor, async (tx) => {
    const verdict = await takeCode(tx, secret, asked);
    if (verdict === 'backup')
      tx.record({ ...about(actor.id, 'use-backup-code'), after: { codeUsedAt: now.toISOString() } });
    return verdict;
  });
}

async function isPasswordOf(db: Database, accountId: string, password: string): Promise<boolean> {
  const [stored] = await db.select({ hash: credential.password }).from(credential).where(passwordOf(accountId));
  return !!stored?.hash && verifyPassword({ hash: stored.hash, password: passwordForm(password) });
}
