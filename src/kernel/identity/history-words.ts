import type { Line, HistoryWords, ToldEntry } from '../audit/words.ts';
import { formatDate, say, type Language, type Text } from '../language.ts';
import { ROLE_NAMES } from './model.ts';

const ROLE: Text = { vi: 'Vai trò', en: 'Role' };
const EMAIL: Text = { vi: 'Thư điện tử', en: 'E-mail' };
const NAME: Text = { vi: 'Họ và tên', en: 'Name' };
const ENDED: Text = { vi: 'Phiên đăng nhập đã kết thúc', en: 'Sessions ended' };

const KEY_NAME: Text = { vi: 'Tên khóa', en: 'Name of the key' };
const SCOPES: Text = { vi: 'Quyền', en: 'Permissions' };
const UNTIL: Text = { vi: 'Dùng được đến hết ngày', en: 'Valid through' };

const roleName = (role: string | undefined, language: Language): string | null =>
  role === undefined
    ? null
    : Object.hasOwn(ROLE_NAMES, role)
      ? say(ROLE_NAMES[role as keyof typeof ROLE_NAMES], language)
      : role;

const ended = ({ after }: ToldEntry): readonly Line[] => [
  [ENDED, after.sessionsEnded ?? after.otherSessionsEnded ?? null],
];

/** Words for what is done with accounts. */
export const IDENTITY_HISTORY: HistoryWords = {
  subjects: {
    account: { name: { vi: 'Tài khoản', en: 'Account' }, other: { vi: 'Cập nhật tài khoản', en: 'Account updated' } },
    'api-key': { name: { vi: 'Khóa API', en: 'API key' } },
  },
  sentences: {
    'account.create': {
      title: { vi: 'Mở tài khoản', en: 'Account opened' },
      tone: 'good',
      lines: ({ after }, language) => [
        [NAME, after.name ?? null],
        [EMAIL, after.email ?? null],
        [ROLE, roleName(after.role, language)],
      ],
    },
    'account.set-role': {
      title: { vi: 'Đổi vai trò', en: 'Role changed' },
      tone: 'active',
      lines: ({ before, after }, language) => [
        [
          ROLE,
          [before.role, after.role]
            .map((role) => roleName(role, language))
            .filter(Boolean)
            .join(' → '),
        ],
      ],
    },
    'account.disable': { title: { vi: 'Khóa tài khoản', en: 'Account closed' }, tone: 'warn', lines: ended },
    'account.set-password': {
      title: { vi: 'Quản trị đặt lại mật khẩu', en: 'Password set by an administrator' },
      tone: 'warn',
      lines: ended,
    },
    'account.change-password': { title: { vi: 'Tự đổi mật khẩu', en: 'Password changed by its owner' }, lines: ended },
    'api-key.create': {
      title: { vi: 'Cấp khóa API', en: 'API key issued' },
      tone: 'good',
      lines: ({ after }, language) => [
        [KEY_NAME, after.name ?? null],
        [SCOPES, after.scopes ?? null],
        [UNTIL, after.until ? formatDate(after.until, language) : null],
      ],
    },
    'api-key.revoke': {
      title: { vi: 'Thu hồi khóa API', en: 'API key revoked' },
      tone: 'warn',
      lines: ({ before }) => [[KEY_NAME, before.name ?? null]],
    },
    'account.sign-out-elsewhere': { title: { vi: 'Đăng xuất ở nơi khác', en: 'Signed out elsewhere' }, lines: ended },
  },
  fields: {
    scopes: SCOPES,
    until: UNTIL,
    prefix: { vi: 'Phần nhận biết', en: 'Recognisable part' },
    role: ROLE,
    email: EMAIL,
    name: NAME,
    organisationKey: { vi: 'Cơ quan', en: 'Organisation' },
    enabled: { vi: 'Đăng nhập được', en: 'Can sign in' },
    sessionsEnded: ENDED,
    otherSessionsEnded: ENDED,
  },
  values: { role: ROLE_NAMES },
};
