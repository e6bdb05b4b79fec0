import type { Text } from '../language.ts';

/** How a person is told: on the platform only; there and by mail at once; there and in the daily mail; not at all. */
export const CHANNELS = ['inbox', 'mail', 'digest', 'off'] as const;
export type Channel = (typeof CHANNELS)[number];

export const CHANNEL_NAMES: Readonly<Record<Channel, Text>> = {
  inbox: { vi: 'Chỉ trên nền tảng', en: 'On the platform only' },
  mail: { vi: 'Trên nền tảng và gửi thư ngay', en: 'On the platform and by e-mail at once' },
  digest: { vi: 'Trên nền tảng và trong thư tổng hợp hằng ngày', en: 'On the platform and in one e-mail a day' },
  off: { vi: 'Không nhận', en: 'Not at all' },
};

/** A kind of notice, declared by the room that sends it. */
export interface NoticeKind {
  kind: string;
  label: Text;
  /** Without a choice of the person's own. */
  usual: Channel;
  /** What a person may choose; `off` is missing for what nobody may turn off. */
  channels: readonly Channel[];
  /** Where the usual name of a channel would be wrong. */
  channelNames?: Partial<Record<Channel, Text>>;
}

export const REMINDER: NoticeKind = {
  kind: 'reminder',
  label: { vi: 'Nhắc việc đến hạn, quá hạn', en: 'Reminders of what is due or late' },
  usual: 'digest',
  channels: CHANNELS,
};

/** Those above are told what is late below them; that belongs to the office and cannot be turned off. */
export const ESCALATION: NoticeKind = {
  kind: 'escalation',
  label: {
    vi: 'Việc quá hạn của cơ quan, báo người đứng đầu và lãnh đạo',
    en: 'Late work reported to heads and the chairman',
  },
  usual: 'digest',
  channels: ['inbox', 'mail', 'digest'],
};

/** One mail a week; nothing of it stands in the inbox. */
export const WEEKLY: NoticeKind = {
  kind: 'weekly',
  label: { vi: 'Thư tổng hợp hằng tuần', en: 'Weekly summary' },
  usual: 'mail',
  channels: ['mail', 'off'],
  channelNames: { mail: { vi: 'Gửi thư mỗi tuần', en: 'By e-mail every week' } },
};

/** The kinds that the kernel itself sends. */
export const KERNEL_KINDS: readonly NoticeKind[] = [REMINDER, ESCALATION, WEEKLY];
