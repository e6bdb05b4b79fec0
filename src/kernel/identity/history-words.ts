import type { Line, HistoryWords, ToldEntry } from '../audit/words.ts';
import { formatDate, say, type Language, type Text } from '../language.ts';
import { ROLE_NAMES } from './model.ts';
import { SIGN_IN_HISTORY } from './sign-in/history-words.ts';

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

const BODY: Text = { vi: 'Cơ quan', en: 'Body' };
const PROVINCE: Text = { vi: 'toàn tỉnh', en: 'whole province' };
const TITLE: Text = { vi: 'Chức vụ', en: 'Position' };
const FROM: Text = { vi: 'Từ ngày', en: 'From' };
const LAST: Text = { vi: 'Đến hết ngày', en: 'Through' };
const SOURCE: Text = { vi: 'Văn bản', en: 'Paper' };

type Told = ToldEntry['after'];

const post = (told: Told): readonly Line[] => [
  [TITLE, told.title ?? null],
  [BODY, told.organisationKey ?? null],
];

const days = (told: Told, language: Language): readonly Line[] => [
  [FROM, told.from ? formatDate(told.from, language) : null],
  [LAST, told.until ? formatDate(told.until, language) : null],
];

/** Which role, for which body, on which days. */
const roleLines =
  (side: 'before' | 'after') =>
  (told: ToldEntry, language: Language): readonly Line[] => [
    [ROLE, roleName(told[side].role, language)],
    [BODY, told[side].organisationKey ?? say(PROVINCE, language)],
    ...days(told[side], language),
  ];

/** Words for what is done with people, accounts and keys. */
export const IDENTITY_HISTORY: HistoryWords = {
  subjects: {
    account: { name: { vi: 'Tài khoản', en: 'Account' }, other: { vi: 'Cập nhật tài khoản', en: 'Account updated' } },
    official: { name: { vi: 'Cán bộ', en: 'Official' }, other: { vi: 'Cập nhật cán bộ', en: 'Official updated' } },
    'api-key': { name: { vi: 'Khóa API', en: 'API key' } },
    'official-file': { name: { vi: 'Bảng cán bộ', en: 'File of officials' } },
  },
  sentences: {
    ...SIGN_IN_HISTORY.sentences,
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
    'account.grant-role': { title: { vi: 'Giao vai trò', en: 'Role given' }, tone: 'good', lines: roleLines('after') },
    'account.extend-role': {
      title: { vi: 'Đổi thời hạn vai trò', en: 'Term of a role changed' },
      tone: 'active',
      lines: roleLines('after'),
    },
    'account.revoke-role': {
      title: { vi: 'Thu hồi vai trò', en: 'Role taken away' },
      tone: 'warn',
      lines: roleLines('before'),
    },
    'account.move-role': {
      title: { vi: 'Vai trò theo cơ quan tiếp nhận', en: 'Role follows the body’s successor' },
      lines: roleLines('after'),
    },
    'account.open': { title: { vi: 'Mở tài khoản', en: 'Account opened' }, tone: 'good' },
    'account.reopen': { title: { vi: 'Mở lại tài khoản', en: 'Account opened again' }, tone: 'good' },
    'account.end-session': {
      title: { vi: 'Quản trị kết thúc một phiên', en: 'Session ended by an administrator' },
      tone: 'warn',
    },
    'official-file.import': {
      title: { vi: 'Nhập cán bộ từ bảng tính', en: 'Officials imported from a file' },
      tone: 'good',
      lines: ({ after }) => [
        [{ vi: 'Người mới', en: 'New people' }, after.added ?? null],
        [{ vi: 'Người đã có được ghi thêm', en: 'Known people changed' }, after.changed ?? null],
        [{ vi: 'Lời mời', en: 'Invitations' }, after.invited ?? null],
      ],
    },
    'official.add': {
      title: { vi: 'Thêm cán bộ', en: 'Official added' },
      tone: 'good',
      lines: ({ after }) => [[NAME, after.name ?? null]],
    },
    'official.revise': { title: { vi: 'Sửa thông tin cán bộ', en: 'Official’s details changed' }, tone: 'active' },
    'official.give-position': {
      title: { vi: 'Giữ chức vụ', en: 'Position taken' },
      tone: 'good',
      lines: ({ after }, language) => [...post(after), ...days(after, language), [SOURCE, after.source ?? null]],
    },
    'official.end-position': {
      title: { vi: 'Thôi giữ chức vụ', en: 'Position ended' },
      tone: 'warn',
      lines: ({ after }, language) => [...post(after), ...days(after, language)],
    },
    'official.move-position': {
      title: { vi: 'Chức vụ theo cơ quan tiếp nhận', en: 'Position follows the body’s successor' },
      lines: ({ after }) => post(after),
    },
    'official.delegate': {
      title: { vi: 'Giao người làm thay', en: 'Stand-in named' },
      tone: 'active',
      lines: ({ after }, language) => [...post(after), ...days(after, language), [SOURCE, after.source ?? null]],
    },
    'official.withdraw-delegation': {
      title: { vi: 'Thôi giao người làm thay', en: 'Stand-in withdrawn' },
      tone: 'warn',
      lines: ({ after }) => post(after),
    },
    'official.erase': {
      title: { vi: 'Xóa dữ liệu cá nhân của cán bộ', en: 'Personal data of an official erased' },
      tone: 'warn',
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
    'api-key.move': {
      title: { vi: 'Khóa API theo cơ quan tiếp nhận', en: 'API key goes along to the body that took over' },
      lines: ({ before, after }) => [
        [KEY_NAME, after.name ?? null],
        [SCOPES, [before.scopes, after.scopes].filter(Boolean).join(' → ') || null],
      ],
    },
    'account.sign-out-elsewhere': { title: { vi: 'Đăng xuất ở nơi khác', en: 'Signed out elsewhere' }, lines: ended },
  },
  fields: {
    ...SIGN_IN_HISTORY.fields,
    scopes: SCOPES,
    until: UNTIL,
    revoked: { vi: 'Đã thu hồi', en: 'Revoked' },
    prefix: { vi: 'Phần nhận biết', en: 'Recognisable part' },
    role: ROLE,
    email: EMAIL,
    name: NAME,
    organisationKey: BODY,
    scope: { vi: 'Phạm vi', en: 'Scope' },
    title: TITLE,
    isHead: { vi: 'Đứng đầu', en: 'Heads it' },
    from: FROM,
    source: SOURCE,
    phone: { vi: 'Điện thoại', en: 'Telephone' },
    staffNumber: { vi: 'Số hiệu cán bộ', en: 'Staff number' },
    enabled: { vi: 'Đăng nhập được', en: 'Can sign in' },
    sessionsEnded: ENDED,
    otherSessionsEnded: ENDED,
  },
  values: { role: ROLE_NAMES },
};
