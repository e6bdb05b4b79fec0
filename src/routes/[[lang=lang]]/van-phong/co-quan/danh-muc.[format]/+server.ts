import {
  exportRegistryJson,
  exportRegistryXlsx,
  registryTemplate,
} from '#kernel/organisations/exchange/export-registry.ts';
import { Refusal } from '#kernel/refusal.ts';
import { officeActor } from '../../guard.ts';
import type { RequestHandler } from './$types';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The registry as a file: to be corrected and imported again, to be taken to another province, or empty to be filled. */
export const GET: RequestHandler = async (event) => {
  officeActor(event);
  const { db } = event.locals;
  const { format } = event.params;
  if (format === 'json')
    return download(await exportRegistryJson(db), 'application/json; charset=utf-8', 'danh-muc-co-quan.json');
  if (format === 'xlsx') return download(await exportRegistryXlsx(db), XLSX, 'danh-muc-co-quan.xlsx');
  if (format === 'mau') return download(await registryTemplate(), XLSX, 'mau-danh-muc-co-quan.xlsx');
  throw new Refusal('list.unknown-format', `Không xuất được dạng “${format.slice(0, 20)}”.`, {
    status: 404,
    remedy: 'Chọn xlsx, json hoặc mau.',
  });
};

function download(body: string | Uint8Array, type: string, name: string): Response {
  return new Response(body as BodyInit, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  });
}
