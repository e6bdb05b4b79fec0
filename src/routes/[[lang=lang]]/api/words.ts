import type { Text } from '#kernel/language.ts';

/** What the page says between the words of the document. */
export const WORDS = {
  lead: {
    vi: 'Chương trình khác đọc được mọi dữ liệu công khai của nền tảng qua các địa chỉ dưới đây, không cần đăng nhập và từ bất kỳ trang web nào.',
    en: 'Other programs can read all public data of the platform at the addresses below, without signing in and from any website.',
  },
  document: { vi: 'Bản mô tả OpenAPI 3.1', en: 'OpenAPI 3.1 document' },
  version: { vi: 'Phiên bản', en: 'Version' },
  contents: { vi: 'Trong trang này', en: 'On this page' },
  manners: { vi: 'Cách dùng chung', en: 'Manners' },
  paging: {
    vi: 'Danh sách chia trang: đọc tiếp theo `next` (hoặc tiêu đề Link) cho đến khi null. Con trỏ giữ đúng chỗ dù có mục mới.',
    en: 'Lists come in pages: follow `next` (or the Link header) until it is null. A cursor keeps its place when items are added.',
  },
  caching: {
    vi: 'Gửi lại ETag trong If-None-Match: không đổi thì câu trả lời là 304, không có nội dung.',
    en: 'Send the ETag back in If-None-Match: when nothing changed the answer is 304 without content.',
  },
  strict: {
    vi: 'Tham số viết sai bị từ chối chứ không bị bỏ qua. Phiên bản sau có thể thêm trường: hãy bỏ qua trường chưa biết.',
    en: 'A misspelt parameter is refused, not ignored. Later versions may add fields: ignore those you do not know.',
  },
  problems: { vi: 'Lỗi', en: 'Problems' },
  problemsLead: {
    vi: 'Mọi lỗi là application/problem+json (RFC 9457): điều gì sai, ở đâu, cách khắc phục.',
    en: 'Every failure is application/problem+json (RFC 9457): what is wrong, where, and how to mend it.',
  },
  schemas: { vi: 'Kiểu dữ liệu', en: 'Schemas' },
  parameters: { vi: 'Tham số', en: 'Parameters' },
  responses: { vi: 'Câu trả lời', en: 'Responses' },
  body: { vi: 'Nội dung gửi lên', en: 'Request body' },
  example: { vi: 'Ví dụ', en: 'Example' },
  try: { vi: 'Mở thử', en: 'Try it' },
  path: { vi: 'trong đường dẫn', en: 'in the path' },
  secured: { vi: 'cần khóa API hoặc đăng nhập', en: 'needs an API key or sign-in' },
  meaning: { vi: 'Ý nghĩa', en: 'Meaning' },
  status: { vi: 'Mã', en: 'Status' },
  code: { vi: 'Tên lỗi', en: 'Code' },
  optional: { vi: 'có thể vắng', en: 'may be absent' },
} satisfies Record<string, Text>;
