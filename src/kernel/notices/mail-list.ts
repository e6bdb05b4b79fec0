import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../database/actor.ts';
import type { Database } from '../database/connection.ts';
import { transact } from '../database/transaction.ts';
import { demand } from '../identity/permissions.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { formatInstant } from '../language.ts';
import type { ListDefinition } from '../lists/definition.ts';
import { Refusal } from '../refusal.ts';
import { mailKind, MAIL_STATES, type MailRow } from './mail-states.ts';
import { NOTICE_PERMISSIONS } from './permissions.ts';
import { EXPIRY_DAYS, SEND_JOB } from './queue.ts';

/** Somebody who may see what mail went out; made by `mailScope` alone. */
export interface MailScope {
  readonly seen: true;
}
const granted = new WeakSet<MailScope>();

/** Opens the list of mail to somebody who may see it. @throws Refusal 401 or 403 */
export function mailScope(actor: Actor): MailScope {
  demand(actor, NOTICE_PERMISSIONS.manage);
  const scope: MailScope = { seen: true };
  granted.add(scope);
  return scope;
}

const STATE: SQL = sql`coalesce(mail.outcome, case when mail.last_error is null then 'waiting' else 'retrying' end)`;

/** The list of mail, one declaration for page, filters and exports. */
export const MAIL_LIST: ListDefinition<MailRow, MailScope> = {
  name: 'notices.mail',
  title: { vi: 'Thư điện tử gửi đi', en: 'Outgoing mail' },
  columns: [
    {
      key: 'at',
      title: { vi: 'Lúc', en: 'When' },
      kind: 'text',
      value: (row, language) => formatInstant(new Date(row.at), language),
      sort: 'at',
      width: 18,
    },
    { key: 'recipient', title: { vi: 'Người nhận', en: 'To' }, kind: 'text', value: (row) => row.recipient, width: 36 },
    {
      key: 'kind',
      title: { vi: 'Loại', en: 'Kind' },
      kind: 'text',
      value: (row, language) => mailKind(row.kind)[language],
      width: 14,
    },
    {
      key: 'state',
      title: { vi: 'Tình trạng', en: 'State' },
      kind: 'text',
      value: (row, language) => MAIL_STATES[row.state][language],
      width: 24,
    },
    {
      key: 'attempts',
      title: { vi: 'Số lần thử', en: 'Tries' },
      kind: 'number',
      value: (row) => row.attempts,
      width: 9,
    },
    { key: 'why', title: { vi: 'Lý do', en: 'Reason' }, kind: 'text', value: (row) => row.why, width: 60 },
  ],
  filters: [
    {
      key: 'state',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Tình trạng', en: 'State' },
      options: Object.entries(MAIL_STATES).map(([value, label]) => ({ value, label })),
      where: (states) => sql`${STATE} = any(${sql.param(states)}::text[])`,
    },
    {
      key: 'q',
      kind: 'search',
      label: { vi: 'Người nhận', en: 'To' },
      where: (words) =>
        sql`coalesce(owner.email, mail.address) ilike ${`%${words.replace(/[\\%_]/g, String.raw`\$&`)}%`}`,
    },
  ],
  sorts: [{ key: 'at', label: { vi: 'Thời gian', en: 'Time' }, expression: sql`mail.id`, type: 'bigint' }],
  source: (scope) => {
    if (!granted.has(scope)) throw new Error('mail is listed with a scope from mailScope only');
    return {
      select: sql`mail.id, mail.created_at as at, coalesce(owner.email, mail.address) as recipient, mail.kind, ${STATE} as state, mail.attempts,
        coalesce(mail.reason, mail.last_error) as why`,
      from: sql`notice_outbox mail left join "user" owner on owner.id = mail.account_id`,
      where: sql`true`,
      key: sql`mail.id`,
      keyType: 'bigint',
    };
  },
};

/**
 * Sends a mail that failed once more, with a new term.
 * @throws Refusal 404, or 409 when it did not fail or its secret text is gone
 */
export async function resendMail(db: Database, actor: Actor, id: number): Promise<void> {
  demand(actor, NOTICE_PERMISSIONS.manage);
  await transact(db, actor, async (tx) => {
    const [mail] = Number.isSafeInteger(id)
      ? await tx.execute<{ outcome: string | null; wiped: boolean; reason: string | null; kind: string }>(
          sql`select outcome, payload is null as wiped, reason, kind from notice_outbox where id = ${id} for update`,
          'objects',
        )
      : [];
    if (!mail) throw new Refusal('notices.mail-not-found', 'Không có thư này.', { status: 404 });
    if (mail.outcome !== 'failed')
      throw new Refusal('notices.mail-not-failed', 'Chỉ gửi lại thư không gửi được.', {
        status: 409,
        remedy: 'Mở lại danh sách để xem tình trạng mới nhất.',
      });
    if (mail.wiped)
      throw new Refusal('notices.mail-wiped', 'Nội dung bí mật của thư này đã được xóa.', {
        status: 409,
        remedy: 'Làm lại việc đã gửi thư, chẳng hạn mời lại người dùng.',
      });
    await tx.execute(sql`update notice_outbox set outcome = null, settled_at = null, reason = null, last_error = null, attempts = 0,
      due_at = clock_timestamp(), expires_at = clock_timestamp() + make_interval(days => ${EXPIRY_DAYS}) where id = ${id}`);
    await enqueue(tx, SEND_JOB, {});
    tx.record({
      action: 'resend',
      subjectType: 'mail',
      subjectId: id,
      before: { kind: mail.kind, reason: mail.reason },
    });
  });
}
