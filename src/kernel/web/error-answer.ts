import { Refusal } from '../refusal.ts';

/** What a visitor learns of a failure. Never a stack, a query or a file name. */
export interface ErrorAnswer {
  status: number;
  message: string;
  code: string;
  where?: string;
  remedy?: string;
  requestId: string;
}

/** A refusal is told as it stands; anything else that was thrown is our fault and told without its inside. */
export function answerToThrown(thrown: unknown, requestId: string): ErrorAnswer {
  if (thrown instanceof Refusal) {
    const { status, message, code, where, remedy } = thrown;
    return { status, message, code, where, remedy, requestId };
  }
  if (isUnreadableForm(thrown)) {
    const message = 'Biểu mẫu gửi lên bị đứt đoạn hoặc không đúng dạng nên không đọc được.';
    return { status: 400, message, code: 'bad-form', remedy: 'Tải lại trang rồi gửi lại.', requestId };
  }
  const message = `Hệ thống gặp sự cố khi xử lý yêu cầu này (mã yêu cầu: ${requestId}).`;
  return { status: 500, message, code: 'internal', requestId };
}

/** What the runtime throws at a body that is no form after all: cut off on its way, or made by hand. */
function isUnreadableForm(thrown: unknown): boolean {
  return thrown instanceof TypeError && /FormData|form data/i.test(thrown.message);
}
