import { Refusal } from '#kernel/refusal.ts';
import { openHeaders, openProgress, progressCsv, progressJson } from '../tien-do/open-data.ts';
import type { RequestHandler } from './$types';

/** The public progress as open data, at addresses that stay: /tien-do.csv, /tien-do.json. */
export const GET: RequestHandler = async ({ params, url, locals: { db, language, account } }) => {
  if (params.format !== 'csv' && params.format !== 'json') {
    throw new Refusal('list.unknown-format', `Không có dạng “${params.format}”.`, {
      remedy: 'Chọn csv hoặc json.',
      status: 404,
    });
  }
  const found = await openProgress(db, url.searchParams, new Date());
  if (!found) {
    throw new Refusal('plan.not-found', 'Chưa có kế hoạch nào đang thực hiện.', { status: 404, remedy: 'Xem các kế hoạch tại /ke-hoach.' }); // prettier-ignore
  }
  const headers = openHeaders(account === null);
  if (params.format === 'json') return Response.json(progressJson(found), { headers });
  return new Response(progressCsv(found, language), {
    headers: {
      ...headers,
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="tien-do-${found.plan.slug}-${found.progress.asOf}.csv"`,
    },
  });
};
