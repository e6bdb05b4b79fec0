import type { ReturnFault, Unproven } from '#kernel/identity/index.ts';
import { plural, say, type Language, type Text } from '#kernel/language.ts';

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

/** What the sign-in page says when it is come back to, by the word in its address. */
export const BACK: Readonly<Record<string, Text>> = {
  'dang-xuat': { vi: 'Bạn đã đăng xuất.', en: 'You have signed out.' },
  'dat-lai': {
    vi: 'Đã đặt mật khẩu mới. Mọi phiên đăng nhập đã kết thúc; đăng nhập bằng mật khẩu mới.',
    en: 'The new password is set. All sessions have ended; sign in with it.',
  },
  moi: { vi: 'Đã đặt mật khẩu. Đăng nhập để bắt đầu.', en: 'The password is set. Sign in to begin.' },
};

/** Why a sign-in was not finished, by the word in the address. `het-gio`: it took too long. */
export const FAULTS: Readonly<Record<ReturnFault | 'over', Text>> = {
  over: {
    vi: 'Phiên đăng nhập đã hết giờ, đã bị kết thúc hoặc không hợp lệ. Đăng nhập lại để tiếp tục.',
    en: 'The session is over, was ended or is not valid. Sign in again to go on.',
  },
  state: {
    vi: 'Câu trả lời của nhà cung cấp đã dùng rồi, đã quá hạn, hoặc không dành cho trình duyệt này. Bấm đăng nhập lại từ đầu.',
    en: 'The provider’s answer was used before, is too old, or was meant for another browser. Start again.',
  },
  declined: {
    vi: 'Chưa đăng nhập ở nhà cung cấp, hoặc bạn đã từ chối. Thử lại, hoặc dùng mật khẩu.',
    en: 'You did not sign in at the provider, or declined. Try again, or use your password.',
  },
  unreachable: {
    vi: 'Không liên lạc được với nhà cung cấp. Thử lại sau, hoặc dùng mật khẩu.',
    en: 'The provider cannot be reached. Try later, or use your password.',
  },
  identity: {
    vi: 'Không kiểm chứng được câu trả lời của nhà cung cấp. Đăng nhập lại từ đầu; nếu vẫn vậy, báo cho quản trị hệ thống.',
    en: 'The provider’s answer could not be verified. Start again; if it goes on, tell the system administrator.',
  },
  'unknown-person': {
    vi: 'Chưa có tài khoản nào ở đây liên kết với định danh này. Tài khoản do cơ quan lập: đăng nhập bằng mật khẩu rồi liên kết ở trang “Tài khoản của tôi”, hoặc liên hệ quản trị hệ thống của cơ quan bạn.',
    en: 'No account here is linked to this identity. Accounts are made by agencies: sign in with your password and link it on the page “My account”, or ask the system administrator of your agency.',
  },
  closed: {
    vi: 'Tài khoản này đang bị khóa. Liên hệ quản trị hệ thống của cơ quan bạn.',
    en: 'This account is closed. Ask the system administrator of your agency.',
  },
  taken: {
    vi: 'Không liên kết được: định danh này đã thuộc về tài khoản khác, hoặc tài khoản của bạn đã liên kết với định danh khác ở nhà cung cấp này.',
    en: 'Not linked: this identity belongs to another account, or your account is linked to another identity there.',
  },
  'other-session': {
    vi: 'Không liên kết được: phiên đăng nhập đã đổi trong lúc bạn ở trang nhà cung cấp. Làm lại từ đầu.',
    en: 'Not linked: your session changed while you were at the provider. Start again.',
  },
};

/** Words for a fault named in an address; null for a word that is none. */
export function faultText(name: string | null, language: Language): string | null {
  return name !== null && Object.hasOwn(FAULTS, name) ? say(FAULTS[name as keyof typeof FAULTS], language) : null;
}

/** Why a code does not count. */
export const CODE_FAULTS: Readonly<Record<'wrong' | 'used' | 'unreadable', Text>> = {
  wrong: {
    vi: 'Mã không đúng. Nhập mã đang hiện trong ứng dụng; nếu vẫn sai, xem đồng hồ của điện thoại có đúng giờ không.',
    en: 'The code is wrong. Enter the one the app shows now; if it is still wrong, check the clock of your telephone.',
  },
  used: {
    vi: 'Mã này đã dùng rồi. Đợi ứng dụng hiện mã mới, nhiều nhất 30 giây.',
    en: 'This code was used before. Wait for the app to show a new one, 30 seconds at most.',
  },
  unreadable: {
    vi: 'Hệ thống đã đổi khóa bí mật nên không đọc được thiết lập của bạn. Dùng một mã dự phòng, hoặc nhờ quản trị hệ thống gỡ xác thực hai bước.',
    en: 'The installation’s secret was changed, so your set-up cannot be read. Use a backup code, or ask the system administrator to remove your second factor.',
  },
};
export const CODE_MISSING: Text = { vi: 'Nhập mã.', en: 'Enter the code.' };

const WRONG_PROOF: Text = { vi: 'Mật khẩu hoặc mã không đúng.', en: 'The password or code is wrong.' };

/** Why what was shown again does not suffice. */
export function unprovenText(result: Unproven, language: Language): string {
  if (result.outcome === 'wait') return waitText(result.seconds, language);
  return say(result.why === 'wrong' ? WRONG_PROOF : CODE_FAULTS[result.why], language);
}
