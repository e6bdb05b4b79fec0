import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Actor } from '../database/actor.ts';
import type { Database } from '../database/connection.ts';
import { transact } from '../database/transaction.ts';
import { Refusal } from '../refusal.ts';
import { IDENTITY_PERMISSIONS } from './accounts.ts';
import { forgive, takeAttempt } from './attempts.ts';
import { passwordForm, passwordProblem, type PasswordProblem } from './password-rule.ts';
import { demand } from './permissions.ts';
import { about, accounts, endSessions, passwordOf, toAccount } from './rows.ts';
import { credential, session, user } from './schema.ts';

/** What everyone may do with the account that is their own. */

export type PasswordChange =
  | { outcome: 'changed' }
  | { outcome: 'wrong' }
  | { outcome: 'unfit'; problem: PasswordProblem | 'same' }
  | { outcome: 'wait'; seconds: number };

/**
 * Changes one's own password; sessions elsewhere end, the one in use stays. `wrong`: the current password was.
 * @throws Refusal `identity.not-signed-in`
 */
export async function changePassword(
  db: Database,
  actor: Actor,
  input: { current: string; next: string; sessionId: string | null },
): Promise<PasswordChange> {
  const id = mustBeSomebody(actor);
  const counted = `change ${id}`;
  const seconds = await takeAttempt(db, 'account', counted);
  if (seconds !== null) return { outcome: 'wait', seconds };
  const [stored] = await db.select({ hash: credential.password }).from(credential).where(passwordOf(id));
  if (!stored?.hash || !(await verifyPassword({ hash: stored.hash, password: passwordForm(input.current) }))) {
    return { outcome: 'wrong' };
  }
  await forgive(db, counted);
  const [account] = (await accounts(db).where(eq(user.id, id))).map(toAccount);
  const same = passwordForm(input.next) === passwordForm(input.current);
  const problem = same ? 'same' : passwordProblem(input.next, account);
  if (problem) return { outcome: 'unfit', problem };
  const hash = await hashPassword(passwordForm(input.next));
  return transact(db, actor, async (tx) => {
    const changed = await tx
      .update(credential)
      .set({ password: hash, updatedAt: new Date() })
      // Another window or an administrator may have changed it since we looked.
      .where(and(passwordOf(id), eq(credential.password, stored.hash!)))
      .returning({ id: credential.id });
    if (changed.length === 0) return { outcome: 'wrong' };
    const otherSessionsEnded = await endSessions(tx, id, input.sessionId ?? undefined);
    tx.record({ ...about(id, 'change-password'), after: { otherSessionsEnded } });
    return { outcome: 'changed' };
  });
}

/** Ends one's own sessions but the one in use. @returns how many ended @throws Refusal `identity.not-signed-in` */
export async function signOutElsewhere(db: Database, actor: Actor, sessionId: string): Promise<number> {
  const id = mustBeSomebody(actor);
  return transact(db, actor, async (tx) => {
    const otherSessionsEnded = await endSessions(tx, id, sessionId);
    if (otherSessionsEnded > 0) tx.record({ ...about(id, 'sign-out-elsewhere'), after: { otherSessionsEnded } });
    return otherSessionsEnded;
  });
}

/** A session as its owner sees it. */
export interface OwnSession {
  id: string;
  startedAt: Date;
  /** To the hour: being seen is noted when the end is put off. */
  seenAt: Date;
  address: string | null;
  userAgent: string | null;
}

const MOST = 50;

/** One's own sessions that hold, the latest first, at most fifty. @throws Refusal `identity.not-signed-in` */
export async function ownSessions(db: Pick<Database, 'select'>, actor: Actor): Promise<OwnSession[]> {
  const { id, createdAt, updatedAt, ipAddress, userAgent, userId, expiresAt } = session;
  return db
    .select({ id, startedAt: createdAt, seenAt: updatedAt, address: ipAddress, userAgent })
    .from(session)
    .where(and(eq(userId, mustBeSomebody(actor)), sql`${expiresAt} > now()`))
    .orderBy(desc(createdAt))
    .limit(MOST);
}

function mustBeSomebody(actor: Actor): string {
  demand(actor, IDENTITY_PERMISSIONS.own);
  if (actor.id) return actor.id;
  throw new Refusal('identity.not-signed-in', 'Cần đăng nhập để xem và sửa tài khoản của mình.', {
    status: 401,
    remedy: 'Đăng nhập rồi thử lại.',
  });
}
