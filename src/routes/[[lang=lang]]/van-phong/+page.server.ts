import { daysBetween, vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { formatDate } from '#kernel/language.ts';
import { may } from '#kernel/identity/permissions.ts';
import { ORGANISATION_PERMISSIONS } from '#kernel/organisations/permissions.ts';
import { openHandovers } from '#kernel/organisations/reorganisation-queries.ts';
import { unsentData } from '#kernel/web/unsent.ts';
import {
  boardOf,
  chosenIn,
  countOf,
  currentPlan,
  listPlans,
  OBLIGATION_LIFE,
  PLAN_PERMISSIONS,
  reportFigures,
  totalsOf,
  workOf,
  type ObligationRow,
  type WorkSection,
} from '#modules/plan/index.ts';
import type { WorkItem } from '#ui/work-list.ts';
import type { PageServerLoad } from './$types';
import { officeActor } from './guard.ts';
import { obligationPath } from './paths.ts';
import { obligationsPath } from './seeing.ts';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { db } = event.locals;
  const today = vietnamDate(new Date());
  const mayReview = may(actor, PLAN_PERMISSIONS.review).allowed;
  const mayDecide = may(actor, ORGANISATION_PERMISSIONS.decideHandover).allowed;
  const [plans, active, handovers, sections] = await Promise.all([
    mayReview ? listPlans(db, { drafts: true }) : [],
    currentPlan(db),
    mayDecide ? openHandovers(db) : 0,
    workOf(db, actor, today),
  ]);
  const sums = active ? totalsOf(await boardOf(db, active.id, today, { today })) : null;
  const own = sections.filter(({ side }) => side === 'doer');
  return unsentData({
    title: 'Việc của tôi',
    breadcrumb: [],
    today,
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
    handovers,
    doer: own.length === 0 ? null : { counts: own.map(countOfSection), items: itemsOf(own) },
    decider: sections
      .filter(({ side, total }) => side === 'decider' && total > 0)
      .map((section) => ({
        ...countOfSection(section),
        why: section.why,
        rows: section.rows.slice(0, MOST).map((row) => decisionOf(row, section, today)),
      })),
    // Nothing waits for a decision, and there could be: said in words.
    decides: sections.some(({ side }) => side === 'decider'),
    active: active &&
      sums && {
        slug: active.slug,
        number: active.number,
        subject: active.subject,
        figures: reportFigures(sums),
        parts: PARTS.map(([key, tone]) => {
          const choice = chosenIn(key);
          return { label: choice.name.vi, value: countOf(sums, choice), tone, href: obligationsPath({ plan: [active.slug] }, choice.filters) }; // prettier-ignore
        }),
      },
    allowed: { upload: may(actor, PLAN_PERMISSIONS.import).allowed, review: mayReview },
  });
};

/** Of a section for decision. */
const MOST = 5;
const PARTS = [
  ['done', 'good'],
  ['review', 'warn'],
  ['in-progress', 'active'],
  ['late', 'late'],
  ['not-started', 'calm'],
  ['waiting', 'none'],
  ['suspended', 'none'],
] as const;

const countOfSection = ({ key, title, total, values, sort }: WorkSection) => ({
  key,
  title,
  total,
  href: obligationsPath(values, sort === 'due' ? {} : { sort }),
});

/** Items of all sections, each once, with the reason of the most pressing section that has it. */
function itemsOf(sections: readonly WorkSection[]): WorkItem[] {
  const items = new Map<string, WorkItem>();
  for (const { why, act, rows } of sections) {
    for (const row of rows) {
      if (items.has(row.id)) continue;
      items.set(row.id, {
        key: row.id,
        title: titleOf(row),
        href: obligationPath(row.id),
        why,
        due: row.lastDay,
        ...(row.organisation ? { who: row.organisation } : {}),
        ...(act ? { action: actionOf(row, act) } : {}),
      });
    }
  }
  return [...items.values()];
}

const titleOf = (row: ObligationRow) =>
  [row.code, row.title, row.periodLabel && `(${row.periodLabel})`].filter(Boolean).join(' ');

const actionOf = (row: ObligationRow, act: NonNullable<WorkSection['act']>) => ({
  text: OBLIGATION_LIFE.acts[act].name.vi,
  href: `${obligationPath(row.id)}?viec=${act}#ghi-nhan`,
});

function decisionOf(row: ObligationRow, { key, act }: WorkSection, today: IsoDate) {
  return {
    id: row.id,
    title: titleOf(row),
    href: obligationPath(row.id),
    organisation: row.organisation,
    fact: FACTS[key]?.(row, today) ?? (row.lastDay ? `hạn ${formatDate(row.lastDay, 'vi')}` : null),
    action: act && actionOf(row, act),
  };
}

const FACTS: Readonly<Record<string, (row: ObligationRow, today: IsoDate) => string | null>> = {
  confirm: ({ submittedOn }, today) =>
    submittedOn && `gửi ngày ${formatDate(submittedOn, 'vi')}, chờ ${daysBetween(submittedOn, today)} ngày`,
  extension: ({ lastDay, askedLastDay }) =>
    askedLastDay &&
    `xin đến ${formatDate(askedLastDay, 'vi')}${lastDay ? `, hạn hiện nay ${formatDate(lastDay, 'vi')}` : ''}`,
};
