import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { INDICATOR_LIST, periodText } from '#kernel/indicators/index.ts';
import { say } from '#kernel/language.ts';
import { aimOf, currentPlan, targetStandings } from '#modules/plan/index.ts';
import { withoutEmpty } from '#ui/address.ts';
import { loadListView } from '#ui/list-view.server.ts';
import { COMPUTATIONS } from '../../../indicators.ts';
import { readAsOf } from '../ke-hoach/as-of.ts';
import { planLabel, targetText, wayTo } from '../ke-hoach/plan-words.ts';
import type { PageServerLoad } from './$types';
import { standingView, thresholdsText } from './standing-view.ts';

const TITLE = { vi: 'Chỉ tiêu và chỉ số', en: 'Targets and indicators' };

export const load: PageServerLoad = async ({ url, locals: { db, language } }) => {
  const clean = withoutEmpty(url);
  if (clean) redirect(303, clean);
  const now = new Date();
  const asOf = readAsOf(url.searchParams, now);
  const [view, plan] = await Promise.all([
    loadListView(db, INDICATOR_LIST, { today: vietnamDate(now) }, { url, language }),
    currentPlan(db),
  ]);
  const standings = plan ? await targetStandings(db, plan.id, asOf.day, COMPUTATIONS) : [];
  return {
    title: say(TITLE, language),
    breadcrumb: wayTo(language, { text: say(TITLE, language) }),
    view,
    asOf,
    today: vietnamDate(now),
    plan: plan && { slug: plan.slug, label: planLabel(plan, language) },
    thresholds: [
      ...new Set(
        standings.flatMap(({ standing }) =>
          standing?.judgement ? [thresholdsText(standing.judgement, language)] : [],
        ),
      ),
    ],
    targets: standings.map(({ target, standing }) => ({
      id: `${target.objectiveId}:${target.ordinal}`,
      number: target.number,
      text: target.text,
      line: target.line,
      wanted: targetText(target, language),
      indicator: target.binding && standing ? { key: target.binding.indicatorKey, name: (language === 'en' && standing.version.nameEn) || standing.version.name } : null, // prettier-ignore
      organisation: target.binding && { key: target.binding.organisationKey, name: target.binding.organisationName },
      year: target.binding ? target.binding.period.start.slice(0, 4) : null,
      period: target.binding && periodText(target.binding.period, language),
      standing: standing && standingView(standing, aimOf(target), language),
    })),
  };
};
