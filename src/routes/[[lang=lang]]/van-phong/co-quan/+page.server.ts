import { may } from '#kernel/identity/permissions.ts';
import { ORGANISATION_PERMISSIONS } from '#kernel/organisations/permissions.ts';
import { listReorganisations, openHandovers } from '#kernel/organisations/reorganisation-queries.ts';
import { officeActor } from '../guard.ts';
import { actCrumbs } from './addresses.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { db } = event.locals;
  const allowed = may(actor, ORGANISATION_PERMISSIONS.reorganise).allowed;
  const [acts, open] = await Promise.all([listReorganisations(db, { drafts: allowed }), openHandovers(db)]);
  return {
    title: 'Sắp xếp tổ chức',
    breadcrumb: actCrumbs(),
    allowed,
    mayImport: may(actor, ORGANISATION_PERMISSIONS.importRegistry).allowed,
    open,
    acts: acts.map(({ id, status, number, title, effectiveOn, inferred, steps, open }) => ({
      id,
      status,
      number,
      title,
      effectiveOn,
      inferred,
      steps: steps.length,
      open,
    })),
  };
};
