import { endOfMonth } from '#kernel/calendar/dates.ts';
import { unsentData } from '#kernel/web/unsent.ts';
import {
  basesOf,
  dueByMonth,
  lastChangeOf,
  objectivesOf,
  progressByGroup,
  progressByOrganisation,
  targetStandings,
} from '#modules/plan/index.ts';
import { COMPUTATIONS } from '../../../../indicators.ts';
import { measuredTargets } from '../../chi-tieu/standing-view.ts';
import { planPath } from '../addresses.ts';
import { readAsOf } from '../as-of.ts';
import { planTitle, wayToPlan } from '../plan-words.ts';
import { publishedPlan } from '../published.ts';
import type { PageServerLoad } from './$types';

/** Organisations shown on the page; the rest are found through their own list. */
const MOST_ORGANISATIONS = 60;

export const load: PageServerLoad = async ({ params, url, locals: { db, language } }) => {
  const asOf = readAsOf(url.searchParams, new Date());
  const plan = await publishedPlan(params.plan, db);
  const named = plan.issuedOn ?? asOf.day;
  const [bases, objectives, standings, groups, organisations, months, updatedAt] = await Promise.all([
    basesOf(db, plan.id),
    objectivesOf(db, plan.id),
    targetStandings(db, plan.id, asOf.day, COMPUTATIONS),
    progressByGroup(db, plan.id, asOf.day),
    progressByOrganisation(db, plan.id, asOf.day, { role: 'lead', named, limit: MOST_ORGANISATIONS }),
    dueByMonth(db, plan.id),
    lastChangeOf(db, plan.id),
  ]);
  return unsentData({
    title: planTitle(plan),
    breadcrumb: wayToPlan(language, plan),
    plan,
    name: planTitle(plan),
    asOf,
    bases,
    objectives,
    measured: measuredTargets(standings, { language, asOf: asOf.chosen }),
    groups,
    organisations,
    due: dueOf(months, plan.year),
    file: planPath(language, plan.slug, 'tep'),
    updatedAt,
  });
};

/** The twelve months of the plan's year, and what falls outside them. */
function dueOf(months: readonly { month: string; tasks: number }[], planYear: number | null) {
  const year = planYear ?? Number(months.at(-1)?.month.slice(0, 4));
  if (!year) return null;
  const inside = Array.from({ length: 12 }, (_, index) => {
    const month = `${year}-${String(index + 1).padStart(2, '0')}`;
    return {
      month,
      from: `${month}-01`,
      to: endOfMonth(year, index + 1),
      tasks: months.find((each) => each.month === month)?.tasks ?? 0,
    };
  });
  const outside = (test: (month: string) => boolean) => months.some(({ month }) => test(month));
  return {
    year,
    months: inside,
    before: outside((month) => month < `${year}`) ? `${year - 1}-12-31` : null,
    after: outside((month) => month > `${year}-12`) ? `${year + 1}-01-01` : null,
  };
}
