import { Refusal } from '../refusal.ts';

const SAVE_AS = 'Mở tệp bằng phần mềm bảng tính, lưu lại thành .xlsx (hoặc CSV UTF-8) rồi tải lên.';
const TEMPLATE = 'Tải mẫu hiện hành về, chép dữ liệu sang rồi tải lên lại.';

const REFUSALS = {
  empty: { status: 422, message: 'Tệp không có bảng nào có dữ liệu', remedy: 'Điền dữ liệu vào mẫu rồi tải lên lại.' },
  'too-large': {
    status: 413,
    message: 'Bảng quá lớn',
    remedy: 'Chia bảng thành nhiều tệp nhỏ hơn rồi tải lên từng tệp.',
  },
  unsupported: { status: 415, message: 'Chỉ nhận bảng dạng .xlsx hoặc .csv', remedy: SAVE_AS },
  broken: { status: 422, message: 'Bảng tính bị hỏng hoặc không đúng chuẩn', remedy: SAVE_AS },
  'no-header': { status: 422, message: 'Không tìm thấy dòng tiêu đề của bảng', remedy: TEMPLATE },
  'other-template': { status: 422, message: 'Tệp được làm từ mẫu khác', remedy: TEMPLATE },
  outdated: { status: 422, message: 'Tệp được làm từ mẫu đã cũ', remedy: TEMPLATE },
  newer: {
    status: 422,
    message: 'Tệp được làm từ mẫu mới hơn hệ thống này',
    remedy: 'Cập nhật hệ thống, hoặc dùng mẫu tải từ hệ thống này.',
  },
} as const;

/** The refusal `sheet.<kind>` of a whole file, ready to be thrown. */
export function sheetRefusal(kind: keyof typeof REFUSALS, where?: string, cause?: unknown): Refusal {
  const { status, message, remedy } = REFUSALS[kind];
  return new Refusal(`sheet.${kind}`, where ? `${message}: ${where}.` : `${message}.`, {
    status,
    where,
    remedy,
    cause,
  });
}
