import { error } from '@sveltejs/kit';
import { Readable } from 'node:stream';
import { contentDisposition, getFile } from '#kernel/files/index.ts';
import { evidenceOf } from '#modules/plan/index.ts';
import { officeActor } from '../../../../guard.ts';
import type { RequestHandler } from './$types';

/** A file that proves an obligation, always as a download: never shown as a page of this site. */
export const GET: RequestHandler = async (event) => {
  officeActor(event);
  const evidence = (await evidenceOf(event.locals.db, event.params.id)).find(({ id }) => id === event.params.evidence);
  const file = evidence?.fileSha256 ? await getFile(evidence.fileSha256) : null;
  if (!file) error(404, 'Không có tệp này.');
  return new Response(Readable.toWeb(file.stream) as ReadableStream, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(file.size),
      'content-disposition': contentDisposition(evidence!.fileName ?? 'tep'),
    },
  });
};
