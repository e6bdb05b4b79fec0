import type { HistoryWords, Line, ToldEntry } from '../../audit/words.ts';
import { formatInstant, type Language, type Text } from '../../language.ts';

const ENDED: Text = { vi: 'Phiên đăng nhập đã kết thúc', en: 'Sessions ended' };
const UNTIL: Text = { vi: 'Dùng được đến', en: 'Valid until' };
const PROVIDER: Text = { vi: 'Nhà cung cấp', en: 'Provider' };

const ended = ({ after }: ToldEntry): readonly Line[] => [
  [ENDED, after.sessionsEnded ?? after.otherSessionsEnded ?? null],
];
const until = ({ after }: ToldEntry, language: Language): readonly Line[] => [
  [UNTIL, after.validUntil ? formatInstant(new Date(after.validUntil), language) : null],
];

/** Words for what is done with the ways of signing in. */
export const SIGN_IN_HISTORY: Pick<HistoryWords, 'sentences' | 'fields'> = {
  sentences: {
    'account.set-up-second-factor': {
      title: { vi: 'Bật xác thực hai bước', en: 'Second factor set up' },
      tone: 'good',
      lines: ended,
    },
    'account.remove-second-factor': {
      title: { vi: 'Tắt xác thực hai bước', en: 'Second factor removed' },
      tone: 'warn',
      lines: ended,
    },
    'account.renew-backup-codes': { title: { vi: 'Cấp mã dự phòng mới', en: 'Backup codes renewed' } },
    'account.use-backup-code': { title: { vi: 'Dùng một mã dự phòng', en: 'Backup code used' }, tone: 'warn' },
    'account.link-provider': {
      title: { vi: 'Liên kết nhà cung cấp đăng nhập', en: 'Sign-in provider linked' },
      tone: 'active',
      lines: ({ after }) => [[PROVIDER, after.provider ?? null]],
    },
    'account.unlink-provider': {
      title: { vi: 'Bỏ liên kết nhà cung cấp đăng nhập', en: 'Sign-in provider unlinked' },
      tone: 'warn',
      lines: ({ before }) => [[PROVIDER, before.provider ?? null]],
    },
    'account.invite': { title: { vi: 'Mời dùng hệ thống', en: 'Invited' }, tone: 'active', lines: until },
    'account.withdraw-invitation': { title: { vi: 'Thu hồi lời mời', en: 'Invitation withdrawn' }, tone: 'warn' },
    'account.accept-invitation': {
      title: { vi: 'Nhận lời mời, đặt mật khẩu', en: 'Invitation accepted' },
      tone: 'good',
    },
    'account.ask-reset': { title: { vi: 'Đề nghị đặt lại mật khẩu', en: 'Password reset asked for' }, lines: until },
    'account.reset-password': {
      title: { vi: 'Đặt lại mật khẩu qua thư', en: 'Password reset by mail' },
      tone: 'warn',
      lines: ended,
    },
    'account.end-session': { title: { vi: 'Kết thúc một phiên đăng nhập', en: 'One session ended' } },
    'account.mark-demonstration': {
      title: { vi: 'Đánh dấu tài khoản dùng thử', en: 'Marked as a demonstration account' },
    },
  },
  fields: {
    provider: PROVIDER,
    mailed: { vi: 'Gửi bằng thư', en: 'Sent by mail' },
    demonstration: { vi: 'Tài khoản dùng thử', en: 'Demonstration account' },
    replaced: { vi: 'Thay cho thiết lập trước', en: 'In place of the one before' },
    secondFactor: { vi: 'Xác thực hai bước', en: 'Second factor' },
    sessionStartedAt: { vi: 'Đăng nhập lúc', en: 'Signed in at' },
    invited: { vi: 'Đã mời', en: 'Invited' },
    validUntil: UNTIL,
    codes: { vi: 'Số mã', en: 'Codes' },
    codeUsedAt: { vi: 'Dùng lúc', en: 'Used at' },
  },
};
