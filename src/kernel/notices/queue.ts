import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database/transaction.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { Refusal } from '../refusal.ts';
import { outbox } from './schema.ts';

/** The job that sends what is due. */
export const SEND_JOB = 'send-notices';

/** Days after which a mail that could not be sent is worth nothing any more. */
export const EXPIRY_DAYS = 7;

/** The kind whose text is fixed by the act itself. */
export const FIXED_MAIL = 'mail';

export interface MailText {
  subject: string;
  /** Plain text; links of ours made with `addressOf`. */
  text: string;
  html?: string;
}

export interface QueuedMail extends MailText {
  /** One address, as `ten@co-quan.vn`. */
  to: string;
  /** Names the act: a second mail with the same key is not queued. */
  key: string;
  /** Its text opens something (an invitation, a reset): wiped from the database once it is sent or skipped. */
  secret?: boolean;
  notBefore?: Date;
  /** Skipped when it could not be sent by then; a week when not said. */
  expiresAt?: Date;
}

// Nothing that could begin another header or another address; the server's own rules are stricter.
const ADDRESS = /^[^\s\p{Cc}@<>(),;:\\"[\]]{1,64}@[^\s\p{Cc}@<>(),;:\\"[\]]{1,189}$/u;
const LONGEST_TEXT = 100_000;

const address = z.string().trim().max(254).regex(ADDRESS);

/** Is this one address that mail can be sent to? */
export function isMailAddress(text: string): boolean {
  return address.safeParse(text).success;
}

/**
 * Queues a mail in the act's own transaction: rolled back with it, sent once after its commit. Nothing happens when the key was
 * used before.
 * @returns was it queued now?
 * @throws Refusal `notices.bad-address`
 */
export async function queueMail(tx: Transaction, mail: QueuedMail): Promise<boolean> {
  return (await queueMails(tx, [mail])) === 1;
}

/** The same for several that fall due and expire together: as the first one says. @returns how many were queued now */
export async function queueMails(tx: Transaction, mails: readonly QueuedMail[]): Promise<number> {
  const [first] = mails;
  return first ? (await queueRows(tx, mails.map(rowOf), first)).length : 0;
}

function rowOf(mail: QueuedMail): OutboxEntry {
  const to = address.safeParse(mail.to);
  if (!to.success) {
    throw new Refusal('notices.bad-address', 'Địa chỉ thư điện tử không đúng.', {
      where: mail.to.slice(0, 100),
      remedy: 'Viết một địa chỉ, dạng ten@co-quan.gov.vn.',
    });
  }
  if (mail.text.length + (mail.html?.length ?? 0) > LONGEST_TEXT) throw new RangeError('a mail of 100,000 characters');
  const { subject, text, html, key, secret } = mail;
  // PostgreSQL's text knows no NUL.
  const clean = (each: string) => each.replaceAll('\0', '');
  const payload: MailText = {
    subject: clean(subject),
    text: clean(text),
    ...(html === undefined ? {} : { html: clean(html) }),
  };
  return { key, kind: FIXED_MAIL, address: to.data, payload, secret: secret ?? false };
}

/** A row of the outbox before it has a time. */
export interface OutboxEntry {
  key: string;
  kind: string;
  accountId?: string;
  address?: string;
  payload: unknown;
  secret?: boolean;
}

const BATCH = 1_000;

/** Queues rows of one shape, and one job that sends them. @returns keys of those that were not there before */
export async function queueRows(
  tx: Transaction,
  rows: readonly OutboxEntry[],
  { notBefore, expiresAt }: { notBefore?: Date; expiresAt?: Date } = {},
): Promise<string[]> {
  // By the database's clock, the one that all servers share.
  const dueAt = notBefore ?? sql`clock_timestamp()`;
  const until = expiresAt ?? sql`${dueAt}::timestamptz + make_interval(days => ${EXPIRY_DAYS})`;
  const queued: string[] = [];
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH).map((row) => ({ ...row, dueAt, expiresAt: until }));
    const added = await tx.insert(outbox).values(batch).onConflictDoNothing().returning({ key: outbox.key });
    queued.push(...added.map(({ key }) => key));
  }
  if (queued.length > 0) await enqueue(tx, SEND_JOB, {}, notBefore ? { runAt: notBefore } : {});
  return queued;
}
