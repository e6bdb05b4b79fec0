import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { and, desc, eq, not, or, sql } from 'drizzle-orm';
import type { Actor } from '../database/actor.ts';
import { seeingAll, type Database } from '../database/connection.ts';
import { transact } from '../database/transaction.ts';
import { Refusal } from '../refusal.ts';
import { IDENTITY_PERMISSIONS } from './accounts.ts';
import { forgive, takeAttempt } from './attempts.ts';
import { passwordForm, passwordProblem, type PasswordProblem } from './password-rule.ts';
import { demand } from './permissions.ts';
import { about, accounts, endSessions, passwordOf, toAccount } from './rows.ts';
import { credential, session, user } from './schema.ts';
import { tell } from './sign-in/letters.ts';
import { FRESH_MINUTES } from './sign-in/standing.ts';

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
  const all = seeingAll(db);
  const counted = `change ${id}`;
  const seconds = await takeAttempt(all, 'account', counted);
  if (seconds !== null) return { outcome: 'wait', seconds };
  const [stored] = await all.select({ hash: credential.password }).from(credential).where(passwordOf(id));
  if (!stored?.hash || !(await verifyPassword({ hash: stored.hash, password: passwordForm(input.current) }))) {
    return { outcome: 'wrong' };
  }
  await forgive(all, counted);
  const [account] = (await accounts(all).where(eq(user.id, id))).map(toAccount);
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
    const now = new Date();
    await tell(tx, 'password-changed', account!, { act: `${id} ${now.getTime()}`, at: now });
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

/** Ends one of one's own sessions. @throws Refusal `identity.not-signed-in`, `identity.no-session` */
export async function endOwnSession(db: Database, actor: Actor, sessionId: string): Promise<void> {
  const accountId = mustBeSomebody(actor);
  await transact(db, actor, async (tx) => {
    const ended = await tx
      .delete(session)
      // Written by whoever sent the form: PostgreSQL has no NUL.
      .where(and(eq(session.id, sessionId.replaceAll('\0', '')), eq(session.userId, accountId)))
      .returning({ startedAt: session.createdAt });
    if (ended.length === 0) {
      throw new Refusal('identity.no-session', 'Phiên đăng nhập này đã kết thúc.', {
        status: 404,
        remedy: 'Tải lại trang để xem các phiên hiện nay.',
      });
    }
    tx.record({ ...about(accountId, 'end-session'), before: { sessionStartedAt: ended[0]!.startedAt.toISOString() } });
  });
}

/** A session as its owner sees it. */
export interface OwnSession {
  id: string;
  /** Somebody gave the password but not yet the code. */
  halfway: boolean;
  startedAt: Date;
  /** To the hour: being seen is noted when the end is put off. */
  seenAt: Date;
  address: string | null;
  userAgent: string | null;
}

const MOST = 50;

/** One's own sessions that hold, the latest first, at most fifty. @throws Refusal `identity.not-signed-in` */
export async function ownSessions(db: Database, actor: Actor): Promise<OwnSession[]> {
  const { id, createdAt, updatedAt, ipAddress, userAgent, userId, expiresAt, secondFactor } = session;
  const halfway = sql<boolean>`${secondFactor} is not distinct from 'needed'`;
  return seeingAll(db)
    .select({ id, halfway, startedAt: createdAt, seenAt: updatedAt, address: ipAddress, userAgent })
    .from(session)
    .where(
      and(
        eq(userId, mustBeSomebody(actor)),
        sql`${expiresAt} > now()`,
        or(not(halfway), sql`${createdAt} > now() - make_interval(mins => ${FRESH_MINUTES})`),
      ),
    )
    .orderBy(desc(createdAt))
    .limit(MOST);
}

/** Whose own it is. @throws Refusal `identity.not-signed-in` */
export function mustBeSomebody(actor: Actor): string {
  demand(actor, IDENTITY_PERMISSIONS.own);
  if (actor.id) return actor.id;
  throw new Refusal('identity.not-signed-in', 'Cần đăng nhập để xem và sửa tài khoản của mình.', {
    status: 401,
    remedy: 'Đăng nhập rồi thử lại.',
  });
}
