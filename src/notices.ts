import { vietnamDate } from '#kernel/calendar/dates.ts';
import { isWorkingDay, vietnamCalendar } from '#kernel/calendar/index.ts';
import { system } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import {
  KERNEL_KINDS,
  noticeBuilders,
  queueDigests,
  queueWeekly,
  remind,
  sendDue,
  smtpMailer,
  weeklyBuilders,
  type Builders,
  type CalendarSource,
  type NoticeKind,
  type ReminderSource,
  type WeeklySection,
} from '#kernel/notices/index.ts';
import { ACTIVITY_CALENDAR, ACTIVITY_REMINDERS } from '#modules/activities/index.ts';
import { OBLIGATION_CALENDAR, OBLIGATION_REMINDERS, OBLIGATION_WEEK } from '#modules/plan/index.ts';
import { settings } from '#kernel/settings.ts';

/** What the modules give to notices. A module that reminds, sums up or fills calendars is added here. */
export const NOTICE_KINDS: readonly NoticeKind[] = [...KERNEL_KINDS];
export const REMINDER_SOURCES: readonly ReminderSource[] = [OBLIGATION_REMINDERS, ACTIVITY_REMINDERS];
export const WEEKLY_SECTIONS: readonly WeeklySection[] = OBLIGATION_WEEK;
export const CALENDAR_SOURCES: readonly CalendarSource[] = [OBLIGATION_CALENDAR, ACTIVITY_CALENDAR];

const today = () => vietnamDate(new Date());

/** Who makes the text of each kind of mail. */
const BUILDERS: Builders = {
  ...noticeBuilders({ kinds: NOTICE_KINDS, sources: REMINDER_SOURCES, calendar: vietnamCalendar, today }),
  ...weeklyBuilders(WEEKLY_SECTIONS, today),
};

/** Sends the mail that is due; without a mail server it waits. */
export async function sendNotices(db: Database, signal?: AbortSignal): Promise<void> {
  const { smtp } = settings();
  await sendDue(db, smtp ? smtpMailer(smtp) : null, BUILDERS, signal);
}

/** The morning of a working day: what is due today goes into the inboxes, and one letter to everybody who wants one. */
export async function planReminders(db: Database): Promise<void> {
  const day = today();
  if (!isWorkingDay(vietnamCalendar, day)) return;
  const actor = system('Nhắc việc');
  for (const source of REMINDER_SOURCES) await remind(db, actor, source, vietnamCalendar, day);
  await queueDigests(db, actor, day);
  await queueWeekly(db, actor, day);
}
