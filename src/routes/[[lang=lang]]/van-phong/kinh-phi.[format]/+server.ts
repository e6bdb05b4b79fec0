import { vietnamDate } from '#kernel/calendar/dates.ts';
import { exportList, readQuery } from '#kernel/lists/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import { currentPlan, FUNDING_LIST } from '#modules/plan/index.ts';
import { officeActor } from '../guard.ts';
import type { RequestHandler } from './$types';

/** Any view of the plan's funding by task as a file. */
export const GET: RequestHandler = async (event) => {
  officeActor(event);
  const { db } = event.locals;
  const plan = await currentPlan(db);
  if (!plan) throw new Refusal('plan.not-found', 'Chưa có kế hoạch đang thực hiện.', { status: 404 });
  const scope = { planId: plan.id, planSlug: plan.slug, today: vietnamDate(new Date()) };
  return exportList(
    db,
    FUNDING_LIST,
    readQuery(FUNDING_LIST, event.url.searchParams),
    scope,
    event.params.format,
    'vi',
  );
};
