import { matrixCsv } from '../../../../permissions.ts';
import { officeActor } from '../guard.ts';
import type { RequestHandler } from './$types';

/** The matrix of permissions as a file. */
export const GET: RequestHandler = (event) => {
  officeActor(event);
  return new Response(matrixCsv(), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="phan-quyen.csv"',
    },
  });
};
