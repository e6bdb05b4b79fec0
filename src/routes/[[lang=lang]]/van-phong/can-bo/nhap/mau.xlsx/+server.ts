import { IDENTITY_PERMISSIONS, peopleTemplate } from '#kernel/identity/index.ts';
import { officeActor } from '../../../guard.ts';
import type { RequestHandler } from './$types';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The empty workbook of officials. */
export const GET: RequestHandler = async (event) => {
  officeActor(event, IDENTITY_PERMISSIONS.people);
  return new Response((await peopleTemplate()) as BodyInit, {
    headers: { 'content-type': XLSX, 'content-disposition': 'attachment; filename="mau-can-bo.xlsx"' },
  });
};
