import { redirect } from '@sveltejs/kit';
import { history } from '#kernel/audit/index.ts';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { describeSchedule } from '#kernel/calendar/describe-schedule.ts';
import { may } from '#kernel/identity/permissions.ts';
import { formatDate, say } from '#kernel/language.ts';
import {
  findPlan,
  findTask,
  PLAN_PERMISSIONS,
  recordResult,
  RESULT_INPUT,
  ROLE_WORDS,
  type ProductDetail,
} from '#modules/plan/index.ts';
import { historyWords } from '../../../../../ke-hoach/history-words.ts';
import { stateWords } from '../../../../../ke-hoach/states.ts';
import { failedForm, readForm, refusedForm } from '../../../../forms.ts';
import { officeActor } from '../../../../guard.ts';
import { planCrumbs, planPath, publicTaskPath, resultPath, reviewPath, withNotice } from '../../../../paths.ts';
import { besideForm, notThere } from '../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { db } = event.locals;
  const today = vietnamDate(new Date());
  const plan = await findPlan(db, event.params.plan, { drafts: may(actor, PLAN_PERMISSIONS.review).allowed });
  if (plan.status === 'draft') redirect(303, reviewPath(plan.slug));
  const task = await findTask(db, plan.id, event.params.code, vietnamDate(new Date()));
  if (!task) throw notThere('nhiệm vụ', planPath(plan.slug));
  const entries = await history(db, 'plan-task', task.id);
  const inForce = plan.status === 'active';
  return {
    title: `Nhiệm vụ ${task.code}`,
    breadcrumb: planCrumbs(plan, { text: `Nhiệm vụ ${task.code}` }),
    today,
    task: { code: task.code, title: task.title, group: `${task.group.code}. ${task.group.title}` },
    publicHref: publicTaskPath(plan.slug, task.code),
    products: task.products.map((product) => showProduct(product, today)),
    inForce,
    mayRecord: inForce && may(actor, PLAN_PERMISSIONS.recordResult).allowed,
    // Inside the office the person is named, outside only the position.
    history: historyWords(entries, 'vi').map((entry, index) => ({ ...entry, by: entries[index]!.actorName })),
  };
};

function showProduct(product: ProductDetail, today: ReturnType<typeof vietnamDate>) {
  const { id, text, scheduleText, scheduleKind, schedule, state, startedOn, doneOn, assignments, documents } = product;
  const lastDay = product.openLastDay ?? product.lastDay;
  return {
    id,
    text,
    scheduleText,
    schedule: describeSchedule(schedule, 'vi'),
    state: stateWords({ lastDay, doneOn, state }, scheduleKind, today, 'vi'),
    leads: assignments.filter(({ role }) => role === 'lead').map(({ name }) => name),
    leadWord: say(ROLE_WORDS.lead, 'vi'),
    started: startedOn !== null,
    done: doneOn !== null,
    document: doneOn === null ? null : documentOf(documents),
  };
}

/** The document that proves the product, from the last registration. */
function documentOf(documents: ProductDetail['documents']): string | null {
  const last = documents.at(-1);
  if (!last) return null;
  const issuer = last.issuer ? ` của ${last.issuer}` : '';
  return `${last.number} ngày ${formatDate(last.date, 'vi')}${issuer} (ghi nhận ngày ${formatDate(last.onDate, 'vi')})`;
}

export const actions: Actions = {
  default: async (event) => {
    const actor = officeActor(event, PLAN_PERMISSIONS.recordResult);
    const { db } = event.locals;
    const plan = await findPlan(db, event.params.plan, { drafts: false });
    const task = await findTask(db, plan.id, event.params.code, vietnamDate(new Date()));
    const values = await readForm(event.request);
    const product = task?.products.find(({ id }) => id === values.product);
    if (!task || !product) throw notThere('kết quả, sản phẩm', planPath(plan.slug));
    const { kind, onDate = '', documentNumber = '', documentDate = '', documentIssuer = '', note = '' } = values;
    const document = kind === 'completed' ? { documentNumber, documentDate, documentIssuer } : NO_DOCUMENT;
    const read = RESULT_INPUT.safeParse({ kind, onDate, note, ...document });
    if (!read.success) return failedForm(values, read.error);
    try {
      await recordResult(db, actor, product.id, read.data);
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(
      303,
      withNotice(resultPath(plan.slug, task.code), kind === 'reopened' ? 'da-huy-ghi-nhan' : 'da-ghi-nhan'),
    );
  },
};

const NO_DOCUMENT = { documentNumber: '', documentDate: '', documentIssuer: '' };
