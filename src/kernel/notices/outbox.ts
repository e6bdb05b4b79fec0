import { sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { logger } from '../log.ts';
import { FIXED_MAIL, isMailAddress, type MailText } from './queue.ts';
import type { Outcome } from './schema.ts';
import { MailFault, PATIENCE, type Mailer } from './smtp.ts';

/** A mail as its builder gets it. */
export interface DueMail {
  key: string;
  accountId: string | null;
  payload: unknown;
}

/** The letter, or why nobody needs it any more (in Vietnamese, for administrators). */
export type Built = MailText | { skip: string };

/** Makes the text at the moment of sending, from what is true then. */
export type Builder = (db: Database, mail: DueMail) => Promise<Built>;

/** Who makes the text, by kind. Given where the program is put together. */
export type Builders = Readonly<Record<string, Builder>>;

/** The builder of mails whose text the act itself gave. */
export const FIXED: Builders = { [FIXED_MAIL]: async (_db, { payload }) => payload as MailText };

export interface Sweep {
  sent: number;
  skipped: number;
  failed: number;
  /** To be tried again. */
  deferred: number;
}

/** Minutes until the next try, by the number of tries; the last one from then on. */
const WAITS = [1, 5, 15, 60, 180] as const;
/** Minutes until the next try when the server itself could not be used. */
const SERVICE_WAIT = 2;
/** Minutes for which a mail is taken; longer than sending may last. What is still unsettled then was left by a process that died. */
export const LEASE = 2;
if (LEASE * 60_000 < PATIENCE * 2) throw new Error('a mail could be taken twice');

interface Taken extends DueMail {
  id: number;
  kind: string;
  address: string | null;
  attempts: number;
  email: string | null;
  open: boolean;
}

/**
 * Sends what is due, one after the other, until nothing is or the server cannot be used. Any number may run at once: each
 * mail is taken by one. A process that dies after the server took a letter and before it was noted sends it again, under the
 * same Message-ID; nothing is lost.
 * @param mailer null: no server is named, so mail waits until it expires
 */
export async function sendDue(
  db: Database,
  mailer: Mailer | null,
  builders: Builders,
  signal?: AbortSignal,
): Promise<Sweep> {
  const sweep: Sweep = { sent: 0, skipped: 0, failed: 0, deferred: 0 };
  await expire(db, sweep);
  while (mailer && !signal?.aborted) {
    const mail = await takeNext(db);
    if (!mail) break;
    const end = await deliver(db, mailer, { ...FIXED, ...builders }, mail);
    sweep[end.outcome] += 1;
    if (end.outcome !== 'deferred') await settle(db, mail.id, end.outcome, end.reason);
    else {
      await defer(db, mail, end);
      if (end.service) {
        logger.warn({ reason: end.reason }, 'the mail server cannot be used');
        break;
      }
    }
  }
  return sweep;
}

type End = { outcome: Outcome; reason: string | null } | { outcome: 'deferred'; reason: string; service: boolean };

async function deliver(db: Database, mailer: Mailer, builders: Builders, mail: Taken): Promise<End> {
  const to = mail.accountId === null ? mail.address : mail.email;
  if (mail.accountId !== null && !mail.open) return { outcome: 'skipped', reason: 'Tài khoản đã khóa.' };
  if (to === null || !isMailAddress(to)) return { outcome: 'failed', reason: 'Địa chỉ thư điện tử không dùng được.' };
  try {
    const builder = Object.hasOwn(builders, mail.kind) ? builders[mail.kind] : undefined;
    if (!builder) throw new MailFault('later', `Chưa biết soạn thư loại “${mail.kind}”.`);
    const built = await builder(db, { key: mail.key, accountId: mail.accountId, payload: mail.payload });
    if ('skip' in built) return { outcome: 'skipped', reason: built.skip };
    await mailer({ ...built, to, key: mail.key });
    return { outcome: 'sent', reason: null };
  } catch (error) {
    const kind = error instanceof MailFault ? error.kind : 'later';
    const reason = error instanceof Error ? error.message : String(error);
    if (!(error instanceof MailFault)) logger.error({ error, kind: mail.kind }, 'a mail could not be made');
    if (kind === 'never') return { outcome: 'failed', reason };
    return { outcome: 'deferred', reason, service: kind === 'service' };
  }
}

/** Takes the next mail that is due, for the time of the lease; null when there is none. */
export async function takeNext(db: Database): Promise<Taken | null> {
  const [row] = await db.execute<Taken>(
    sql`with taken as (
      update notice_outbox set due_at = clock_timestamp() + make_interval(mins => ${LEASE}), attempts = attempts + 1
      where id = (
        select id from notice_outbox where outcome is null and due_at <= clock_timestamp() and expires_at > clock_timestamp()
        order by due_at, id limit 1 for update skip locked
      )
      returning id, key, kind, account_id, address, payload, attempts
    )
    select taken.id, taken.key, taken.kind, taken.account_id as "accountId", taken.address, taken.payload, taken.attempts,
      owner.email, owner.disabled_at is null as open
    from taken left join "user" owner on owner.id = taken.account_id`,
    'objects',
  );
  return row ?? null;
}

async function settle(db: Database, id: number, outcome: Outcome, reason: string | null): Promise<void> {
  await db.execute(sql`update notice_outbox set outcome = ${outcome}, reason = ${reason}, settled_at = clock_timestamp(),
    payload = case when secret then null else payload end
    where id = ${id} and outcome is null`);
}

async function defer(db: Database, { id, attempts }: Taken, end: { reason: string; service: boolean }): Promise<void> {
  const minutes = end.service ? SERVICE_WAIT : WAITS[Math.min(attempts, WAITS.length) - 1]!;
  await db.execute(sql`update notice_outbox set last_error = ${end.reason.slice(0, 500)},
    due_at = clock_timestamp() + make_interval(mins => ${minutes})
    where id = ${id} and outcome is null`);
}

/** Gives up what nobody could send in time: failed when it was tried, skipped when it never was. */
async function expire(db: Database, sweep: Sweep): Promise<void> {
  const rows = await db.execute<{ outcome: 'skipped' | 'failed' }>(
    sql`update notice_outbox set settled_at = clock_timestamp(),
      outcome = case when last_error is null then 'skipped' else 'failed' end,
      reason = 'Quá hạn gửi.' || coalesce(' Lỗi gần nhất: ' || last_error, ''),
      payload = case when secret then null else payload end
    where outcome is null and expires_at <= clock_timestamp()
    returning outcome`,
    'objects',
  );
  for (const { outcome } of rows) sweep[outcome] += 1;
}

/** Removes what was settled, and notices that were read, longer than a year ago. @returns how many rows */
export async function sweepNotices(db: Database): Promise<number> {
  const swept = await db.execute<{ id: string }>(
    sql`with mails as (delete from notice_outbox where settled_at < clock_timestamp() - interval '1 year' returning id),
      notices as (delete from notice where read_at < clock_timestamp() - interval '1 year' returning id)
    select id::text from mails union all select id::text from notices`,
    'objects',
  );
  return swept.length;
}
