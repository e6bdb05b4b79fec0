import { and, eq, inArray, isNull } from 'drizzle-orm';
import { vietnamDate } from '../../calendar/dates.ts';
import type { Actor } from '../../database/actor.ts';
import { seeingAll, type Database } from '../../database/connection.ts';
import { transact, type Transaction } from '../../database/transaction.ts';
import { logger } from '../../log.ts';
import { Refusal } from '../../refusal.ts';
import { settings } from '../../settings.ts';
import { IDENTITY_PERMISSIONS } from '../identity-permissions.ts';
import { emailKey } from '../model.ts';
import { mustStandAbove, placesOf, standsAbove } from '../people/administer.ts';
import { demandAnywhere } from '../permissions.ts';
import { about, passwordOf } from '../rows.ts';
import { credential, user } from '../schema.ts';
import { pathOfLink, sendLink } from './letters.ts';
import { makeLink, withdrawLinks } from './links.ts';
import { signInLink } from './schema.ts';

/** Inviting somebody whose account exists to choose a first password. */

export interface Invited {
  expiresAt: Date;
  /** Page that the link opens: only when no mail server is named and the link must be handed over; shown this once. */
  path: string | null;
}

/** What decides how an invitation goes out; from the settings. */
export interface Post {
  /** Is there a server that takes our mail? */
  mail: boolean;
  /** Days that an invitation holds. */
  days: number;
}

/** As the settings say. */
export const post = (): Post => ({ mail: settings().smtp !== null, days: settings().invitationDays });

/**
 * Invites the owner of an account that has no password: by mail, or, without a mail server, with a link that the administrator
 * hands over. An invitation before it becomes void.
 * @throws Refusal `identity.no-account`, `identity.account-closed`, `identity.has-password`; 401, or 403 unless the actor stands above the person
 */
export async function inviteAccount(
  db: Database,
  actor: Actor,
  email: string,
  { mail, days }: Post = post(),
  now = new Date(),
): Promise<Invited> {
  demandAnywhere(actor, IDENTITY_PERMISSIONS.people);
  const expiresAt = new Date(now.getTime() + days * 86_400_000);
  return transact(db, actor, async (tx) => {
    const account = await locked(tx, email, now);
    if (account.disabledAt) throw closed(account.email);
    if (await hasPassword(tx, account.id)) throw open(account.email);
    const link = await makeLink(tx, 'invitation', { accountId: account.id, createdBy: actor.id, now, expiresAt });
    if (mail) await sendLink(tx, 'invitation', account, link);
    tx.record({ ...about(account.id, 'invite'), after: { validUntil: expiresAt.toISOString(), mailed: mail } });
    return { expiresAt, path: mail ? null : pathOfLink('invitation', link.token) };
  });
}

/** Makes an open invitation worth nothing. @throws Refusal `identity.no-account`; 401 or 403 without the right */
export async function withdrawInvitation(db: Database, actor: Actor, email: string, now = new Date()): Promise<void> {
  demandAnywhere(actor, IDENTITY_PERMISSIONS.people);
  await transact(db, actor, async (tx) => {
    const account = await locked(tx, email, now);
    const withdrawn = await withdrawLinks(tx, 'invitation', [account.id], now);
    if (withdrawn > 0) tx.record({ ...about(account.id, 'withdraw-invitation'), before: { invited: true }, after: { invited: false } }); // prettier-ignore
  });
}

/** An invitation that was not followed yet. */
export interface OpenInvitation {
  accountId: string;
  invitedAt: Date;
  expiresAt: Date;
}

/**
 * Invitations to some accounts that nobody followed or withdrew, expired ones too; only to those whom the actor stands above.
 * @throws Refusal 401 or 403 without the right
 */
export async function invitationsTo(
  db: Database,
  actor: Actor,
  accountIds: readonly string[],
  now = new Date(),
): Promise<Map<string, OpenInvitation>> {
  demandAnywhere(actor, IDENTITY_PERMISSIONS.people);
  const { userId, purpose, createdAt, expiresAt, usedAt, withdrawnAt } = signInLink;
  const all = seeingAll(db);
  const rows = await all
    .select({ accountId: userId, personId: user.personId, invitedAt: createdAt, expiresAt })
    .from(signInLink)
    .innerJoin(user, eq(user.id, userId))
    .where(and(inArray(userId, [...accountIds]), eq(purpose, 'invitation'), isNull(usedAt), isNull(withdrawnAt)));
  const persons = rows.map(({ personId }) => personId).filter((id) => id !== null);
  const places = await placesOf(all, persons, vietnamDate(now));
  const nowhere = { bodies: [], province: false, administers: [] };
  return new Map(
    rows
      .filter(({ personId }) => standsAbove(actor, places.get(personId ?? '') ?? nowhere))
      .map(({ personId: _, ...row }) => [row.accountId, row]),
  );
}

async function locked(tx: Transaction, email: string, now: Date) {
  const { id, name, disabledAt, personId } = user;
  const [account] = await tx
    .select({ id, name, email: user.email, disabledAt, personId })
    .from(user)
    .where(eq(user.email, emailKey(email)))
    .for('update');
  if (account) {
    await mustStandAbove(tx, tx.actor, account.personId, vietnamDate(now));
    return account;
  }
  logger.info({ request: tx.actor.requestId }, 'invitation: no such account');
  throw new Refusal('identity.no-account', `Không có tài khoản “${emailKey(email)}”.`, {
    status: 404,
    remedy: 'Lập tài khoản trước rồi mời.',
  });
}

async function hasPassword(tx: Transaction, accountId: string): Promise<boolean> {
  const [row] = await tx.select({ password: credential.password }).from(credential).where(passwordOf(accountId));
  return !!row?.password;
}

function closed(email: string): Refusal {
  return new Refusal('identity.account-closed', 'Tài khoản này đang bị khóa.', {
    status: 409,
    where: email,
    remedy: 'Mở khóa tài khoản trước rồi mời.',
  });
}

function open(email: string): Refusal {
  return new Refusal('identity.has-password', 'Tài khoản này đã có mật khẩu.', {
    status: 409,
    where: email,
    remedy: 'Người dùng tự đặt lại ở trang “Quên mật khẩu”, hoặc quản trị đặt lại mật khẩu.',
  });
}
