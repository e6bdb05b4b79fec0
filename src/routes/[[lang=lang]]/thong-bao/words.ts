import type { Text } from '#kernel/language.ts';

/** Addresses and words of the pages about one's own notices. */
export const INBOX = '/thong-bao';
export const CHOICES = `${INBOX}/cai-dat`;

export const WORDS = {
  title: { vi: 'Thông báo của tôi', en: 'My notices' },
  choices: { vi: 'Cách nhận thông báo', en: 'How to be told' },
} satisfies Record<string, Text>;

/** What the page says once an act is done, by the word in its address. */
export const DONE: Readonly<Record<string, Text>> = {
  'da-doc': { vi: 'Đã đánh dấu đã đọc.', en: 'Marked as read.' },
  'da-luu': { vi: 'Đã lưu cách nhận.', en: 'Saved.' },
  'da-thu-hoi': {
    vi: 'Đã thu hồi lịch. Địa chỉ cũ không dùng được nữa.',
    en: 'Calendar revoked. Its address answers no more.',
  },
};
