import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { discardPlan, PLAN_PERMISSIONS, planSize } from '#modules/plan/index.ts';
import { draftOf } from '../../../draft.ts';
import { failedForm, readForm, refusedForm } from '../../../forms.ts';
import { planCrumbs, PLANS, reviewPath, withNotice } from '../../../paths.ts';
import { besideForm } from '../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, plan } = await draftOf(event, PLAN_PERMISSIONS.discard);
  return {
    title: `Hủy bản nháp ${plan.number ?? ''}`.trim(),
    breadcrumb: planCrumbs(plan, { text: 'Rà soát', href: reviewPath(plan.slug) }, { text: 'Hủy bản nháp' }),
    plan: { slug: plan.slug, number: plan.number, subject: plan.subject },
    tasks: (await planSize(db, plan.id)).tasks,
  };
};

const DISCARD_FORM = z.object({
  reason: z
    .string()
    .max(2_000, 'Lý do dài nhất 2.000 ký tự.')
    .transform((text) => text.normalize('NFC').trim())
    .refine((text) => text !== '', 'Nêu lý do hủy bản nháp.'),
});

export const actions: Actions = {
  default: async (event) => {
    const { db, actor, plan } = await draftOf(event, PLAN_PERMISSIONS.discard);
    const values = await readForm(event.request);
    const read = DISCARD_FORM.safeParse({ reason: values.reason ?? '' });
    if (!read.success) return failedForm(values, read.error);
    try {
      await discardPlan(db, actor, plan.id, read.data.reason);
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(PLANS, 'da-huy'));
  },
};
