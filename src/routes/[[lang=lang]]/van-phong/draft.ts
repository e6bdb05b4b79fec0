import type { RequestEvent } from '@sveltejs/kit';
import type { Database } from '#kernel/database/connection.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Permission } from '#kernel/identity/permissions.ts';
import { Refusal } from '#kernel/refusal.ts';
import { findPlan } from '#modules/plan/index.ts';
import { officeActor } from './guard.ts';
import { planPath } from './paths.ts';

export interface OnDraft {
  actor: Actor;
  db: Database;
  plan: Awaited<ReturnType<typeof findPlan>>;
}

/**
 * The draft that a page of its review is about, for somebody who may do what the page is for.
 * @throws Refusal 403, 404, or 409 when the plan is no draft any more; a redirect to the sign-in
 */
export async function draftOf(
  event: Pick<RequestEvent, 'locals' | 'url'> & { params: { plan: string } },
  permission: Permission,
): Promise<OnDraft> {
  const actor = officeActor(event, permission);
  const { db } = event.locals;
  const plan = await findPlan(db, event.params.plan, { drafts: true });
  if (plan.status !== 'draft') {
    throw new Refusal('plan.not-a-draft', 'Kế hoạch này không còn là bản nháp nên không sửa được nữa.', {
      status: 409,
      where: plan.number ?? plan.slug,
      remedy: `Xem kế hoạch tại ${planPath(plan.slug)}.`,
    });
  }
  return { actor, db, plan };
}
