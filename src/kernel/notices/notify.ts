import { sql } from 'drizzle-orm';
import type { IsoDate } from '../calendar/dates.ts';
import type { Transaction } from '../database/transaction.ts';
import { newId } from '../database/uuid.ts';
import type { Channel, NoticeKind } from './kinds.ts';
import { queueRows, type OutboxEntry } from './queue.ts';

/** What one person is told. */
export interface Told {
  accountId: string;
  /** Names the act: the same person is not told twice under one key. */
  key: string;
  /** One line, at most 300 characters; longer ones are cut. */
  title: string;
  text?: string;
  /** Why this person: "Bạn theo dõi nhiệm vụ này". */
  why?: string;
  /** A page of ours, from the root. */
  path?: string | null;
  subject?: { type: string; id: string };
  /** Of a reminder: the day that it reminds of. */
  dueOn?: IsoDate;
}

/** The outbox's kind for a notice that is mailed at once. */
export const NOTICE_MAIL = 'notice';

/** Rows per statement. */
const BATCH = 10_000;

/**
 * Puts notices into inboxes, in the act's own transaction, and queues mail as each person chose. Nobody gets one twice, who turned
 * the kind off gets none, and so does a disabled account. Record the act that it is about; the notice itself is no act.
 * @returns how many were put
 */
export async function notify(
  tx: Transaction,
  { kind, usual, channels }: NoticeKind,
  told: readonly Told[],
): Promise<number> {
  let put = 0;
  for (let start = 0; start < told.length; start += BATCH) {
    const batch = told.slice(start, start + BATCH);
    const column = (value: (one: Told) => string | null, type: string) =>
      sql`${sql.param(batch.map(value))}::${sql.raw(type)}[]`;
    const rows = await tx.execute<{ id: string; account: string; mail: string }>(
      sql`insert into notice (id, account_id, kind, key, title, text, why, path, subject_type, subject_id, due_on, mail)
        select given.id, given.account, ${kind}, given.key, given.title, given.text, given.why, given.path, given.type, given.subject, given.due,
          case chosen.channel when 'mail' then 'at-once' when 'digest' then 'digest' else 'none' end
        from unnest(${column(() => newId(), 'uuid')}, ${column((one) => one.accountId, 'text')}, ${column((one) => one.key, 'text')},
          ${column((one) => cut(one.title, 300), 'text')}, ${column((one) => cut(one.text ?? '', 4000), 'text')},
          ${column((one) => cut(one.why ?? '', 500), 'text')}, ${column((one) => one.path ?? null, 'text')},
          ${column((one) => one.subject?.type ?? null, 'text')}, ${column((one) => one.subject?.id ?? null, 'text')},
          ${column((one) => one.dueOn ?? null, 'date')})
          as given (id, account, key, title, text, why, path, type, subject, due)
        join "user" owner on owner.id = given.account and owner.disabled_at is null
        left join notice_preference own on own.account_id = given.account and own.kind = ${kind}
        cross join lateral (select case when own.channel = any(${sql.param([...channels] satisfies Channel[])}::text[]) then own.channel else ${usual} end) as chosen (channel)
        where chosen.channel <> 'off'
        on conflict (account_id, key) do nothing
        returning id, account_id as account, mail`,
      'objects',
    );
    put += rows.length;
    const atOnce = rows.filter(({ mail }) => mail === 'at-once');
    await queueRows(
      tx,
      atOnce.map(({ id, account }): OutboxEntry => ({
        key: `notice:${id}`,
        kind: NOTICE_MAIL,
        accountId: account,
        payload: { notice: id },
      })),
    );
  }
  return put;
}

/** On one line (titles) or several, without control characters, cut to a length. */
function cut(text: string, longest: number): string {
  const clean = text.normalize('NFC').replace(/[^\P{Cc}\n]/gu, ' ').trim(); // prettier-ignore
  return clean.length <= longest ? clean : `${clean.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
