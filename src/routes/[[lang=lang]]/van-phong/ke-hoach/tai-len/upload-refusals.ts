import { Refusal } from '#kernel/refusal.ts';
import { megabytes } from './size.ts';

/** Refusals of an upload before its content is looked at. */

export function noFile(): Refusal {
  return new Refusal('upload.no-file', 'Chưa chọn tệp.', {
    where: 'Ô “Văn bản kế hoạch”',
    remedy: 'Chọn tệp .docx, .pdf, .html hoặc .txt rồi tải lên.',
  });
}

export function tooLarge(limit: number): Refusal {
  return new Refusal('upload.too-large', 'Tệp quá lớn nên không được nhận.', {
    status: 413,
    where: `Tệp đã chọn; tối đa ${megabytes(limit)}`,
    remedy: 'Bỏ hình ảnh trong tệp hoặc tách phần kế hoạch và phụ lục ra tệp riêng, rồi tải lên lại.',
  });
}

/**
 * Did reading the body fail because it is larger than the server takes? The server's own error says so by its status, but
 * the reader of forms may hide it, so what the request announced counts too.
 */
export function bodyTooLarge(error: unknown, headers: Pick<Headers, 'get'>, limit: number): boolean {
  for (let each = error; typeof each === 'object' && each !== null; each = (each as { cause?: unknown }).cause) {
    if ((each as { status?: unknown }).status === 413) return true;
  }
  return Number(headers.get('content-length')) > limit;
}
