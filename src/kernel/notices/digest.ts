import { sql } from 'drizzle-orm';
import type { IsoDate } from '../calendar/dates.ts';
import { toVietnamese } from '../calendar/dates.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import type { Actor } from '../database/actor.ts';
import { seeingAll, type Database } from '../database/connection.ts';
import { transact } from '../database/transaction.ts';
import { say } from '../language.ts';
import type { NoticeKind } from './kinds.ts';
import { letter, type LetterPart } from './letter.ts';
import { NOTICE_MAIL } from './notify.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { Builder, Builders } from './outbox.ts';
import type { ReminderSource } from './ports.ts';
import { queueRows } from './queue.ts';
import { dueWords } from './reminder-plan.ts';

/** The outbox's kind of the daily letter. */
export const DIGEST_MAIL = 'digest';

/**
 * Queues one letter for everybody who has notices for the daily mail. A second run on the same day adds none: what came since goes
 * out tomorrow. @returns how many letters
 */
export async function queueDigests(db: Database, actor: Actor, today: IsoDate): Promise<number> {
  return transact(db, actor, async (tx) => {
    await oneAtATime(tx, DIGEST_MAIL);
    const accounts = await tx.execute<{ id: string }>(
      sql`select distinct account_id as id from notice where mail = 'digest' and digest_key is null and read_at is null order by 1`,
      'objects',
    );
    const letters = accounts.map(({ id }) => ({
      key: `${DIGEST_MAIL}:${id}:${today}`,
      kind: DIGEST_MAIL,
      accountId: id,
      payload: { day: today },
    }));
    const queued = await queueRows(tx, letters);
    if (queued.length === 0) return 0;
    await tx.execute(sql`update notice set digest_key = ${`${DIGEST_MAIL}:`} || account_id || ${`:${today}`}
      where mail = 'digest' and digest_key is null and read_at is null
        and ${`${DIGEST_MAIL}:`} || account_id || ${`:${today}`} = any(${sql.param(queued)}::text[])`);
    tx.record({
      action: 'queue-digests',
      subjectType: 'reminders',
      subjectId: today,
      after: { letters: queued.length },
    });
    return queued.length;
  });
}

/** What the letters about notices need to know. */
export interface LetterContext {
  kinds: readonly NoticeKind[];
  sources: readonly ReminderSource[];
  calendar: WorkingCalendar;
  /** The day on which the letter is made. */
  today: () => IsoDate;
  address?: (path: string) => string;
}

/** Builders of the letters that carry notices: at once, and once a day. */
export function noticeBuilders(context: LetterContext): Builders {
  const atOnce: Builder = async (asked, { accountId, payload }) => {
    const db = seeingAll(asked);
    const rows = await readLetter(db, sql`notice.id = ${(payload as { notice: string }).notice}::uuid and notice.account_id = ${accountId}`); // prettier-ignore
    const [one] = await stillTrue(db, rows, context);
    if (!one) return { skip: rows.length === 0 ? 'Đã đọc trên nền tảng.' : 'Không còn đúng khi gửi.' };
    return letter(
      { subject: one.title, name: one.name, opening: 'Bạn có thông báo mới.', parts: partsOf([one], context) },
      context.address,
    );
  };

  const daily: Builder = async (asked, { key, accountId }) => {
    const db = seeingAll(asked);
    // Several days' letters can be waiting (the mail server was away): one goes out, with what the others held.
    const [later] = await db.execute<{ day: string }>(
      sql`select payload->>'day' as day from notice_outbox where kind = ${DIGEST_MAIL} and account_id = ${accountId}
        and (outcome is null or outcome = 'sent') and id > (select id from notice_outbox where key = ${key}) limit 1`,
      'objects',
    );
    if (later) return { skip: `Gộp vào thư ngày ${toVietnamese(later.day as IsoDate)}.` };
    const rows = await readLetter(
      db,
      sql`notice.account_id = ${accountId} and notice.digest_key in (
        select waiting.key from notice_outbox waiting where waiting.kind = ${DIGEST_MAIL} and waiting.account_id = ${accountId}
        and waiting.id > coalesce((select max(id) from notice_outbox where kind = ${DIGEST_MAIL} and account_id = ${accountId} and outcome = 'sent'), 0))`,
    );
    const current = await stillTrue(db, rows, context);
    const [first] = current;
    if (!first)
      return { skip: rows.length === 0 ? 'Đã đọc trên nền tảng.' : 'Các việc trong thư không còn đúng khi gửi.' };
    return letter(
      {
        subject:
          current.length === 1 ? first.title : `${current.length} thông báo ngày ${toVietnamese(context.today())}`,
        name: first.name,
        opening: `Các thông báo chưa đọc đến ngày ${toVietnamese(context.today())}:`,
        parts: partsOf(current, context),
      },
      context.address,
    );
  };
  return { [NOTICE_MAIL]: atOnce, [DIGEST_MAIL]: daily };
}

interface LetterRow {
  name: string;
  kind: string;
  title: string;
  text: string;
  why: string;
  path: string | null;
  subjectType: string | null;
  subjectId: string | null;
  dueOn: IsoDate | null;
}

/** More than any letter shows. */
const MOST = 1_000;

async function readLetter(db: Database, which: ReturnType<typeof sql>): Promise<LetterRow[]> {
  return db.execute<LetterRow & Record<string, unknown>>(
    sql`select owner.name, notice.kind, notice.title, notice.text, notice.why, notice.path, notice.subject_type as "subjectType",
        notice.subject_id as "subjectId", notice.due_on as "dueOn"
      from notice join "user" owner on owner.id = notice.account_id
      where ${which} and notice.read_at is null
      order by notice.due_on nulls last, notice.id limit ${MOST}`,
    'objects',
  );
}

/** Leaves out reminders of what is done, closed or due on another day by now, and says anew how far the day is. */
async function stillTrue(
  db: Database,
  rows: readonly LetterRow[],
  { sources, calendar, today }: LetterContext,
): Promise<LetterRow[]> {
  const present = new Map<string, ReadonlyMap<string, IsoDate | null>>();
  for (const source of sources) {
    const ids = rows
      .filter((row) => row.dueOn !== null && row.subjectType === source.name)
      .map((row) => row.subjectId!);
    if (ids.length > 0) present.set(source.name, await source.lastDaysOf(db, [...new Set(ids)]));
  }
  // The same subject can be told of several times before a letter goes out: the latest word counts.
  const latest = new Map<string, LetterRow>();
  for (const row of rows) {
    if (row.dueOn === null || row.subjectType === null) {
      latest.set(`${latest.size}`, row);
      continue;
    }
    if (present.get(row.subjectType)?.get(row.subjectId!) !== row.dueOn) continue;
    latest.set(`${row.subjectType} ${row.subjectId}`, { ...row, text: dueWords(calendar, row.dueOn, today()) });
  }
  return [...latest.values()];
}

function partsOf(rows: readonly LetterRow[], { kinds }: LetterContext): LetterPart[] {
  const known = [...kinds.map(({ kind }) => kind), ...new Set(rows.map(({ kind }) => kind))];
  return [...new Set(known)].map((kind) => {
    const label = kinds.find((each) => each.kind === kind)?.label;
    return { title: label ? say(label, 'vi') : 'Khác', items: rows.filter((row) => row.kind === kind) };
  });
}
