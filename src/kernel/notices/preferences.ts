import { and, eq, inArray } from 'drizzle-orm';
import type { Actor } from '../database/actor.ts';
import { seeingAll, type Database } from '../database/connection.ts';
import { transact, type Transaction } from '../database/transaction.ts';
import { Refusal } from '../refusal.ts';
import { ownerOf } from './inbox.ts';
import type { Channel, NoticeKind } from './kinds.ts';
import { preference, subscription } from './schema.ts';

/** How one is told about each kind: one's own choice, or the usual way. @throws Refusal `identity.not-signed-in` */
export async function ownChannels(
  db: Database,
  actor: Actor,
  kinds: readonly NoticeKind[],
): Promise<Record<string, Channel>> {
  const rows = await seeingAll(db)
    .select({ kind: preference.kind, channel: preference.channel })
    .from(preference)
    .where(eq(preference.accountId, ownerOf(actor)));
  const chosen = new Map(rows.map(({ kind, channel }) => [kind, channel]));
  return Object.fromEntries(
    kinds.map(({ kind, usual, channels }) => {
      const own = chosen.get(kind);
      return [kind, own !== undefined && channels.includes(own) ? own : usual];
    }),
  );
}

/**
 * Chooses how one is told. Kinds that are not named stay as they are.
 * @param choices channel by kind, as typed
 * @throws Refusal `notices.bad-channel` with the kinds as fields, when a kind or a choice is not offered
 */
export async function chooseChannels(
  db: Database,
  actor: Actor,
  choices: Readonly<Record<string, string>>,
  kinds: readonly NoticeKind[],
): Promise<void> {
  const accountId = ownerOf(actor);
  const fields: Record<string, string> = {};
  const rows = Object.entries(choices).flatMap(([name, channel]) => {
    const kind = kinds.find((each) => each.kind === name);
    const found = kind?.channels.find((each) => each === channel);
    if (!found) fields[name] = 'Chọn một trong các cách nhận.';
    return found ? [{ accountId, kind: name, channel: found }] : [];
  });
  if (Object.keys(fields).length > 0)
    throw new Refusal('notices.bad-channel', 'Cách nhận thông báo không hợp lệ.', { status: 422, fields });
  await transact(db, actor, async (tx) => {
    const before = await choicesOf(tx, accountId);
    for (const row of rows) {
      await tx
        .insert(preference)
        .values(row)
        .onConflictDoUpdate({ target: [preference.accountId, preference.kind], set: { channel: row.channel } });
    }
    const after = await choicesOf(tx, accountId);
    tx.record({ action: 'choose-channels', subjectType: 'account', subjectId: accountId, before, after });
  });
}

async function choicesOf(tx: Transaction, accountId: string): Promise<Record<string, Channel>> {
  const rows = await tx.select().from(preference).where(eq(preference.accountId, accountId)).for('update');
  return Object.fromEntries(rows.map(({ kind, channel }) => [kind, channel]));
}

/** What one follows: a task, a body. The module says what may be followed and by whom. */
export interface Followed {
  type: string;
  id: string;
}

/**
 * Follows something; nothing happens when one does already.
 * @throws Refusal `identity.not-signed-in`, `notices.no-such-subject`
 */
export async function subscribe(db: Database, actor: Actor, to: Followed): Promise<void> {
  const accountId = ownerOf(actor);
  if (!/^[a-z.-]{1,60}$/.test(to.type) || !/^[\w:.-]{1,100}$/.test(to.id))
    throw new Refusal('notices.no-such-subject', 'Không theo dõi được mục này.', { status: 404 });
  await transact(db, actor, async (tx) => {
    const added = await tx
      .insert(subscription)
      .values({ accountId, subjectType: to.type, subjectId: to.id })
      .onConflictDoNothing()
      .returning({ id: subscription.subjectId });
    if (added.length > 0) tx.record({ action: 'subscribe', subjectType: to.type, subjectId: to.id });
  });
}

/** Follows it no longer; nothing happens when one did not. @throws Refusal `identity.not-signed-in` */
export async function unsubscribe(db: Database, actor: Actor, from: Followed): Promise<void> {
  const accountId = ownerOf(actor);
  await transact(db, actor, async (tx) => {
    const removed = await tx.delete(subscription).where(of(accountId, from)).returning({ id: subscription.subjectId });
    if (removed.length > 0) tx.record({ action: 'unsubscribe', subjectType: from.type, subjectId: from.id });
  });
}

/** Does one follow it? @throws Refusal `identity.not-signed-in` */
export async function isSubscribed(db: Database, actor: Actor, to: Followed): Promise<boolean> {
  const rows = await seeingAll(db)
    .select()
    .from(subscription)
    .where(of(ownerOf(actor), to))
    .limit(1);
  return rows.length > 0;
}

const of = (accountId: string, { type, id }: Followed) =>
  and(eq(subscription.accountId, accountId), eq(subscription.subjectType, type), eq(subscription.subjectId, id));

/** Accounts that follow each of these subjects, for the room that tells them of a change. */
export async function subscribersOf(
  tx: Pick<Transaction, 'select'>,
  type: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  if (ids.length === 0) return found;
  const rows = await tx
    .select({ id: subscription.subjectId, account: subscription.accountId })
    .from(subscription)
    .where(and(eq(subscription.subjectType, type), inArray(subscription.subjectId, [...ids])));
  for (const { id, account } of rows) found.set(id, [...(found.get(id) ?? []), account]);
  return found;
}
