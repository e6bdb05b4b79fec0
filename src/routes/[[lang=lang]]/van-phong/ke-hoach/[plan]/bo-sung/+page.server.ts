import { fail, redirect } from '@sveltejs/kit';
import { isIsoDate, vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { say } from '#kernel/language.ts';
import { assigneeNames } from '#kernel/organisations/tree.ts';
import {
  addTask,
  findPlan,
  groupsOf,
  ROLE_WORDS,
  ROLES,
  RUNNING_PERMISSIONS,
  SCHEDULE_KIND_WORDS,
  TASK_INPUT,
} from '#modules/plan/index.ts';
import { failedForm, readForm, refusedForm, type FormAnswer } from '../../../forms.ts';
import { officeActor } from '../../../guard.ts';
import { planCrumbs, planPath, resultPath, withNotice } from '../../../paths.ts';
import { besideForm } from '../../../refused.ts';
import { changeRows } from '../sua/rows.ts';
import { BLANK, taskFieldName, taskFromForm } from '../sua/task-form.ts';
import type { Actions, PageServerLoad } from './$types';

const KINDS = ['deadline', 'recurring', 'continuous', 'conditional'] as const;

export const load: PageServerLoad = async (event) => {
  officeActor(event, RUNNING_PERMISSIONS.addTask);
  const { db } = event.locals;
  const today = vietnamDate(new Date());
  const plan = await findPlan(db, event.params.plan, { drafts: false });
  return {
    title: 'Bổ sung nhiệm vụ',
    breadcrumb: planCrumbs(plan, { text: 'Bổ sung nhiệm vụ' }),
    today,
    year: plan.year,
    groups: (await groupsOf(db, plan.id)).map(({ code, title }) => ({ value: code, label: `${code}. ${title}` })),
    roles: ROLES.map((value) => ({ value, label: say(ROLE_WORDS[value], 'vi') })),
    kinds: KINDS.map((value) => ({ value, label: say(SCHEDULE_KIND_WORDS[value], 'vi') })),
    names: await assigneeNames(db, today),
    blank: {
      ...Object.fromEntries(Object.entries(BLANK.products!).map(([name, value]) => [`products.0.${name}`, value])),
    },
    backHref: planPath(plan.slug),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = officeActor(event, RUNNING_PERMISSIONS.addTask);
    const { db } = event.locals;
    const plan = await findPlan(db, event.params.plan, { drafts: false });
    const values = await readForm(event.request);
    const changed = changeRows(values, values.change, BLANK);
    if (changed) return fail<FormAnswer>(400, { values: changed, errors: {}, refusal: null });
    const read = TASK_INPUT.safeParse(taskFromForm(values));
    if (!read.success) return failedForm(values, read.error, taskFieldName(values));
    const { groupCode = '', documentNumber = '', documentDate = '' } = values;
    if (!isIsoDate(documentDate)) return fail<FormAnswer>(400, { values, errors: { documentDate: 'Chọn ngày của văn bản bổ sung.' }, refusal: null }); // prettier-ignore
    let added;
    try {
      added = await addTask(db, actor, plan.id, {
        groupCode,
        document: { number: documentNumber, date: documentDate as IsoDate },
        task: read.data,
      });
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(resultPath(added.slug, added.code), 'da-ghi-nhan'));
  },
};
