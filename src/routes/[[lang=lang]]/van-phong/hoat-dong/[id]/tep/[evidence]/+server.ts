import { error } from '@sveltejs/kit';
import { Readable } from 'node:stream';
import { isId } from '#kernel/database/uuid.ts';
import { contentDisposition, getFile } from '#kernel/files/index.ts';
import { evidenceOfActivity } from '#modules/activities/index.ts';
import { officeActor } from '../../../../guard.ts';
import type { RequestHandler } from './$types';

/** A file that proves something around the plan, always as a download: never shown as a page of this site. */
export const GET: RequestHandler = async (event) => {
  officeActor(event);
  const { id, evidence } = event.params;
  const rows = isId(id) ? await evidenceOfActivity(event.locals.db, id) : [];
  const found = rows.find((each) => each.id === evidence);
  const file = found?.fileSha256 ? await getFile(found.fileSha256) : null;
  if (!file) error(404, 'Không có tệp này.');
  return new Response(Readable.toWeb(file.stream) as ReadableStream, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(file.size),
      'content-disposition': contentDisposition(found!.fileName ?? 'tep'),
    },
  });
};
