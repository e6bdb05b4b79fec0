import { formatDate, say } from '#kernel/language.ts';
import { may } from '#kernel/identity/permissions.ts';
import { listPlans, PLAN_PERMISSIONS, STATUS_WORDS, type PlanStatus } from '#modules/plan/index.ts';
import type { Tone } from '#ui/charts.ts';
import { officeActor } from '../guard.ts';
import { OFFICE, planPath, reviewPath } from '../paths.ts';
import type { PageServerLoad } from './$types';

const TONES: Readonly<Record<PlanStatus, Tone>> = {
  draft: 'warn',
  active: 'active',
  superseded: 'none',
  discarded: 'none',
};

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const drafts = may(actor, PLAN_PERMISSIONS.review).allowed;
  const plans = await listPlans(event.locals.db, { drafts });
  return {
    title: 'Kế hoạch',
    breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: 'Kế hoạch' }],
    plans: plans.map(({ slug, number, issuedOn, subject, year, status, tasks, openDiagnostics }) => ({
      slug,
      name: number ?? 'Chưa rõ số quyết định',
      href: status === 'draft' ? reviewPath(slug) : planPath(slug),
      issuedOn: issuedOn && formatDate(issuedOn, 'vi'),
      subject,
      year,
      tasks,
      open: status === 'draft' ? openDiagnostics : null,
      status: say(STATUS_WORDS[status], 'vi'),
      tone: TONES[status],
    })),
    mayUpload: may(actor, PLAN_PERMISSIONS.import).allowed,
  };
};
