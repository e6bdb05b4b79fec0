import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { may } from '#kernel/identity/permissions.ts';
import { findPlan, PLAN_PERMISSIONS, RUNNING_PERMISSIONS, TASK_LIST, type State } from '#modules/plan/index.ts';
import { withoutEmpty } from '#ui/address.ts';
import { loadListView } from '#ui/list-view.server.ts';
import { officeActor } from '../../guard.ts';
import { planCrumbs, planPath, publicPlanPath, reviewPath } from '../../paths.ts';
import { standingOf, STANDING_LOOKS } from '../../../ke-hoach/states.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { url } = event;
  const clean = withoutEmpty(url);
  if (clean) redirect(303, clean);
  const { db } = event.locals;
  const drafts = may(actor, PLAN_PERMISSIONS.review).allowed;
  const plan = await findPlan(db, event.params.plan, { drafts });
  if (plan.status === 'draft') redirect(303, reviewPath(plan.slug));
  const scope = { planId: plan.id, planSlug: plan.slug, today: vietnamDate(new Date()) };
  const view = await loadListView(db, TASK_LIST, scope, { url, language: 'vi' });
  // The rows are public, and so are their exports.
  const exported = (href: string) => href.replace(url.pathname, `${publicPlanPath(plan.slug)}/nhiem-vu`);
  const { csv, xlsx, json } = view.exports;
  return {
    title: `Nhiệm vụ của ${plan.number ?? plan.slug}`,
    breadcrumb: planCrumbs(plan),
    plan: { slug: plan.slug, number: plan.number, subject: plan.subject, publicHref: publicPlanPath(plan.slug) },
    addHref:
      plan.status === 'active' && may(actor, RUNNING_PERMISSIONS.addTask).allowed
        ? `${planPath(plan.slug)}/bo-sung`
        : null,
    carryHref:
      plan.supersededBy && may(actor, RUNNING_PERMISSIONS.carryOver).allowed
        ? `${planPath(plan.slug)}/chuyen-tiep`
        : null,
    mayRecord: plan.status === 'active' && may(actor, PLAN_PERMISSIONS.recordResult).allowed,
    view: { ...view, exports: { csv: exported(csv), xlsx: exported(xlsx), json: exported(json) } },
    standings: Object.fromEntries(view.rows.map(({ row }) => [row.id, lookOf(row)])),
  };
};

/** Where a task stands, drawn as on the public pages. */
function lookOf(state: State) {
  const { tone, text } = STANDING_LOOKS[standingOf(state)];
  return { tone, text: text.vi };
}
