import { and, eq } from 'drizzle-orm';
import { vietnamDate } from '../../calendar/dates.ts';
import type { Actor } from '../../database/actor.ts';
import type { Database } from '../../database/connection.ts';
import { transact } from '../../database/transaction.ts';
import { Refusal } from '../../refusal.ts';
import { IDENTITY_PERMISSIONS } from '../identity-permissions.ts';
import { demandAnywhere } from '../permissions.ts';
import { about } from '../rows.ts';
import { session, user } from '../schema.ts';
import { mustStandAbove } from './administer.ts';
import { invalid, notFound } from './input.ts';
import { lockedPerson } from './rows.ts';

/**
 * Opens an account for a person of the list, to sign in with the person's work mail: without a password and without a role. What
 * follows is an invitation, or a sign-in through a provider.
 * @returns the account's id, the person's own; that of the account which is there already
 * @throws Refusal 422 without a mail address, or when another account has it; 404; 401, or 403 unless the actor stands above
 */
export async function openAccount(
  db: Database,
  actor: Actor,
  personId: string,
  now: Date = new Date(),
): Promise<{ id: string; created: boolean }> {
  demandAnywhere(actor, IDENTITY_PERMISSIONS.people);
  return transact(db, actor, async (tx) => {
    const { name, email } = await lockedPerson(tx, personId);
    await mustStandAbove(tx, actor, personId, vietnamDate(now));
    const [present] = await tx.select({ id: user.id }).from(user).where(eq(user.personId, personId));
    if (present) return { id: present.id, created: false };
    if (email === null) throw invalid({ email: 'Ghi thư điện tử công vụ của cán bộ trước khi mở tài khoản.' });
    const made = await tx
      .insert(user)
      .values({ id: personId, email, name, emailVerified: false, personId })
      .onConflictDoNothing()
      .returning({ id: user.id });
    if (made.length === 0) throw invalid({ email: 'Thư điện tử này đã dùng cho một tài khoản khác.' });
    tx.record({ ...about(personId, 'open'), after: { email, name }, personal: { subjectId: personId, fields: ['email', 'name'] } }); // prettier-ignore
    return { id: personId, created: true };
  });
}

/**
 * Ends one session of somebody's account; one that has ended stays ended.
 * @throws Refusal 404 for an account of nobody in the list; 401, or 403 unless the actor stands above the person
 */
export async function endAccountSession(
  db: Database,
  actor: Actor,
  { personId, sessionId }: { personId: string; sessionId: string },
  now: Date = new Date(),
): Promise<void> {
  demandAnywhere(actor, IDENTITY_PERMISSIONS.people);
  await transact(db, actor, async (tx) => {
    await lockedPerson(tx, personId);
    await mustStandAbove(tx, actor, personId, vietnamDate(now));
    const [account] = await tx.select({ id: user.id }).from(user).where(eq(user.personId, personId));
    if (!account) throw notFound('tài khoản');
    if (account.id === actor.id) {
      throw new Refusal('identity.own-session', 'Đây là tài khoản của chính bạn.', { status: 409, remedy: 'Đăng xuất, hoặc kết thúc phiên ở trang Tài khoản.' }); // prettier-ignore
    }
    const ended = await tx
      .delete(session)
      .where(and(eq(session.id, sessionId.replaceAll('\0', '')), eq(session.userId, account.id)))
      .returning({ id: session.id });
    if (ended.length > 0) tx.record({ ...about(account.id, 'end-session'), after: { sessionsEnded: ended.length } });
  });
}
