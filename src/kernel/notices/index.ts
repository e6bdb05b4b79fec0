/** Mail, inbox, reminders and calendar feeds: the room's door. */
export { addressOf } from './address.ts';
export { noticeBuilders, queueDigests, type LetterContext } from './digest.ts';
export { feedPath, openFeed, ownFeeds, readFeed, revokeFeed, type OwnFeed } from './feeds.ts';
export { NOTICE_HISTORY } from './history-words.ts';
export { MANY, markAllRead, ownNotices, readNotice, unreadCount, type OwnNotice } from './inbox.ts';
export {
  CHANNEL_NAMES,
  CHANNELS,
  ESCALATION,
  KERNEL_KINDS,
  REMINDER,
  WEEKLY,
  type Channel,
  type NoticeKind,
} from './kinds.ts';
export { letter, type LetterItem, type LetterPart } from './letter.ts';
export { MAIL_LIST, mailScope, resendMail, type MailScope } from './mail-list.ts';
export { MAIL_STATES, type MailRow, type MailState } from './mail-states.ts';
export { notify, type Told } from './notify.ts';
export { sendDue, sweepNotices, type Builder, type Builders, type Built, type DueMail } from './outbox.ts';
export { NOTICE_PERMISSIONS } from './permissions.ts';
export type * from './ports.ts';
export {
  chooseChannels,
  isSubscribed,
  ownChannels,
  subscribe,
  subscribersOf,
  unsubscribe,
  type Followed,
} from './preferences.ts';
export { isMailAddress, queueMail, queueRows, SEND_JOB, type MailText, type QueuedMail } from './queue.ts';
export { officialsOf } from './recipients.ts';
export { remind, remindersOf, type Reminded } from './remind.ts';
export {
  AUDIENCE_NAMES,
  AUDIENCES,
  dueWords,
  planReminders,
  type Audience,
  type OpenSubject,
  type ReminderRule,
} from './reminder-plan.ts';
export {
  addReminderRule,
  noticeSettings,
  reminderSettings,
  retireReminderRule,
  RULE_INPUT,
  setWeeklyDay,
  type RuleInput,
  type ShownRule,
} from './reminder-rules.ts';
export { smtpMailer, type Mailer } from './smtp.ts';
export { queueWeekly, weeklyBuilders } from './weekly.ts';
