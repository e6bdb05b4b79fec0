import {
  OBJECTIVE_INPUT,
  objectivesOf,
  PLAN_PERMISSIONS,
  reviseObjective,
  type ObjectiveTree,
} from '#modules/plan/index.ts';
import { draftOf } from '../../../../../draft.ts';
import { readForm } from '../../../../../forms.ts';
import { planCrumbs, reviewPath } from '../../../../../paths.ts';
import { notThere } from '../../../../../refused.ts';
import { reviewAddress } from '../../../ra-soat/review-view.ts';
import { back, excerptOf, saveEdit } from '../../revising.ts';
import { changeRows } from '../../rows.ts';
import type { Actions, PageServerLoad } from './$types';
import { BLANK, objectiveFromForm, objectiveValues } from './objective-form.ts';

export const load: PageServerLoad = async (event) => {
  const { db, plan } = await draftOf(event, PLAN_PERMISSIONS.revise);
  const objective = find(await objectivesOf(db, plan.id), event.params.id);
  if (!objective) throw notThere('mục tiêu', reviewPath(plan.slug));
  return {
    title: `Sửa mục tiêu ${objective.number}`,
    breadcrumb: planCrumbs(
      plan,
      { text: 'Rà soát', href: reviewPath(plan.slug) },
      { text: `Mục tiêu ${objective.number}` },
    ),
    revision: plan.revision,
    stored: objectiveValues(objective),
    source: await excerptOf(db, plan.id, objective.line, null),
    backHref: reviewAddress(plan.slug, { part: 'muc-tieu', line: objective.line }),
  };
};

function find(objectives: readonly ObjectiveTree[], id: string): ObjectiveTree | null {
  for (const objective of objectives) {
    const found = objective.id === id ? objective : find(objective.items, id);
    if (found) return found;
  }
  return null;
}

export const actions: Actions = {
  default: async (event) => {
    await draftOf(event, PLAN_PERMISSIONS.revise);
    const values = await readForm(event.request);
    const changed = changeRows(values, values.change, BLANK);
    if (changed) return back(200, changed);
    return saveEdit(
      event,
      {
        read: (typed) => OBJECTIVE_INPUT.safeParse(objectiveFromForm(typed)),
        save: async ({ db, actor }, seen, input) => {
          await reviseObjective(db, actor, seen, event.params.id, input);
          return { part: 'muc-tieu' };
        },
      },
      values,
    );
  },
};
