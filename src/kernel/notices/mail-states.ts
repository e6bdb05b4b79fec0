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
