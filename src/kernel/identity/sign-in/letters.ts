import { addressOf } from '../../notices/address.ts';
import { queueMail, type QueuedMail } from '../../notices/queue.ts';
import { formatInstant } from '../../language.ts';
import type { Transaction } from '../../database/transaction.ts';

/** Letters about how somebody signs in. They say what was done, by whose hand, and what to do when it was not one's own. */

export interface Recipient {
  name: string;
  email: string;
}

const CLOSING = 'Thư này do hệ thống tự gửi; không cần trả lời.';
const NOT_ME =
  'Nếu không phải bạn làm, hãy đặt lại mật khẩu ngay tại trang “Quên mật khẩu” và báo cho quản trị hệ thống của cơ quan.';

/** Acts after which the owner is told, and how. */
const TOLD = {
  'password-changed': {
    subject: 'Mật khẩu của bạn đã được đổi',
    text: 'Mật khẩu của tài khoản đã được đổi. Các phiên đăng nhập khác đã kết thúc.',
  },
  'password-set': {
    subject: 'Quản trị đã đặt lại mật khẩu của bạn',
    text: 'Quản trị hệ thống đã đặt mật khẩu mới cho tài khoản. Mật khẩu cũ không dùng được nữa, mọi phiên đăng nhập đã kết thúc. Đăng nhập bằng mật khẩu được giao rồi đổi ngay ở trang “Tài khoản của tôi”.',
  },
  'second-factor-set-up': {
    subject: 'Đã bật xác thực hai bước',
    text: 'Từ nay, khi đăng nhập cần thêm mã từ ứng dụng xác thực. Các phiên đăng nhập khác đã kết thúc.',
  },
  'second-factor-removed': {
    subject: 'Đã tắt xác thực hai bước',
    text: 'Từ nay, đăng nhập không cần mã từ ứng dụng xác thực nữa.',
  },
  'backup-codes-renewed': {
    subject: 'Đã cấp mã dự phòng mới',
    text: 'Các mã dự phòng cũ không còn dùng được.',
  },
  'provider-linked': {
    subject: 'Đã liên kết một cách đăng nhập khác',
    text: 'Từ nay có thể đăng nhập tài khoản này qua nhà cung cấp đã liên kết. Xem ở trang “Tài khoản của tôi”.',
  },
} as const;

/** Tells an account's owner that something about signing in was changed. @param act names it, so that it is told once */
export async function tell(
  tx: Transaction,
  about: keyof typeof TOLD,
  to: Recipient,
  { act, at }: { act: string; at: Date },
): Promise<void> {
  const { subject, text } = TOLD[about];
  await queueMail(tx, {
    to: to.email,
    subject,
    text: letter(to, [`Lúc ${formatInstant(at, 'vi')}: ${text}`, NOT_ME]),
    key: `sign-in ${about} ${act}`,
  });
}

const LINKS = {
  invitation: {
    path: '/moi',
    subject: 'Mời dùng hệ thống theo dõi cải cách hành chính',
    before: 'Bạn được mời dùng hệ thống theo dõi cải cách hành chính. Mở liên kết sau để đặt mật khẩu:',
    after: 'Liên kết dùng được một lần. Đừng chuyển tiếp thư này cho người khác.',
  },
  reset: {
    path: '/dat-lai-mat-khau',
    subject: 'Đặt lại mật khẩu',
    before: 'Có người đề nghị đặt lại mật khẩu cho tài khoản của bạn. Mở liên kết sau để đặt mật khẩu mới:',
    after: 'Liên kết dùng được một lần. Nếu không phải bạn đề nghị thì bỏ qua thư này: mật khẩu vẫn như cũ.',
  },
} as const;

/** Page of this site that a link opens. @param token as it was made */
export function pathOfLink(purpose: keyof typeof LINKS, token: string): string {
  return `${LINKS[purpose].path}?ma=${token}`;
}

/** A link as it was just made; the token is nowhere kept. */
export interface MadeLink {
  id: string;
  token: string;
  expiresAt: Date;
}

/** The letter with a link. Its text is wiped from the database once sent. */
export function linkMail(purpose: keyof typeof LINKS, to: Recipient, { id, token, expiresAt }: MadeLink): QueuedMail {
  const { subject, before, after } = LINKS[purpose];
  const until = `Hạn dùng: ${formatInstant(expiresAt, 'vi')} (giờ Việt Nam).`;
  return {
    to: to.email,
    subject,
    text: letter(to, [before, addressOf(pathOfLink(purpose, token)), until, after]),
    key: `sign-in ${purpose} ${id}`,
    secret: true,
    expiresAt,
  };
}

/** Sends the link. */
export async function sendLink(
  tx: Transaction,
  purpose: keyof typeof LINKS,
  to: Recipient,
  link: MadeLink,
): Promise<void> {
  await queueMail(tx, linkMail(purpose, to, link));
}

function letter({ name }: Recipient, parts: readonly string[]): string {
  return [`Kính gửi ${name},`, ...parts, CLOSING].join('\n\n');
}
