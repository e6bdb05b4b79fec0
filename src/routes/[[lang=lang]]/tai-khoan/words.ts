import { PASSWORD_PROBLEMS, type PasswordChange } from '#kernel/identity/index.ts';
import { say, type Language, type Text } from '#kernel/language.ts';
import { waitText } from '../dang-nhap/words.ts';

export const TITLE: Text = { vi: 'Tài khoản của tôi', en: 'My account' };

const WRONG: Text = { vi: 'Mật khẩu hiện tại không đúng.', en: 'The current password is wrong.' };
const SAME: Text = {
  vi: 'Mật khẩu mới trùng mật khẩu hiện tại. Chọn một mật khẩu khác.',
  en: 'The new password is the current one. Choose another.',
};
export const MISSING: Readonly<Record<'current' | 'next' | 'again', Text>> = {
  current: { vi: 'Nhập mật khẩu hiện tại.', en: 'Enter the current password.' },
  next: { vi: 'Nhập mật khẩu mới.', en: 'Enter a new password.' },
  again: { vi: 'Nhập lại mật khẩu mới.', en: 'Enter the new password again.' },
};
export const DIFFERENT: Text = {
  vi: 'Hai lần nhập mật khẩu mới không giống nhau.',
  en: 'The two entries of the new password differ.',
};

/** What the page says once an act is done, by the word in its address. */
export const DONE: Readonly<Record<string, Text>> = {
  'mat-khau': {
    vi: 'Đã đổi mật khẩu. Các phiên đăng nhập ở nơi khác đã kết thúc.',
    en: 'Password changed. Your sessions elsewhere have ended.',
  },
  phien: { vi: 'Đã đăng xuất ở mọi nơi khác.', en: 'Signed out everywhere else.' },
  'mot-phien': { vi: 'Đã kết thúc phiên đó.', en: 'That session has ended.' },
  'tat-hai-buoc': { vi: 'Đã tắt xác thực hai bước.', en: 'The second factor is off.' },
  'lien-ket': {
    vi: 'Đã liên kết. Từ nay có thể đăng nhập bằng cách đó.',
    en: 'Linked. You can sign in that way from now on.',
  },
  'bo-lien-ket': { vi: 'Đã bỏ liên kết.', en: 'The link was removed.' },
};

/** Why a password was not changed, per field of the form. */
export function problemsOf(
  result: Exclude<PasswordChange, { outcome: 'changed' }>,
  language: Language,
): Record<string, string> {
  if (result.outcome === 'wait') return { current: waitText(result.seconds, language) };
  if (result.outcome === 'wrong') return { current: say(WRONG, language) };
  return { next: say(result.problem === 'same' ? SAME : PASSWORD_PROBLEMS[result.problem], language) };
}
