import { createHash, randomBytes } from 'node:crypto';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../database/connection.ts';
import { insertMany } from '../../database/insert-many.ts';
import type { Transaction } from '../../database/transaction.ts';
import { newId } from '../../database/uuid.ts';
import { Refusal } from '../../refusal.ts';
import { PASSWORD_WAY } from '../rows.ts';
import { credential, user } from '../schema.ts';
import type { MadeLink } from './letters.ts';
import { signInLink } from './schema.ts';

/** Links that open an account once. Of the token only its hash is kept; the token itself goes out in one letter. */

export type Purpose = 'invitation' | 'reset';

/** Minutes that a reset holds: as long as a letter may take. */
export const RESET_MINUTES = 60;

/** Why a link opens nothing: `void`: the account was changed or closed since, or a newer link was made. */
export type LinkFault = 'unknown' | 'expired' | 'used' | 'void';

/** Whose account a link opens. */
export interface Opened {
  linkId: string;
  accountId: string;
  name: string;
  email: string;
}

interface Making {
  createdBy: string | null;
  now: Date;
  expiresAt: Date;
}

/** Makes a link for an account; an open one for the same purpose is withdrawn. Whoever calls holds the account's row. */
export async function makeLink(
  tx: Transaction,
  purpose: Purpose,
  { accountId, ...making }: Making & { accountId: string },
): Promise<MadeLink> {
  return (await makeLinks(tx, purpose, [accountId], making)).get(accountId)!;
}

/** The same for several accounts, in few statements. @returns by account */
export async function makeLinks(
  tx: Transaction,
  purpose: Purpose,
  accountIds: readonly string[],
  { createdBy, now, expiresAt }: Making,
): Promise<Map<string, MadeLink>> {
  await withdrawLinks(tx, purpose, accountIds, now);
  const seals = await passwordSeals(tx, accountIds);
  const links = new Map(
    accountIds.map((id): [string, MadeLink] => [
      id,
      { id: newId(), token: randomBytes(32).toString('base64url'), expiresAt },
    ]),
  );
  const rows = [...links].map(([userId, { id, token }]) => ({ id, userId, purpose, tokenHash: hashOf(token), madeFor: seals.get(userId)!, createdBy, createdAt: now, expiresAt })); // prettier-ignore
  await insertMany(tx, signInLink, rows);
  return links;
}

/** Makes the open links of some accounts for a purpose worth nothing. @returns how many there were */
export async function withdrawLinks(
  tx: Transaction,
  purpose: Purpose,
  accountIds: readonly string[],
  now: Date,
): Promise<number> {
  const { userId, usedAt, withdrawnAt } = signInLink;
  const withdrawn = await tx
    .update(signInLink)
    .set({ withdrawnAt: now })
    .where(and(inArray(userId, [...accountIds]), eq(signInLink.purpose, purpose), isNull(usedAt), isNull(withdrawnAt)))
    .returning({ id: signInLink.id });
  return withdrawn.length;
}

/** Makes all of an account's open links worth nothing: it is being closed. */
export async function withdrawAllLinks(tx: Transaction, accountId: string, now: Date): Promise<void> {
  for (const purpose of ['invitation', 'reset'] as const) await withdrawLinks(tx, purpose, [accountId], now);
}

/** What a link would open, without using it. */
export async function lookAtLink(
  db: Pick<Database, 'select'>,
  purpose: Purpose,
  token: string,
  now: Date,
): Promise<Opened | { fault: LinkFault }> {
  const [row] = await linkRows(db, purpose, token);
  return judge(row, row ? await passwordSeal(db, row.accountId) : '', now);
}

/** Uses a link up, and holds the account's row. @throws Refusal `identity.link-<fault>` */
export async function useLink(tx: Transaction, purpose: Purpose, token: string, now: Date): Promise<Opened> {
  const [row] = await linkRows(tx, purpose, token).for('update');
  const opened = judge(row, row ? await passwordSeal(tx, row.accountId) : '', now);
  if ('fault' in opened) throw linkRefused(opened.fault);
  await tx.update(signInLink).set({ usedAt: now }).where(eq(signInLink.id, opened.linkId));
  return opened;
}

const FAULTS: Readonly<Record<LinkFault, string>> = {
  unknown: 'Liên kết không đúng hoặc không đầy đủ.',
  expired: 'Liên kết đã hết hạn.',
  used: 'Liên kết đã được dùng.',
  void: 'Liên kết không còn giá trị vì tài khoản đã thay đổi hoặc có liên kết mới hơn.',
};

/** What is said of a link that opens nothing. */
export function linkRefused(fault: LinkFault): Refusal {
  return new Refusal(`identity.link-${fault}`, FAULTS[fault], {
    status: 410,
    remedy: 'Đề nghị gửi liên kết mới.',
  });
}

function linkRows(db: Pick<Database, 'select'>, purpose: Purpose, token: string) {
  const { id, userId, tokenHash, madeFor, expiresAt, usedAt, withdrawnAt } = signInLink;
  const link = { linkId: id, madeFor, expiresAt, usedAt, withdrawnAt };
  return db
    .select({ ...link, accountId: user.id, name: user.name, email: user.email, disabledAt: user.disabledAt })
    .from(signInLink)
    .innerJoin(user, eq(user.id, userId))
    .where(and(eq(tokenHash, hashOf(token)), eq(signInLink.purpose, purpose)))
    .$dynamic();
}

type LinkRow = Awaited<ReturnType<typeof linkRows>>[number];

function judge(row: LinkRow | undefined, seal: string, now: Date): Opened | { fault: LinkFault } {
  if (!row) return { fault: 'unknown' };
  const { linkId, accountId, name, email } = row;
  if (row.usedAt) return { fault: 'used' };
  if (row.withdrawnAt || row.disabledAt || row.madeFor !== seal) return { fault: 'void' };
  if (row.expiresAt <= now) return { fault: 'expired' };
  return { linkId, accountId, name, email };
}

/** The account's password (or its absence) as a seal: a link made for another one opens nothing any more. */
async function passwordSeal(db: Pick<Database, 'select'>, accountId: string): Promise<string> {
  return (await passwordSeals(db, [accountId])).get(accountId)!;
}

async function passwordSeals(
  db: Pick<Database, 'select'>,
  accountIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: credential.userId, password: credential.password, at: sql<string>`${credential.updatedAt}::text` })
    .from(credential)
    .where(and(inArray(credential.userId, [...accountIds]), eq(credential.providerId, PASSWORD_WAY)));
  const sealed = new Map(rows.map(({ id, password, at }) => [id, hashOf(`${password ?? ''} ${at}`)]));
  return new Map(accountIds.map((id) => [id, sealed.get(id) ?? hashOf('none')]));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
