import { Readable } from 'node:stream';
import type { Database } from '#kernel/database/connection.ts';
import { contentDisposition, describeFile, getFile } from '#kernel/files/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import { publishedPlan } from '../../published.ts';
import type { RequestHandler } from './$types';

/** The file as it was published, byte for byte. */
export const GET: RequestHandler = async ({ params, request, locals: { db } }) => {
  const { plan, headers } = await headersOf(params.plan, db);
  // Answered here: a file that is opened must also be read.
  if (request.headers.get('if-none-match')?.includes(headers.etag)) return new Response(null, { status: 304, headers });
  const file = await getFile(plan.fileSha256);
  if (!file) {
    throw new Refusal('plan.file-missing', 'Không tìm thấy tệp gốc của kế hoạch.', {
      status: 404,
      where: plan.fileName,
      remedy: 'Xem văn bản nguồn trên trang kế hoạch, hoặc báo cơ quan phụ trách.',
    });
  }
  return new Response(Readable.toWeb(file.stream) as ReadableStream, {
    headers: { ...headers, 'content-length': String(file.size) },
  });
};

export const HEAD: RequestHandler = async ({ params, locals: { db } }) => {
  const { headers } = await headersOf(params.plan, db);
  return new Response(null, { headers });
};

async function headersOf(slug: string, db: Database) {
  const plan = await publishedPlan(slug, db);
  const known = await describeFile(db, plan.fileSha256);
  return {
    plan,
    headers: {
      'content-type': known?.mediaType ?? 'application/octet-stream',
      'content-disposition': contentDisposition(plan.fileName),
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=300',
      etag: `"${plan.fileSha256}"`,
    },
  };
}
