import { Readable } from 'node:stream';
import { contentDisposition, describeFile, getFile } from '#kernel/files/index.ts';
import { evidenceFile } from '#kernel/indicators/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { RequestHandler } from './$types';

/** A file that proves a figure, for whoever may see the figure. */
export const GET: RequestHandler = async ({ params, locals: { db } }) => {
  const name = await evidenceFile(db, params.key, params.sha256);
  const [known, file] =
    name === null ? [null, null] : await Promise.all([describeFile(db, params.sha256), getFile(params.sha256)]);
  if (name === null || !file) throw new Refusal('indicator.file-not-found', 'Không có tệp này.', { status: 404 });
  return new Response(Readable.toWeb(file.stream) as ReadableStream, {
    headers: {
      'content-type': known?.mediaType ?? 'application/octet-stream',
      'content-length': String(file.size),
      'content-disposition': contentDisposition(name),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
    },
  });
};
