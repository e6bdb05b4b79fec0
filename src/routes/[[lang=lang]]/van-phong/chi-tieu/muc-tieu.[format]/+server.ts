import { exportList, readQuery } from '#kernel/lists/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import { currentPlan, TARGET_LIST } from '#modules/plan/index.ts';
import { officeActor } from '../../guard.ts';
import type { RequestHandler } from './$types';

/** The targets of the plan in force as a file. */
export const GET: RequestHandler = async (event) => {
  officeActor(event);
  const { db } = event.locals;
  const plan = await currentPlan(db);
  if (!plan) throw new Refusal('plan.not-found', 'Chưa có kế hoạch đang thực hiện.', { status: 404 });
  return exportList(
    db,
    TARGET_LIST,
    readQuery(TARGET_LIST, event.url.searchParams),
    { planId: plan.id },
    event.params.format,
    'vi',
  );
};
