import { say, type Language, type Text } from '#kernel/language.ts';

/** A failure in three parts, in the words of a page. */
export interface ErrorText {
  what: string;
  where: string;
  remedy: string;
}

interface Words {
  what: Text;
  where: Text;
  remedy: Text;
}

const ADDRESS: Text = { vi: 'Địa chỉ trang', en: 'The address of the page' };

const BY_STATUS: Readonly<Record<number, Words>> = {
  401: {
    what: { vi: 'Cần đăng nhập để xem trang này', en: 'Sign in to see this page' },
    where: ADDRESS,
    remedy: { vi: 'Đăng nhập rồi mở lại trang.', en: 'Sign in, then open the page again.' },
  },
  403: {
    what: { vi: 'Tài khoản của bạn không được xem trang này', en: 'Your account may not see this page' },
    where: { vi: 'Quyền của tài khoản', en: 'The rights of your account' },
    remedy: {
      vi: 'Đăng nhập bằng tài khoản khác, hoặc đề nghị người quản trị cơ quan bạn cấp quyền.',
      en: 'Sign in with another account, or ask the administrator of your agency for access.',
    },
  },
  404: {
    what: { vi: 'Không có trang này', en: 'There is no such page' },
    where: ADDRESS,
    remedy: {
      vi: 'Kiểm tra lại địa chỉ, hoặc tìm từ trang đầu. Trang có thể đã được đổi tên hoặc gỡ bỏ.',
      en: 'Check the address, or look for it from the first page. The page may have been renamed or removed.',
    },
  },
  413: {
    what: { vi: 'Tệp gửi lên quá lớn', en: 'The file sent is too large' },
    where: { vi: 'Tệp đính kèm', en: 'The attached file' },
    remedy: { vi: 'Chọn tệp nhỏ hơn rồi gửi lại.', en: 'Choose a smaller file and send again.' },
  },
  429: {
    what: { vi: 'Quá nhiều yêu cầu trong thời gian ngắn', en: 'Too many requests in a short time' },
    where: { vi: 'Kết nối của bạn', en: 'Your connection' },
    remedy: { vi: 'Đợi một phút rồi thử lại.', en: 'Wait a minute, then try again.' },
  },
};

const REFUSED: Words = {
  what: { vi: 'Yêu cầu này không thực hiện được', en: 'This request cannot be carried out' },
  where: { vi: 'Nội dung đã gửi', en: 'What was sent' },
  remedy: { vi: 'Quay lại trang trước, kiểm tra rồi gửi lại.', en: 'Go back, check what you entered and send again.' },
};

const OUR_FAULT: Words = {
  what: { vi: 'Hệ thống gặp sự cố', en: 'The system met a problem' },
  where: { vi: 'Trên máy chủ, không phải ở máy của bạn', en: 'On the server, not on your device' },
  remedy: {
    vi: 'Đợi vài phút rồi tải lại trang. Nếu vẫn không được, hãy báo cơ quan phụ trách kèm mã yêu cầu dưới đây.',
    en: 'Wait a few minutes and reload the page. If it persists, tell the agency in charge, with the request number below.',
  },
};

/**
 * What an error page says. A refusal (it has a code) speaks for itself; its missing parts, and all others, speak by status.
 */
export function errorText(
  status: number,
  error: Pick<App.Error, 'message' | 'code' | 'where' | 'remedy'> | null,
  language: Language,
): ErrorText {
  const words = BY_STATUS[status] ?? (status >= 500 ? OUR_FAULT : REFUSED);
  const own = error?.code && error.code !== 'internal' ? error : null;
  return {
    what: own?.message ?? say(words.what, language),
    where: own?.where ?? say(words.where, language),
    remedy: own?.remedy ?? say(words.remedy, language),
  };
}
