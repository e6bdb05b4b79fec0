import { plural, type Language, type Text } from '#kernel/language.ts';

export const TITLE: Text = { vi: 'Đăng nhập', en: 'Sign in' };
export const EMAIL_MISSING: Text = { vi: 'Nhập thư điện tử của bạn.', en: 'Enter your e-mail address.' };
export const EMAIL_FORM: Text = {
  vi: 'Thư điện tử phải có dạng ten@coquan.gov.vn.',
  en: 'An e-mail address looks like name@agency.gov.vn.',
};
export const PASSWORD_MISSING: Text = { vi: 'Nhập mật khẩu.', en: 'Enter your password.' };
/** One sentence for every reason: it must not tell which accounts exist. */
export const WRONG: Text = {
  vi: 'Thư điện tử hoặc mật khẩu không đúng. Kiểm tra lại cả hai, chú ý chữ hoa và bộ gõ tiếng Việt.',
  en: 'The e-mail address or the password is wrong. Check both; mind capital letters and the keyboard language.',
};

/** Too many failures: how long to wait, rounded up to minutes. @param seconds left */
export function waitText(seconds: number, language: Language): string {
  const minutes = Math.ceil(seconds / 60);
  return language === 'vi'
    ? `Sai quá nhiều lần. Đợi ${minutes} phút rồi thử lại, hoặc nhờ quản trị hệ thống đặt lại mật khẩu.`
    : `Too many failures. Wait ${plural(minutes, 'minute')} and try again, or ask the system administrator for a new password.`;
}
