import { vietnamDate } from '#kernel/calendar/dates.ts';
import { say } from '#kernel/language.ts';
import { assigneeNames } from '#kernel/organisations/tree.ts';
import {
  findTask,
  PLAN_PERMISSIONS,
  reviseTask,
  ROLE_WORDS,
  ROLES,
  SCHEDULE_KIND_WORDS,
  TASK_INPUT,
} from '#modules/plan/index.ts';
import { draftOf } from '../../../../../draft.ts';
import { readForm, type FormValues } from '../../../../../forms.ts';
import { planCrumbs, reviewPath } from '../../../../../paths.ts';
import { notThere } from '../../../../../refused.ts';
import { reviewAddress } from '../../../ra-soat/review-view.ts';
import { back, excerptOf, saveEdit } from '../../revising.ts';
import { changeRows } from '../../rows.ts';
import { BLANK, taskFieldName, taskFromForm, taskValues } from '../../task-form.ts';
import type { Actions, PageServerLoad } from './$types';

const KINDS = ['deadline', 'recurring', 'continuous', 'conditional'] as const;

export const load: PageServerLoad = async (event) => {
  const { db, plan } = await draftOf(event, PLAN_PERMISSIONS.revise);
  const task = await findTask(db, plan.id, event.params.code, vietnamDate(new Date()));
  if (!task) throw notThere('nhiệm vụ', reviewPath(plan.slug));
  return {
    title: `Sửa nhiệm vụ ${task.code}`,
    breadcrumb: planCrumbs(plan, { text: 'Rà soát', href: reviewPath(plan.slug) }, { text: `Nhiệm vụ ${task.code}` }),
    code: task.code,
    revision: plan.revision,
    year: plan.year,
    stored: taskValues(task, plan.year),
    unknown: task.products.flatMap(({ assignments }) =>
      assignments.filter((each) => !each.organisationKey && !each.collectiveKey).map(({ name }) => name),
    ),
    roles: ROLES.map((value) => ({ value, label: say(ROLE_WORDS[value], 'vi') })),
    kinds: KINDS.map((value) => ({ value, label: say(SCHEDULE_KIND_WORDS[value], 'vi') })),
    names: await assigneeNames(db, plan.issuedOn ?? vietnamDate(new Date())),
    source: await excerptOf(db, plan.id, task.line, task.endLine),
    backHref: reviewAddress(plan.slug, {
      part: 'nhiem-vu',
      group: task.group.ordinal,
      line: task.line,
      endLine: task.endLine,
    }),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { db, plan } = await draftOf(event, PLAN_PERMISSIONS.revise);
    const task = await findTask(db, plan.id, event.params.code, vietnamDate(new Date()));
    if (!task) throw notThere('nhiệm vụ', reviewPath(plan.slug));
    const typed = await readForm(event.request);
    const changed = changeRows(typed, typed.change, BLANK);
    if (changed) return back(200, changed);

    const values = forgetGone(typed, new Set(task.products.map(({ id }) => id)));
    return saveEdit(
      event,
      {
        read: (given) => TASK_INPUT.safeParse(taskFromForm(given)),
        nameOf: taskFieldName,
        save: async (on, seen, input) => {
          await reviseTask(on.db, on.actor, seen, task.id, input);
          return { part: 'nhiem-vu', group: task.group.ordinal, line: task.line, endLine: task.endLine };
        },
      },
      values,
    );
  },
};

/** A product that somebody else removed meanwhile is saved as a new one, if the person saves after having been told. */
function forgetGone(values: FormValues, known: ReadonlySet<string>): FormValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      /^products\.\d+\.id$/.test(name) && !known.has(value) ? '' : value,
    ]),
  );
}
