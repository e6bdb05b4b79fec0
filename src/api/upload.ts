import type { Actor } from '#kernel/database/actor.ts';
import { documentRefusal } from '#kernel/documents/refusals.ts';
import { safeName } from '#kernel/files/index.ts';
import { Refusal } from '#kernel/refusal.ts';

/** Bytes that a multipart envelope may add around the file. */
const ENVELOPE = 64 * 1024;
const DEFAULT_NAME = 'ke-hoach';

const EXTENSIONS: Record<string, string> = {
  'text/plain': '.txt',
  'text/html': '.html',
  'application/pdf': '.pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
};

/**
 * May a request that changes something come from here? A browser says where a request was made; a page of another site may
 * not use the visitor's session. Programs that are no browser say nothing and carry no one else's cookies.
 * @throws Refusal `api.cross-origin`
 */
export function demandSameOrigin(request: Request, actor: Actor): void {
  // A key is sent on purpose, never by a browser of its own accord: no cookie acts here.
  if (actor.scopes) return;
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  const own = new URL(request.url).origin;
  const allowed =
    origin !== null && origin !== own
      ? false
      : site === null || site === 'same-origin' || (site === 'none' && origin === own);
  if (allowed) return;
  throw new Refusal('api.cross-origin', 'Yêu cầu ghi đến từ trang web khác nên không được nhận.', {
    status: 403,
    where: origin ?? site ?? undefined,
    remedy: `Gọi từ trang của ${own}, hoặc từ chương trình không phải trình duyệt.`,
  });
}

/**
 * The file of an upload: field `file` of a form, or the whole body with its name in `?name=`. Read no further than the limit.
 * @throws Refusal `document.too-large`, `api.bad-upload`, `document.unsupported`
 */
export async function readUpload(request: Request, limit: number): Promise<{ bytes: Uint8Array; name: string }> {
  const type = request.headers.get('content-type') ?? '';
  const media = type.split(';')[0]!.trim().toLowerCase();
  if (media === 'application/x-www-form-urlencoded' || media === 'application/json') {
    throw new Refusal('document.unsupported', 'Yêu cầu không mang tệp.', {
      status: 415,
      where: media,
      remedy: 'Gửi biểu mẫu multipart/form-data với trường “file”, hoặc gửi thẳng nội dung tệp.',
    });
  }
  const isForm = media === 'multipart/form-data';
  const body = await readBounded(request, isForm ? limit + ENVELOPE : limit);
  if (!isForm) {
    const name = new URL(request.url).searchParams.get('name');
    return { bytes: body, name: safeName(name ?? `${DEFAULT_NAME}${EXTENSIONS[media] ?? ''}`) };
  }
  const file = await fileOf(body, type);
  if (file.size > limit) throw documentRefusal('too-large');
  return { bytes: new Uint8Array(await file.arrayBuffer()), name: safeName(file.name) };
}

async function fileOf(body: Uint8Array<ArrayBuffer>, type: string): Promise<File> {
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => null);
  const file = form?.get('file');
  if (file instanceof File) return file;
  throw new Refusal('api.bad-upload', form ? 'Thiếu tệp trong trường “file”.' : 'Biểu mẫu tải lên không đọc được.', {
    remedy: 'Gửi multipart/form-data với tệp trong trường “file”.',
    fields: { file: 'Chọn tệp kế hoạch.' },
  });
}

/**
 * A body of JSON, read no further than the limit.
 * @throws Refusal `document.unsupported` (415), `document.too-large` (413), `api.bad-json` (400)
 */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const media = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  if (media !== 'application/json') {
    throw new Refusal('document.unsupported', 'Nội dung phải là JSON.', {
      status: 415,
      where: media.slice(0, 100),
      remedy: 'Gửi với Content-Type: application/json.',
    });
  }
  const bytes = await readBounded(request, limit);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (cause) {
    throw new Refusal('api.bad-json', 'Nội dung JSON không đọc được.', { remedy: 'Gửi JSON đúng, mã hóa UTF-8.', cause }); // prettier-ignore
  }
}

/** The whole body, given up at the first byte past the limit. @throws Refusal `document.too-large` */
async function readBounded(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw documentRefusal('too-large');
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > limit) throw documentRefusal('too-large');
      chunks.push(chunk);
    }
  } catch (error) {
    // The web server has a limit of its own.
    throw (error as { status?: number }).status === 413 ? documentRefusal('too-large', undefined, error) : error;
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
