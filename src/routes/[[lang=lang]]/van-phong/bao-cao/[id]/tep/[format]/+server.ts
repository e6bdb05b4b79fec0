import { error } from '@sveltejs/kit';
import { contentDisposition } from '#kernel/files/index.ts';
import { PAPER_MEDIA_TYPES, renderPaper, renderSheets } from '#kernel/papers/index.ts';
import { findReport, partsOfReport, reportPaper, reportSheets, type ReportParts } from '#modules/plan/index.ts';
import { officeActor } from '../../../../guard.ts';
import type { RequestHandler } from './$types';

const DRAWN: Readonly<Record<keyof typeof PAPER_MEDIA_TYPES, (parts: ReportParts) => Promise<Uint8Array>>> = {
  docx: (parts) => renderPaper(reportPaper(parts), 'docx'),
  pdf: (parts) => renderPaper(reportPaper(parts), 'pdf'),
  xlsx: (parts) => renderSheets(reportSheets(parts)),
};

/** The report as Word or PDF, its annex tables as a workbook. Made from what is kept: the same report, the same bytes. */
export const GET: RequestHandler = async (event) => {
  officeActor(event);
  const { id, format } = event.params;
  if (!Object.hasOwn(DRAWN, format)) error(404, 'Báo cáo chỉ có dạng docx, pdf và xlsx.');
  const kind = format as keyof typeof DRAWN;
  const found = await findReport(event.locals.db, id);
  const bytes = await DRAWN[kind](await partsOfReport(event.locals.db, found));
  const name = `Báo cáo ${found.label}${found.number === null ? ' (dự thảo)' : ''}.${kind}`.replaceAll('/', '-');
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': PAPER_MEDIA_TYPES[kind],
      'content-length': String(bytes.length),
      'content-disposition': contentDisposition(name),
    },
  });
};
