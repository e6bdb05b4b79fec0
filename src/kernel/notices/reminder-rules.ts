import { asc, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Actor } from '../database/actor.ts';
import { seeingAll, type Database } from '../database/connection.ts';
import { transact } from '../database/transaction.ts';
import { isId } from '../database/uuid.ts';
import { demand } from '../identity/permissions.ts';
import { Refusal } from '../refusal.ts';
import { NOTICE_PERMISSIONS } from './permissions.ts';
import { AUDIENCES, type Audience, type ReminderRule } from './reminder-plan.ts';
import { reminderRule } from './schema.ts';

/** A rule as it is shown: whether somebody decided it or it is the platform's own suggestion. */
export interface ShownRule extends ReminderRule {
  origin: 'suggestion' | 'decided';
}

/** The rules that hold, the earliest first. No law fixes them; they are data, changed at `/van-phong/nhac-viec`. */
export async function readRules(db: Pick<Database, 'select'>): Promise<ShownRule[]> {
  const rows = await db
    .select()
    .from(reminderRule)
    .where(isNull(reminderRule.retiredAt))
    .orderBy(asc(reminderRule.offsetDays), asc(reminderRule.audience));
  return rows.flatMap(({ id, offsetDays, audience, origin }) => {
    const known = AUDIENCES.find((each) => each === audience);
    return known ? [{ id, offsetDays, audience: known, origin }] : [];
  });
}

/** A rule as typed into a form. */
export const RULE_INPUT = z.object({
  /** Working days, without a sign. */
  days: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, 'Điền số ngày làm việc, từ 0 đến 250.')
    .transform(Number)
    .refine((days) => days <= 250, 'Nhiều nhất 250 ngày làm việc.'),
  when: z.enum(['before', 'after'], 'Chọn trước hay sau hạn.'),
  audience: z.enum(AUDIENCES, 'Chọn người nhận.'),
});
export type RuleInput = z.infer<typeof RULE_INPUT>;

/**
 * Adds a rule. What fell due by it before today is decided with the next run: only what is more urgent than what was sent goes out.
 * @throws Refusal `notices.rule-exists`, `notices.rule-too-early` (heads and the chairman are told of late work only)
 */
export async function addReminderRule(db: Database, actor: Actor, input: RuleInput): Promise<void> {
  demand(actor, NOTICE_PERMISSIONS.configure);
  const offsetDays = input.when === 'before' ? -input.days : input.days;
  const escalates: Audience[] = ['head', 'chairman'];
  if (offsetDays <= 0 && escalates.includes(input.audience)) {
    const fields = { days: 'Chỉ báo người đứng đầu và lãnh đạo khi đã quá hạn.' };
    throw new Refusal('notices.rule-too-early', fields.days, { status: 422, fields });
  }
  await transact(db, actor, async (tx) => {
    const [added] = await tx
      .insert(reminderRule)
      .values({ offsetDays, audience: input.audience, origin: 'decided' })
      .onConflictDoNothing()
      .returning({ id: reminderRule.id });
    if (!added) {
      const fields = { days: 'Đã có quy tắc này.' };
      throw new Refusal('notices.rule-exists', 'Đã có quy tắc nhắc việc này.', { status: 409, fields });
    }
    tx.record({
      action: 'add',
      subjectType: 'reminder-rule',
      subjectId: added.id,
      after: { offsetDays, audience: input.audience },
    });
  });
}

/** Takes a rule out of use; what it sent stays. @throws Refusal 404 */
export async function retireReminderRule(db: Database, actor: Actor, id: string): Promise<void> {
  demand(actor, NOTICE_PERMISSIONS.configure);
  await transact(db, actor, async (tx) => {
    const [rule] = isId(id) ? await tx.select().from(reminderRule).where(eq(reminderRule.id, id)).for('update') : [];
    if (!rule || rule.retiredAt !== null)
      throw new Refusal('notices.rule-not-found', 'Không có quy tắc nhắc việc này.', { status: 404 });
    await tx
      .update(reminderRule)
      .set({ retiredAt: sql`clock_timestamp()` })
      .where(eq(reminderRule.id, id));
    const { offsetDays, audience, origin } = rule;
    tx.record({
      action: 'retire',
      subjectType: 'reminder-rule',
      subjectId: id,
      before: { offsetDays, audience, origin },
    });
  });
}

const SETTINGS_KEY = 'notices';
const SETTINGS = z.object({
  /** 1 = Monday … 7 = Sunday; 0: no weekly summary. */
  weeklyDay: z.int().min(0).max(7),
});
export type NoticeSettings = z.infer<typeof SETTINGS>;
/** The platform's own suggestion, until somebody decides. */
export const SUGGESTED: NoticeSettings = { weeklyDay: 1 };

/** On which weekday the weekly summary goes out. */
export async function noticeSettings(db: Pick<Database, 'execute'>): Promise<NoticeSettings> {
  const [row] = await db.execute<{ value: unknown }>(
    sql`select value from setting where key = ${SETTINGS_KEY}`,
    'objects',
  );
  return SETTINGS.safeParse(row?.value).data ?? SUGGESTED;
}

/** Sets on which weekday the weekly summary goes out. @param weeklyDay 1 = Monday … 7 = Sunday; 0: never */
export async function setWeeklyDay(db: Database, actor: Actor, weeklyDay: number): Promise<void> {
  demand(actor, NOTICE_PERMISSIONS.configure);
  const parsed = SETTINGS.safeParse({ weeklyDay });
  if (!parsed.success) {
    const fields = { weeklyDay: 'Chọn một ngày trong tuần.' };
    throw new Refusal('notices.bad-weekday', fields.weeklyDay, { status: 422, fields });
  }
  await transact(db, actor, async (tx) => {
    const [former] = await tx.execute<{ value: unknown }>(
      sql`select value from setting where key = ${SETTINGS_KEY} for update`,
      'objects',
    );
    await tx.execute(sql`insert into setting (key, value) values (${SETTINGS_KEY}, ${JSON.stringify(parsed.data)}::jsonb)
      on conflict (key) do update set value = excluded.value where setting.value is distinct from excluded.value`);
    tx.record({
      action: 'set-notices',
      subjectType: 'setting',
      subjectId: SETTINGS_KEY,
      before: former?.value,
      after: parsed.data,
    });
  });
}

/** The rules and the weekday as the page shows them. @throws Refusal when the actor may not set them */
export async function reminderSettings(db: Database, actor: Actor): Promise<{ rules: ShownRule[] } & NoticeSettings> {
  demand(actor, NOTICE_PERMISSIONS.configure);
  const all = seeingAll(db);
  return { rules: await readRules(all), ...(await noticeSettings(all)) };
}
