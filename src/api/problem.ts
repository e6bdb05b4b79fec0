import { z } from '@hono/zod-openapi';
import type { Text } from '#kernel/language.ts';
import { Refusal } from '#kernel/refusal.ts';
import { OBLIGATION_PROBLEMS } from './obligation-problems.ts';
import { both } from './texts.ts';

/** RFC 9457, with the three parts in which the house tells a failure. */
export const ProblemShape = z
  .strictObject({
    type: z.string().openapi({
      format: 'uri-reference',
      description: both('Địa chỉ giải thích loại lỗi', 'Where this kind of problem is explained'),
      example: '/api#list.bad-parameter',
    }),
    title: z.string().openapi({ description: both('Loại lỗi, bằng lời', 'The kind of problem, in words') }),
    status: z.int().openapi({ description: both('Mã trạng thái HTTP', 'HTTP status') }),
    detail: z.string().openapi({ description: both('Điều gì sai, lần này', 'What is wrong this time') }),
    code: z
      .string()
      .openapi({ description: both('Tên ổn định của lỗi, để chương trình xử lý', 'Stable name, for programs') }),
    where: z
      .string()
      .optional()
      .openapi({ description: both('Sai ở đâu', 'Where it is wrong') }),
    remedy: z
      .string()
      .optional()
      .openapi({ description: both('Cách khắc phục', 'How to mend it') }),
    fields: z
      .record(z.string(), z.string())
      .optional()
      .openapi({ description: both('Lỗi của từng tham số', 'What is wrong with each parameter') }),
    requestId: z
      .string()
      .openapi({ description: both('Mã yêu cầu, để tra nhật ký', 'Number of the request, to find it in the log') }),
  })
  .openapi('Problem');
export type Problem = z.infer<typeof ProblemShape>;

export const PROBLEM_MEDIA = 'application/problem+json';

/** Problems that a caller can meet, as the documentation lists them. A test holds the table and the answers together. */
export const PROBLEMS: readonly { code: string; status: number; meaning: Text }[] = [
  {
    code: 'list.bad-parameter',
    status: 400,
    meaning: {
      vi: 'Tham số sai hoặc không có; `fields` nêu từng tham số.',
      en: 'A parameter is wrong or unknown; `fields` names each.',
    },
  },
  {
    code: 'list.bad-cursor',
    status: 400,
    meaning: {
      vi: 'Con trỏ trang không đúng: đọc lại từ trang đầu.',
      en: 'The page cursor is wrong: start from the first page.',
    },
  },
  {
    code: 'api.bad-text',
    status: 400,
    meaning: { vi: 'Địa chỉ chứa ký tự không đọc được.', en: 'The address has characters that cannot be read.' },
  },
  { code: 'api.bad-json', status: 400, meaning: { vi: 'Nội dung JSON không đọc được.', en: 'The JSON body cannot be read.' } }, // prettier-ignore
  { code: 'api.bad-upload', status: 400, meaning: { vi: 'Yêu cầu tải lên thiếu tệp.', en: 'The upload has no file.' } },
  { code: 'identity.not-signed-in', status: 401, meaning: { vi: 'Cần đăng nhập.', en: 'Sign in first.' } },
  {
    code: 'identity.key-malformed',
    status: 401,
    meaning: { vi: 'Khóa API không đúng dạng.', en: 'The API key is malformed.' },
  },
  {
    code: 'identity.key-unknown',
    status: 401,
    meaning: { vi: 'Không có khóa API này.', en: 'No such API key.' },
  },
  {
    code: 'identity.key-expired',
    status: 401,
    meaning: { vi: 'Khóa API đã hết hạn.', en: 'The API key has expired.' },
  },
  {
    code: 'identity.key-revoked',
    status: 401,
    meaning: { vi: 'Khóa API đã bị thu hồi.', en: 'The API key was revoked.' },
  },
  {
    code: 'identity.not-allowed',
    status: 403,
    meaning: { vi: 'Tài khoản hay khóa API không có quyền.', en: 'The account or API key lacks the permission.' },
  },
  {
    code: 'api.cross-origin',
    status: 403,
    meaning: { vi: 'Yêu cầu ghi đến từ trang web khác.', en: 'A write was sent from another website.' },
  },
  {
    code: 'api.not-found',
    status: 404,
    meaning: { vi: 'Không có địa chỉ này trong API.', en: 'The API has no such address.' },
  },
  { code: 'plan.not-found', status: 404, meaning: { vi: 'Không có kế hoạch này.', en: 'No such plan.' } },
  {
    code: 'plan.task-not-found',
    status: 404,
    meaning: { vi: 'Kế hoạch không có nhiệm vụ này.', en: 'The plan has no such task.' },
  },
  { code: 'indicator.not-found', status: 404, meaning: { vi: 'Không có chỉ số này.', en: 'No such indicator.' } },
  {
    code: 'organisation.not-found',
    status: 404,
    meaning: { vi: 'Không có cơ quan, đơn vị này.', en: 'No such organisation.' },
  },
  {
    code: 'api.method-not-allowed',
    status: 405,
    meaning: {
      vi: 'Địa chỉ không nhận phương thức này; xem `Allow`.',
      en: 'The address does not take this method; see `Allow`.',
    },
  },
  { code: 'document.too-large', status: 413, meaning: { vi: 'Tệp quá lớn.', en: 'The file is too large.' } },
  {
    code: 'document.unsupported',
    status: 415,
    meaning: { vi: 'Định dạng tệp không được hỗ trợ.', en: 'The file’s format is not supported.' },
  },
  { code: 'document.empty', status: 422, meaning: { vi: 'Tệp rỗng.', en: 'The file is empty.' } },
  {
    code: 'document.unreadable',
    status: 422,
    meaning: { vi: 'Tệp không phải văn bản đọc được.', en: 'The file is not readable text.' },
  },
  {
    code: 'document.scan',
    status: 422,
    meaning: { vi: 'Tệp là bản quét, không có lớp chữ.', en: 'The file is a scan without text.' },
  },
  {
    code: 'document.encrypted',
    status: 422,
    meaning: { vi: 'Tệp được đặt mật khẩu.', en: 'The file is protected by a password.' },
  },
  {
    code: 'document.broken',
    status: 422,
    meaning: { vi: 'Tệp hỏng hoặc chưa trọn vẹn.', en: 'The file is broken or incomplete.' },
  },
  {
    code: 'document.bomb',
    status: 422,
    meaning: { vi: 'Tệp giải nén phình to bất thường.', en: 'The file unpacks to an abnormal size.' },
  },
  { code: 'document.macros', status: 422, meaning: { vi: 'Tệp Word có macro.', en: 'The Word file has macros.' } },
  {
    code: 'plan.not-a-plan',
    status: 422,
    meaning: { vi: 'Văn bản không có bảng nhiệm vụ của kế hoạch.', en: 'The document has no table of a plan’s tasks.' },
  },
  ...OBLIGATION_PROBLEMS,
  {
    code: 'identity.key-attempts',
    status: 429,
    meaning: {
      vi: 'Quá nhiều khóa API không dùng được từ địa chỉ này.',
      en: 'Too many API keys that do not hold from this address.',
    },
  },
  {
    code: 'internal',
    status: 500,
    meaning: { vi: 'Hệ thống gặp sự cố; báo kèm `requestId`.', en: 'Our fault; report it with `requestId`.' },
  },
];

const TITLES: Record<number, string> = {
  400: 'Yêu cầu không hợp lệ',
  401: 'Cần đăng nhập',
  403: 'Không có quyền',
  404: 'Không tìm thấy',
  405: 'Phương thức không được dùng',
  409: 'Trái với tình trạng hiện tại',
  413: 'Nội dung quá lớn',
  415: 'Định dạng không được hỗ trợ',
  422: 'Nội dung không xử lý được',
  429: 'Quá nhiều lần thử',
};

/** What was thrown, as the body of an answer. What is no refusal is our fault and told without its inside. */
export function problemOf(thrown: unknown, requestId: string): Problem {
  if (!(thrown instanceof Refusal)) {
    const detail = `Hệ thống gặp sự cố khi xử lý yêu cầu này (mã yêu cầu: ${requestId}).`;
    return { type: '/api#internal', title: 'Hệ thống gặp sự cố', status: 500, detail, code: 'internal', requestId };
  }
  const { code, status, message, where, remedy, fields } = thrown;
  return {
    type: `/api#${code}`,
    title: TITLES[status] ?? (status >= 500 ? 'Hệ thống gặp sự cố' : TITLES[400]!),
    status,
    detail: message,
    code,
    ...(where === undefined ? {} : { where }),
    ...(remedy === undefined ? {} : { remedy }),
    ...(fields === undefined ? {} : { fields }),
    requestId,
  };
}

/** The answer for what was thrown: `application/problem+json`, never kept by caches. */
export function problemAnswer(thrown: unknown, requestId: string, headers: Record<string, string> = {}): Response {
  const problem = problemOf(thrown, requestId);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': PROBLEM_MEDIA, 'cache-control': 'no-store', ...headers },
  });
}

/** Entry of a route's `responses`. */
export function problemResponse(vi: string, en: string) {
  return { description: both(vi, en), content: { [PROBLEM_MEDIA]: { schema: ProblemShape } } };
}
