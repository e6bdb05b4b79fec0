import { vietnamDate } from '#kernel/calendar/dates.ts';
import { database } from '#kernel/database/connection.ts';
import { may } from '#kernel/identity/permissions.ts';
import { currentPlan, listPlans, PLAN_PERMISSIONS, progressByGroup } from '#modules/plan/index.ts';
import type { PageServerLoad } from './$types';
import { officeActor } from './guard.ts';
import { taskFigures } from './figures.ts';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const db = database();
  const mayReview = may(actor, PLAN_PERMISSIONS.review).allowed;
  const [plans, active] = await Promise.all([mayReview ? listPlans(db, { drafts: true }) : [], currentPlan(db)]);
  const progress = active ? await progressByGroup(db, active.id, vietnamDate(new Date())) : [];
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
    active: active && {
      slug: active.slug,
      number: active.number,
      year: active.year,
      subject: active.subject,
      figures: taskFigures(progress.flatMap(({ counts }) => counts)),
    },
    allowed: {
      upload: may(actor, PLAN_PERMISSIONS.import).allowed,
      review: mayReview,
      record: may(actor, PLAN_PERMISSIONS.recordResult).allowed,
    },
  };
};
