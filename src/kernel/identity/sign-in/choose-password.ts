import { setTimeout as sleep } from 'node:timers/promises';
import { hashPassword } from 'better-auth/crypto';
import { eq } from 'drizzle-orm';
import { seeingAll, type Database } from '../../database/connection.ts';
import { transact, type Transaction } from '../../database/transaction.ts';
import { newId } from '../../database/uuid.ts';
import { logger } from '../../log.ts';
import { Refusal } from '../../refusal.ts';
import { settings } from '../../settings.ts';
import { forgive, takeAttempt } from '../attempts.ts';
import { emailKey, visitor } from '../model.ts';
import { passwordForm, passwordProblem, type PasswordProblem } from '../password-rule.ts';
import { about, endSessions, PASSWORD_WAY, passwordOf } from '../rows.ts';
import { credential, user } from '../schema.ts';
import { sendLink, tell } from './letters.ts';
import { lookAtLink, makeLink, RESET_MINUTES, useLink, type LinkFault, type Opened, type Purpose } from './links.ts';

/** Choosing a password with a link: the first one after an invitation, a new one when the old one is forgotten. */

/** Every answer to a request for a reset takes at least so long: its time must not tell whether the account exists. */
const FLOOR_MILLISECONDS = 250;

/** Whose password a link lets one choose. */
export async function linkOwner(
  db: Database,
  purpose: Purpose,
  token: string,
  now = new Date(),
): Promise<Opened | { fault: LinkFault }> {
  return lookAtLink(seeingAll(db), purpose, token, now);
}

export interface Chosen {
  token: string;
  password: string;
  requestId: string;
}

export type ChoiceResult =
  | { outcome: 'chosen'; email: string }
  | { outcome: 'unfit'; problem: PasswordProblem }
  | { outcome: 'void'; fault: LinkFault };

/** Follows an invitation: the account gets the password that its owner chose. Whoever has the link needs no other right. */
export function acceptInvitation(db: Database, chosen: Chosen, now = new Date()): Promise<ChoiceResult> {
  return choose(db, 'invitation', chosen, now);
}

/** Sets a new password in place of a forgotten one; all sessions end, the owner is told. The second factor stays as it is. */
export function resetPassword(db: Database, chosen: Chosen, now = new Date()): Promise<ChoiceResult> {
  return choose(db, 'reset', chosen, now);
}

const ACTS = { invitation: 'accept-invitation', reset: 'reset-password' } as const;

async function choose(db: Database, purpose: Purpose, chosen: Chosen, now: Date): Promise<ChoiceResult> {
  const { token, password, requestId } = chosen;
  const owner = await linkOwner(db, purpose, token, now);
  if ('fault' in owner) return refused(purpose, owner.fault, requestId);
  const problem = passwordProblem(password, owner);
  if (problem) return { outcome: 'unfit', problem };
  const hash = await hashPassword(passwordForm(password));
  const actor = { ...visitor(requestId), id: owner.accountId, name: owner.name };
  try {
    return await transact(db, actor, async (tx) => {
      const { accountId, linkId, email } = await useLink(tx, purpose, token, now);
      await setPasswordOf(tx, accountId, hash, now);
      const sessionsEnded = await endSessions(tx, accountId);
      await forgive(tx, email);
      tx.record({ ...about(accountId, ACTS[purpose]), after: { enabled: true, sessionsEnded } });
      if (purpose === 'reset') await tell(tx, 'password-changed', owner, { act: linkId, at: now });
      return { outcome: 'chosen', email };
    });
  } catch (error) {
    // Used or voided by another request while the password was being hashed.
    const fault = error instanceof Refusal ? /^identity\.link-(\w+)$/.exec(error.code)?.[1] : undefined;
    if (!fault) throw error;
    return refused(purpose, fault as LinkFault, requestId);
  }
}

function refused(purpose: Purpose, fault: LinkFault, requestId: string): ChoiceResult {
  logger.warn({ request: requestId, purpose, fault }, 'sign-in link: refused');
  return { outcome: 'void', fault };
}

/** Null: the account never had one; then the way is made. */
async function setPasswordOf(tx: Transaction, accountId: string, password: string, now: Date): Promise<void> {
  const values = { password, updatedAt: now };
  const set = await tx.update(credential).set(values).where(passwordOf(accountId)).returning({ id: credential.id });
  if (set.length > 0) return;
  const way = { accountId, userId: accountId, providerId: PASSWORD_WAY };
  await tx.insert(credential).values({ id: newId(), ...way, ...values });
}

export interface ResetRequest {
  email: string;
  address: string;
  requestId: string;
}

/** `asked` says nothing of whether the account exists; `no-mail`: no mail server is named, so nothing could be sent. */
export type ResetAsked = { outcome: 'asked' | 'no-mail' } | { outcome: 'wait'; seconds: number };

/** Sends a link for choosing a new password to an account's address, if there is such an account. Three letters an hour at most. */
export async function askPasswordReset(
  db: Database,
  request: ResetRequest,
  mail: boolean = settings().smtp !== null,
  now = new Date(),
): Promise<ResetAsked> {
  if (!mail) return { outcome: 'no-mail' };
  const [result] = await Promise.all([ask(db, request, now), sleep(FLOOR_MILLISECONDS)]);
  return result;
}

async function ask(db: Database, { email, address, requestId }: ResetRequest, now: Date): Promise<ResetAsked> {
  const all = seeingAll(db);
  const name = emailKey(email);
  const seconds = (await takeAttempt(all, 'asker', address)) ?? (await takeAttempt(all, 'letter', name));
  if (seconds !== null) {
    logger.warn({ request: requestId, address, wait: seconds }, 'password reset: asked too often');
    return { outcome: 'wait', seconds };
  }
  const sent = await transact(db, visitor(requestId), async (tx) => {
    const { id, disabledAt } = user;
    const [account] = await tx
      .select({ id, name: user.name, email: user.email, disabledAt })
      .from(user)
      .where(eq(user.email, name))
      .for('update');
    if (!account || account.disabledAt) return false;
    const [way] = await tx.select({ password: credential.password }).from(credential).where(passwordOf(account.id));
    if (!way?.password) return false;
    const expiresAt = new Date(now.getTime() + RESET_MINUTES * 60_000);
    const link = await makeLink(tx, 'reset', { accountId: account.id, createdBy: null, now, expiresAt });
    await sendLink(tx, 'reset', account, link);
    tx.record({ ...about(account.id, 'ask-reset'), after: { validUntil: expiresAt.toISOString() } });
    return true;
  });
  logger.info({ request: requestId, address, sent }, 'password reset: asked');
  return { outcome: 'asked' };
}
