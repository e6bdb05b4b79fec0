import { history } from '#kernel/audit/index.ts';
import { describeSchedule } from '#kernel/calendar/index.ts';
import { say } from '#kernel/language.ts';
import { membersOfCollectives } from '#kernel/organisations/queries.ts';
import { Refusal } from '#kernel/refusal.ts';
import { unsentData } from '#kernel/web/unsent.ts';
import { findTask, neighboursOf, rollUp, ROLES, sourceLines, type ProductDetail } from '#modules/plan/index.ts';
import { readAsOf } from '../../../as-of.ts';
import { historyWords } from '../../../history-words.ts';
import { planTitle, wayToPlan } from '../../../plan-words.ts';
import { stateWords } from '../../../states.ts';
import { tasksPath } from '../../../addresses.ts';
import { publishedPlan, withoutNull } from '../../../published.ts';
import type { PageServerLoad } from './$types';

/** Lines of the source shown at most; the whole is a link away. */
const EXCERPT = 120;

export const load: PageServerLoad = async ({ params, url, locals: { db, language } }) => {
  const asOf = readAsOf(url.searchParams, new Date());
  const plan = await publishedPlan(params.plan, db);
  const task = await findTask(db, plan.id, withoutNull(params.task), asOf.day);
  if (!task) {
    throw new Refusal('plan.task-not-found', 'Kế hoạch không có nhiệm vụ này.', {
      status: 404,
      where: params.task.slice(0, 60),
      remedy: 'Tìm nhiệm vụ trong danh sách của kế hoạch.',
    });
  }
  const { line, endLine } = task;
  const collectives = [...new Set(task.products.flatMap((product) => product.assignments.flatMap(({ collectiveKey }) => collectiveKey ?? [])))]; // prettier-ignore
  const [members, neighbours, excerpt, entries] = await Promise.all([
    membersOfCollectives(db, collectives, plan.issuedOn ?? asOf.day),
    neighboursOf(db, plan.id, task.ordinal),
    line === null ? [] : sourceLines(db, plan.id, line, endLine ?? line, EXCERPT),
    history(db, 'plan-task', task.id, { limit: 100 }),
  ]);
  const tasks = say({ vi: 'Nhiệm vụ', en: 'Tasks' }, language);
  return unsentData({
    title: `${task.code} ${task.title}`,
    breadcrumb: wayToPlan(language, plan, { text: tasks, href: tasksPath(language, plan.slug) }, { text: task.code }),
    plan: { slug: plan.slug, title: planTitle(plan), issuedOn: plan.issuedOn },
    asOf,
    task: { code: task.code, title: task.title, group: task.group, notes: task.notes, line, endLine },
    state: rollUp(task.products.map(({ state }) => state)),
    products: task.products.map((product) => ({
      id: product.id,
      text: product.text,
      scheduleText: product.scheduleText,
      scheduleMeant: describeSchedule(product.schedule, language),
      state: stateWords(
        { ...product, lastDay: product.openLastDay ?? product.lastDay },
        product.scheduleKind,
        asOf.day,
        language,
      ),
      result: resultOf(product),
      assignmentText: product.assignmentText,
      roles: ROLES.map((role) => ({ role, named: product.assignments.filter((each) => each.role === role) })).filter(
        ({ named }) => named.length > 0,
      ),
    })),
    members,
    neighbours,
    excerpt,
    history: historyWords(entries, language),
    updatedAt: entries[0]?.at ?? plan.acceptedAt,
  });
};

/** The document that proves that the product is there. */
function resultOf(product: ProductDetail) {
  return product.state.progress === 'done' ? (product.documents.at(-1) ?? null) : null;
}
