import type { HistoryWords } from '../audit/words.ts';
import type { Text } from '../language.ts';
import { AUDIENCE_NAMES } from './reminder-plan.ts';

const DAYS: Text = { vi: 'Ngày làm việc so với hạn', en: 'Working days from the due day' };
const AUDIENCE: Text = { vi: 'Người nhận', en: 'To' };
const LETTERS: Text = { vi: 'Số thư', en: 'Letters' };

/** Words for what is done with notices. */
export const NOTICE_HISTORY: HistoryWords = {
  subjects: {
    'reminder-rule': { name: { vi: 'Quy tắc nhắc việc', en: 'Reminder rule' } },
    reminders: { name: { vi: 'Nhắc việc', en: 'Reminders' } },
    mail: { name: { vi: 'Thư điện tử', en: 'Mail' } },
  },
  sentences: {
    'reminder-rule.add': {
      title: { vi: 'Thêm quy tắc nhắc việc', en: 'Reminder rule added' },
      tone: 'good',
      lines: ({ after }) => [[DAYS, after.offsetDays ?? null]],
    },
    'reminder-rule.retire': {
      title: { vi: 'Bỏ quy tắc nhắc việc', en: 'Reminder rule taken out of use' },
      tone: 'warn',
      lines: ({ before }) => [[DAYS, before.offsetDays ?? null]],
    },
    'reminders.remind': { title: { vi: 'Nhắc việc trong ngày', en: 'Reminders of the day' } },
    'reminders.queue-digests': {
      title: { vi: 'Lập thư tổng hợp hằng ngày', en: 'Daily letters made' },
      lines: ({ after }) => [[LETTERS, after.letters ?? null]],
    },
    'reminders.queue-weekly': {
      title: { vi: 'Lập thư tổng hợp hằng tuần', en: 'Weekly letters made' },
      lines: ({ after }) => [[LETTERS, after.letters ?? null]],
    },
    'account.choose-channels': { title: { vi: 'Chọn cách nhận thông báo', en: 'Ways of being told chosen' } },
    'account.open-feed': { title: { vi: 'Mở lịch cho chương trình khác', en: 'Calendar opened to other programs' } },
    'account.revoke-feed': { title: { vi: 'Thu hồi lịch', en: 'Calendar revoked' }, tone: 'warn' },
    'mail.resend': { title: { vi: 'Gửi lại thư', en: 'Mail sent again' } },
    'setting.set-notices': { title: { vi: 'Đặt ngày gửi thư tổng hợp hằng tuần', en: 'Day of the weekly letter set' } },
  },
  fields: {
    offsetDays: DAYS,
    audience: AUDIENCE,
    sent: { vi: 'Đã nhắc', en: 'Sent' },
    passedOver: { vi: 'Bỏ qua vì có lời nhắc gấp hơn', en: 'Passed over for a more urgent one' },
    nobody: { vi: 'Không có ai để nhắc', en: 'Nobody to be told' },
    letters: LETTERS,
    feed: { vi: 'Lịch', en: 'Calendar' },
    weeklyDay: { vi: 'Ngày trong tuần', en: 'Weekday' },
  },
  values: { audience: AUDIENCE_NAMES },
};
