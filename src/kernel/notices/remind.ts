import { and, eq, inArray, sql } from 'drizzle-orm';
import type { IsoDate } from '../calendar/dates.ts';
import { isWorkingDay, type WorkingCalendar } from '../calendar/working-days.ts';
import type { Actor } from '../database/actor.ts';
import { seeingAll, type Database } from '../database/connection.ts';
import { transact, type Transaction } from '../database/transaction.ts';
import { ESCALATION, REMINDER, type NoticeKind } from './kinds.ts';
import { notify, type Told } from './notify.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { ReminderSource } from './ports.ts';
import {
  AUDIENCES,
  dueWords,
  horizonOf,
  offsetsAround,
  planReminders,
  reachOf,
  type Audience,
  type Decided,
  type OpenSubject,
  type PlannedReminder,
} from './reminder-plan.ts';
import { readRules } from './reminder-rules.ts';
import { reminder } from './schema.ts';

export interface Reminded {
  /** Subjects looked at. */
  open: number;
  /** Reminders to an audience; one can reach several people. */
  sent: number;
  passedOver: number;
  /** There was nobody to be told. */
  nobody: number;
}

/**
 * Plans what is due today and puts it into the inboxes; each batch in a transaction of its own, so a run that was cut off goes on
 * where it stopped. Running twice, or at two places at once, tells nobody twice.
 */
export async function remind(
  asked: Database,
  actor: Actor,
  source: ReminderSource,
  calendar: WorkingCalendar,
  today: IsoDate,
): Promise<Reminded> {
  const db = seeingAll(asked);
  const sum: Reminded = { open: 0, sent: 0, passedOver: 0, nobody: 0 };
  if (!isWorkingDay(calendar, today)) return sum;
  const rules = await readRules(db);
  if (rules.length === 0) return sum;
  const offsets = offsetsAround(calendar, today, reachOf(rules));
  const first = Math.min(...rules.map(({ offsetDays }) => offsetDays));
  const words = new Map<IsoDate, string>();
  const inWords = (day: IsoDate) => words.get(day) ?? words.set(day, dueWords(calendar, day, today)).get(day)!;

  for await (const open of source.openOn(db, today, horizonOf(rules, calendar, today))) {
    sum.open += open.length;
    const near = open.filter(({ lastDay }) => lastDay !== null && offsets(lastDay) >= first);
    const decided = await decidedOf(db, source.name, near);
    const planned = planReminders(near, rules, decided, calendar, today, offsets);
    if (planned.length === 0) continue;
    const counts = await transact(db, actor, async (tx) => {
      const counted = await carryOut(tx, source, planned, today, inWords);
      if (counted.sent + counted.passedOver + counted.nobody > 0)
        tx.record({ action: 'remind', subjectType: 'reminders', subjectId: `${source.name} ${today}`, after: counted });
      return counted;
    });
    sum.sent += counts.sent;
    sum.passedOver += counts.passedOver;
    sum.nobody += counts.nobody;
  }
  return sum;
}

/** What was decided before for the present last day of each subject. */
async function decidedOf(
  db: Database,
  source: string,
  subjects: readonly OpenSubject[],
): Promise<Map<string, Decided[]>> {
  const found = new Map<string, Decided[]>();
  if (subjects.length === 0) return found;
  const rows = await db.execute<Decided & { subjectId: string }>(
    sql`select reminder.subject_id as "subjectId", rule_id || passed_over as "ruleIds", audience, offset_days as "offsetDays"
      from unnest(${sql.param(subjects.map(({ subjectId }) => subjectId))}::text[], ${sql.param(subjects.map(({ lastDay }) => lastDay))}::date[]) as wanted (id, day)
      join reminder on reminder.source = ${source} and reminder.subject_id = wanted.id and reminder.last_day = wanted.day`,
    'objects',
  );
  for (const { subjectId, ...each } of rows) {
    const list = found.get(subjectId);
    if (list) list.push(each);
    else found.set(subjectId, [each]);
  }
  return found;
}

/** Who gets a reminder, and why he does. */
interface Recipients {
  accounts: readonly string[];
  why: string;
  kind: NoticeKind;
}

type Due = PlannedReminder & { key: string; recipients: Recipients | null };
type Counts = Omit<Reminded, 'open'>;

async function carryOut(
  tx: Transaction,
  source: ReminderSource,
  planned: readonly PlannedReminder[],
  today: IsoDate,
  inWords: (day: IsoDate) => string,
): Promise<Counts> {
  const find = await recipientsOf(tx, source, planned, today);
  const due = planned.map((each): Due => ({
    ...each,
    key: `${each.subject.subjectId} ${each.lastDay} ${each.rule.id}`,
    recipients: each.outcome === 'sent' ? find(each) : null,
  }));
  await oneAtATime(tx, source.name);
  const won = await store(tx, source.name, due, today);
  const fresh = won.size === due.length ? due : due.filter(({ key }) => won.has(key));

  const told = new Map<string, { kind: NoticeKind; one: Told }>();
  // The highest office first.
  for (const audience of AUDIENCES.toReversed()) {
    for (const { subject, lastDay, rule, recipients } of fresh) {
      if (rule.audience !== audience || recipients === null) continue;
      for (const accountId of recipients.accounts) {
        // One person in two offices is told once.
        const person = `${accountId} ${subject.subjectId}`;
        if (told.has(person)) continue;
        const one: Told = {
          accountId,
          key: `${source.name}:${subject.subjectId}:${lastDay}:${audience}${rule.offsetDays}`,
          title: subject.title,
          text: inWords(lastDay),
          why: recipients.why,
          path: subject.path,
          subject: { type: source.name, id: subject.subjectId },
          dueOn: lastDay,
        };
        told.set(person, { kind: recipients.kind, one });
      }
    }
  }
  for (const kind of [REMINDER, ESCALATION])
    await notify(tx, kind, [...told.values()].filter((each) => each.kind === kind).map(({ one }) => one)); // prettier-ignore
  return {
    sent: fresh.filter(({ recipients }) => recipients !== null && recipients.accounts.length > 0).length,
    passedOver: fresh.reduce(
      (sum, { outcome, passedOver }) => sum + passedOver.length + (outcome === 'sent' ? 0 : 1),
      0,
    ),
    nobody: fresh.filter(({ recipients }) => recipients !== null && recipients.accounts.length === 0).length,
  };
}

/** Writes what was decided. @returns keys of what nobody decided before us */
async function store(tx: Transaction, source: string, due: readonly Due[], today: IsoDate): Promise<Set<string>> {
  const outcomes = due.map(({ outcome, recipients }) => (recipients?.accounts.length === 0 ? 'nobody' : outcome));
  const rows = await tx.execute<{ key: string }>(
    sql`insert into reminder (source, subject_id, rule_id, last_day, offset_days, audience, outcome, passed_over, planned_on)
      select ${source}, given.subject, given.rule, given.day, given.days, given.audience, given.outcome, given.passed::uuid[], ${today}::date from unnest(${sql.param(due.map(({ subject }) => subject.subjectId))}::text[],
        ${sql.param(due.map(({ rule }) => rule.id))}::uuid[], ${sql.param(due.map(({ lastDay }) => lastDay))}::date[],
        ${sql.param(due.map(({ rule }) => rule.offsetDays))}::smallint[], ${sql.param(due.map(({ rule }) => rule.audience))}::text[],
        ${sql.param(outcomes)}::text[], ${sql.param(due.map(({ passedOver }) => `{${passedOver.join(',')}}`))}::text[])
        as given (subject, rule, day, days, audience, outcome, passed)
      on conflict do nothing
      returning subject_id || ' ' || last_day || ' ' || rule_id as key`,
    'objects',
  );
  return new Set(rows.map(({ key }) => key));
}

const TOLD_AS: Readonly<Record<Audience | 'assigned' | 'head-instead', Omit<Recipients, 'accounts'>>> = {
  responsible: { why: 'Cơ quan của bạn thực hiện việc này.', kind: REMINDER },
  assigned: { why: 'Bạn được phân công việc này.', kind: REMINDER },
  'head-instead': { why: 'Cơ quan chưa có ai nhận việc này, nên báo người đứng đầu.', kind: ESCALATION },
  confirmer: { why: 'Kết quả đang chờ bạn xác nhận hoặc trả lại.', kind: REMINDER },
  head: { why: 'Bạn là người đứng đầu cơ quan thực hiện việc này.', kind: ESCALATION },
  chairman: { why: 'Việc quá hạn được báo lãnh đạo UBND tỉnh.', kind: ESCALATION },
};

/** Looks up, once per audience, everybody whom the batch concerns. */
async function recipientsOf(
  tx: Transaction,
  source: ReminderSource,
  planned: readonly PlannedReminder[],
  today: IsoDate,
): Promise<(each: PlannedReminder) => Recipients> {
  const sent = planned.filter(({ outcome }) => outcome === 'sent');
  const bodies = (audience: Audience) => [
    ...new Set(sent.filter(({ rule }) => rule.audience === audience).map(({ subject }) => subject.organisationKey)),
  ];
  const found = new Map<Audience, ReadonlyMap<string, readonly string[]>>();
  for (const audience of AUDIENCES) {
    const keys = audience === 'head' ? [...new Set([...bodies('head'), ...bodies('responsible')])] : bodies(audience);
    if (keys.length > 0) found.set(audience, await source.recipientsOf(tx, audience, keys, today));
  }
  const of = (audience: Audience, key: string) => found.get(audience)?.get(key) ?? [];
  const assigned = source.assigneesOf
    ? await source.assigneesOf(
        tx,
        sent.filter(({ rule }) => rule.audience === 'responsible').map(({ subject }) => subject.subjectId),
      )
    : new Map<string, readonly string[]>();
  return ({ subject, rule: { audience } }) => {
    const named = audience === 'responsible' ? (assigned.get(subject.subjectId) ?? []) : [];
    if (named.length > 0) return { accounts: named, ...TOLD_AS.assigned };
    const accounts = of(audience, subject.organisationKey);
    // A body that named nobody is reported to its head.
    if (audience === 'responsible' && accounts.length === 0)
      return { accounts: of('head', subject.organisationKey), ...TOLD_AS['head-instead'] };
    return { accounts, ...TOLD_AS[audience] };
  };
}

/** What was decided about a subject's reminders, for its page: when, which, to whom. */
export async function remindersOf(db: Database, source: string, subjectIds: readonly string[]) {
  return seeingAll(db)
    .select()
    .from(reminder)
    .where(and(eq(reminder.source, source), inArray(reminder.subjectId, [...subjectIds])))
    .orderBy(reminder.plannedOn, reminder.offsetDays)
    .limit(500);
}
