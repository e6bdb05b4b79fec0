import { Refusal } from '../refusal.ts';

const SAVE_AS = 'Mở tệp bằng phần mềm soạn thảo và lưu lại thành .docx hoặc PDF có lớp chữ, rồi tải lên lại.';

const REFUSALS = {
  empty: { status: 422, message: 'Tệp không có nội dung', remedy: 'Kiểm tra lại tệp và tải lên tệp có nội dung.' },
  'too-large': {
    status: 413,
    message: 'Tệp vượt quá dung lượng hoặc lượng chữ cho phép',
    remedy: 'Tách văn bản thành nhiều tệp, hoặc bỏ hình ảnh trong tệp rồi tải lên lại.',
  },
  'too-many-pages': {
    status: 413,
    message: 'Tệp PDF có quá nhiều trang',
    remedy: 'Tách phần kế hoạch và phụ lục ra thành tệp riêng rồi tải lên lại.',
  },
  'too-long': {
    status: 422,
    message: 'Đọc tệp quá lâu nên đã dừng',
    remedy: 'In lại văn bản ra PDF mới từ phần mềm soạn thảo, hoặc tải lên bản .docx.',
  },
  unreadable: { status: 422, message: 'Nội dung tệp không phải văn bản đọc được', remedy: SAVE_AS },
  unsupported: {
    status: 415,
    message: 'Định dạng tệp không được hỗ trợ; chỉ nhận .txt, .html, .docx và .pdf',
    remedy: SAVE_AS,
  },
  scan: {
    status: 422,
    message: 'Tệp là bản quét, không có lớp chữ để đọc',
    remedy: 'Tải lên bản .docx hoặc PDF xuất từ phần mềm soạn thảo, hoặc nhận dạng chữ (OCR) bản quét trước.',
  },
  encrypted: {
    status: 422,
    message: 'Tệp được đặt mật khẩu hoặc mã hóa',
    remedy: 'Bỏ mật khẩu và hạn chế sao chép, hoặc in lại ra PDF không đặt bảo vệ, rồi tải lên.',
  },
  broken: {
    status: 422,
    message: 'Tệp bị hỏng hoặc tải xuống chưa trọn vẹn',
    remedy: 'Lấy lại tệp từ nơi phát hành, hoặc mở tệp và lưu lại thành tệp mới.',
  },
  bomb: {
    status: 422,
    message: 'Tệp khi giải nén phình to bất thường nên không được mở',
    remedy: 'Mở văn bản bằng phần mềm soạn thảo, lưu thành tệp .docx mới rồi tải lên.',
  },
  macros: {
    status: 422,
    message: 'Tệp Word có chứa macro nên không được nhận',
    remedy: 'Lưu lại tệp ở định dạng .docx (không có macro) rồi tải lên.',
  },
} as const satisfies Record<string, { status: number; message: string; remedy: string }>;

export type DocumentRefusal = keyof typeof REFUSALS;

/** The refusal `document.<kind>`, ready to be thrown. `where` names the file, the member or the page concerned. */
export function documentRefusal(kind: DocumentRefusal, where?: string, cause?: unknown): Refusal {
  const { status, message, remedy } = REFUSALS[kind];
  return new Refusal(`document.${kind}`, where ? `${message} (${where}).` : `${message}.`, {
    status,
    remedy,
    where,
    cause,
  });
}

/** Whether a word that crossed a thread border names one of our refusals. */
export function isDocumentRefusal(kind: unknown): kind is DocumentRefusal {
  return typeof kind === 'string' && Object.hasOwn(REFUSALS, kind);
}
