import { addDays } from '#kernel/calendar/dates.ts';
import { IDENTITY_PERMISSIONS } from '#kernel/identity/identity-permissions.ts';
import { may, mayAnywhere } from '#kernel/identity/permissions.ts';
import { say } from '#kernel/language.ts';
import { ORGANISATION_PERMISSIONS } from '#kernel/organisations/permissions.ts';
import {
  collectivesOf,
  findOrganisationByKey,
  unitsOf,
  type OrganisationDetail,
} from '#kernel/organisations/queries.ts';
import { currentPlan, tasksOfOrganisation, type Organised } from '#modules/plan/index.ts';
import { pathIn } from '#kernel/language.ts';
import { unsentData } from '#kernel/web/unsent.ts';
import { historyOf } from '../../van-phong/nhat-ky/history-of.ts';
import { readAsOf } from '../../ke-hoach/as-of.ts';
import { wayTo } from '../../ke-hoach/plan-words.ts';
import { dueNext, inRoles } from '../work.ts';
import type { PageServerLoad } from './$types';

/** Rows read at most, over all plans. */
const MOST = 1_000;

export const load: PageServerLoad = async ({ params, url, locals: { db, language, actor } }) => {
  const asOf = readAsOf(url.searchParams, new Date());
  const organised = url.searchParams.get('organised') === 'now' ? 'now' : 'then';
  const found = await findOrganisationByKey(db, params.key, asOf.day);
  const there = dayWithin(found, asOf.day);
  const official = mayAnywhere(actor, IDENTITY_PERMISSIONS.office);
  const [tasks, plan, collectives, units, told] = await Promise.all([
    tasksOfOrganisation(db, params.key, asOf.day, MOST, organised),
    currentPlan(db),
    collectivesOf(db, params.key, there),
    unitsOf(db, params.key, there),
    // Who changed the registry is for officials; what it said when stands on the page for everybody.
    official ? historyOf(db, 'organisation', params.key, language) : null,
  ]);
  const list = {
    text: say({ vi: 'Cơ quan, đơn vị', en: 'Organisations' }, language),
    href: pathIn(language, '/co-quan'),
  };
  return unsentData({
    title: found.version.name,
    breadcrumb: wayTo(language, list, { text: found.version.name }),
    organisation: found,
    asOf,
    organised: organised as Organised,
    there,
    plan: plan && { slug: plan.slug, year: plan.year },
    ...inRoles(tasks),
    next: dueNext(tasks, asOf.day, language),
    several: new Set(tasks.map(({ planSlug }) => planSlug)).size > 1,
    cut: tasks.length === MOST,
    collectives,
    units,
    history: told,
    mayCorrect: may(actor, ORGANISATION_PERMISSIONS.correct).allowed,
  });
};

/** The day itself while the organisation exists, otherwise the nearest on which it did. */
function dayWithin({ exists, version }: OrganisationDetail, day: ReturnType<typeof addDays>) {
  if (exists) return day;
  return version.validTo !== null && version.validTo <= day ? addDays(version.validTo, -1) : (version.validFrom ?? day);
}
