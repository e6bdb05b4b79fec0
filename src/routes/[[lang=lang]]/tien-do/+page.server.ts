import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { pathIn, say } from '#kernel/language.ts';
import { unsentData } from '#kernel/web/unsent.ts';
import { progressByGroup, progressByOrganisation } from '#modules/plan/index.ts';
import { withoutEmpty } from '#ui/address.ts';
import { withParameters } from '../ke-hoach/addresses.ts';
import { planTitle, wayTo } from '../ke-hoach/plan-words.ts';
import { openProgress } from './open-data.ts';
import type { PageServerLoad } from './$types';

const TITLE = { vi: 'Tiến độ thực hiện kế hoạch', en: 'Progress of the plan' };
const MOST_BODIES = 500;

export const load: PageServerLoad = async ({ url, locals: { db, language } }) => {
  const clean = withoutEmpty(url);
  if (clean) redirect(303, clean);
  const now = new Date();
  const head = { title: say(TITLE, language), breadcrumb: wayTo(language, { text: say(TITLE, language) }), today: vietnamDate(now) }; // prettier-ignore
  const found = await openProgress(db, url.searchParams, now);
  if (!found) return unsentData({ ...head, plan: null });
  const { plan, asOf, progress, licence } = found;
  const [groups, organisations] = await Promise.all([
    progressByGroup(db, plan.id, asOf.day),
    progressByOrganisation(db, plan.id, asOf.day, { role: 'lead', named: plan.issuedOn ?? asOf.day, limit: MOST_BODIES }), // prettier-ignore
  ]);
  const kept = { 'ke-hoach': url.searchParams.get('ke-hoach'), as_of: asOf.chosen };
  const address = (path: string, parameters = kept) => url.origin + withParameters(pathIn(language, path), parameters);
  return unsentData({
    ...head,
    plan: { slug: plan.slug, name: planTitle(plan), since: plan.issuedOn },
    asOf,
    total: progress.total,
    groups,
    organisations,
    updatedAt: progress.updatedAt,
    licence,
    csv: withParameters(pathIn(language, '/tien-do.csv'), kept),
    json: withParameters(pathIn(language, '/tien-do.json'), kept),
    api: '/api/v1/progress',
    widget: address('/tien-do/nhung', { 'ke-hoach': kept['ke-hoach'], as_of: null }),
  });
};
