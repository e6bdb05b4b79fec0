import type { Text } from '../language.ts';

/** How a mail stands, for administrators. */
export type MailState = 'waiting' | 'retrying' | 'sent' | 'skipped' | 'failed';

export const MAIL_STATES: Readonly<Record<MailState, Text>> = {
  waiting: { vi: 'Chờ gửi', en: 'Waiting' },
  retrying: { vi: 'Gửi chưa được, sẽ thử lại', en: 'Not sent yet, will be tried again' },
  sent: { vi: 'Đã gửi', en: 'Sent' },
  skipped: { vi: 'Không cần gửi', en: 'Not needed' },
  failed: { vi: 'Không gửi được', en: 'Failed' },
};

/** A mail without its text: that is between the platform and the one who gets it. */
export interface MailRow {
  id: number;
  at: string;
  recipient: string | null;
  kind: string;
  state: MailState;
  attempts: number;
  why: string | null;
}

const KINDS: Readonly<Record<string, Text>> = {
  mail: { vi: 'Thư của một việc', en: 'About one act' },
  notice: { vi: 'Thông báo gửi ngay', en: 'Notice at once' },
  digest: { vi: 'Tổng hợp hằng ngày', en: 'Daily letter' },
  weekly: { vi: 'Tổng hợp hằng tuần', en: 'Weekly letter' },
};

/** What a kind of mail is called; its own word when nobody named it. */
export function mailKind(kind: string): Text {
  return Object.hasOwn(KINDS, kind) ? KINDS[kind]! : { vi: kind, en: kind };
}
