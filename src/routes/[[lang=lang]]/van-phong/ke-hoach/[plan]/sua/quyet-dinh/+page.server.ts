import { DECISION_INPUT, PLAN_PERMISSIONS, reviseDecision } from '#modules/plan/index.ts';
import { draftOf } from '../../../../draft.ts';
import { planCrumbs, reviewPath } from '../../../../paths.ts';
import { reviewAddress } from '../../ra-soat/review-view.ts';
import { excerptOf, saveEdit } from '../revising.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, plan } = await draftOf(event, PLAN_PERMISSIONS.revise);
  return {
    title: 'Sửa phần quyết định',
    breadcrumb: planCrumbs(plan, { text: 'Rà soát', href: reviewPath(plan.slug) }, { text: 'Quyết định' }),
    revision: plan.revision,
    stored: {
      number: plan.number ?? '',
      issuedOn: plan.issuedOn ?? '',
      issuer: plan.issuer ?? '',
      signer: plan.signer ?? '',
      subject: plan.subject ?? '',
      year: plan.year === null ? '' : String(plan.year),
    },
    source: await excerptOf(db, plan.id, null, null),
    backHref: reviewAddress(plan.slug, { part: 'quyet-dinh' }),
  };
};

export const actions: Actions = {
  default: (event) =>
    saveEdit(event, {
      read: ({ number = '', issuedOn = '', issuer = '', signer = '', subject = '', year = '' }) =>
        DECISION_INPUT.safeParse({ number, issuedOn, issuer, signer, subject, year }),
      save: async ({ db, actor }, seen, input) => {
        await reviseDecision(db, actor, seen, input);
        return { part: 'quyet-dinh' };
      },
    }),
};
