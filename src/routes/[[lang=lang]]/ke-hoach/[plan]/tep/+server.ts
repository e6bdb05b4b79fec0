import { Readable } from 'node:stream';
import { database } from '#kernel/database/connection.ts';
import { contentDisposition, describeFile, getFile } from '#kernel/files/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import { findPlan } from '#modules/plan/index.ts';
import type { RequestHandler } from './$types';

/** The file as it was published, byte for byte. */
export const GET: RequestHandler = async ({ params }) => {
  const db = database();
  const plan = await findPlan(db, params.plan, { drafts: false });
  const [known, file] = await Promise.all([describeFile(db, plan.fileSha256), getFile(plan.fileSha256)]);
  if (!file) {
    throw new Refusal('plan.file-missing', 'Không tìm thấy tệp gốc của kế hoạch.', {
      status: 404,
      where: plan.fileName,
      remedy: 'Xem văn bản nguồn trên trang kế hoạch, hoặc báo cơ quan phụ trách.',
    });
  }
  return new Response(Readable.toWeb(file.stream) as ReadableStream, {
    headers: {
      'content-type': known?.mediaType ?? 'application/octet-stream',
      'content-length': String(file.size),
      'content-disposition': contentDisposition(plan.fileName),
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=300',
      etag: `"${plan.fileSha256}"`,
    },
  });
};
