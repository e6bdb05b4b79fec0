import { vietnamDate } from '#kernel/calendar/dates.ts';
import { may } from '#kernel/identity/permissions.ts';
import { ORGANISATION_PERMISSIONS } from '#kernel/organisations/permissions.ts';
import { openHandovers } from '#kernel/organisations/reorganisation-queries.ts';
import { currentPlan, listPlans, PLAN_PERMISSIONS, progressByGroup } from '#modules/plan/index.ts';
import { withParameters } from '../ke-hoach/addresses.ts';
import { standingsOf, statusParts, totalCount } from '../ke-hoach/states.ts';
import type { PageServerLoad } from './$types';
import { officeActor } from './guard.ts';
import { planPath } from './paths.ts';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { db } = event.locals;
  const mayReview = may(actor, PLAN_PERMISSIONS.review).allowed;
  const mayDecide = may(actor, ORGANISATION_PERMISSIONS.decideHandover).allowed;
  const [plans, active, handovers] = await Promise.all([
    mayReview ? listPlans(db, { drafts: true }) : [],
    currentPlan(db),
    mayDecide ? openHandovers(db) : 0,
  ]);
  const progress = active ? await progressByGroup(db, active.id, vietnamDate(new Date())) : [];
  const counts = progress.flatMap(({ counts }) => counts);
  return {
    title: 'Việc cần làm',
    breadcrumb: [],
    drafts: plans
      .filter(({ status }) => status === 'draft')
      .map(({ slug, number, subject, year, tasks, openDiagnostics, importedAt }) => ({
        slug,
        number,
        subject,
        year,
        tasks,
        openDiagnostics,
        importedAt,
      })),
    handovers,
    active: active && {
      slug: active.slug,
      number: active.number,
      year: active.year,
      subject: active.subject,
      parts: statusParts(counts, 'vi', (filters) => withParameters(planPath(active.slug), filters)),
      tasks: totalCount(counts),
      late: standingsOf(counts).late,
    },
    allowed: {
      upload: may(actor, PLAN_PERMISSIONS.import).allowed,
      review: mayReview,
      record: may(actor, PLAN_PERMISSIONS.recordResult).allowed,
    },
  };
};
