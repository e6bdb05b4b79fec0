import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { may } from '#kernel/identity/permissions.ts';
import { indicatorsOn, periodKey, periodText, typedFigure, yearOf } from '#kernel/indicators/index.ts';
import { PROVINCE, UNIT_WORDS } from '#kernel/indicators/words.ts';
import { bodiesOn } from '#kernel/organisations/tree.ts';
import {
  aimOf,
  BINDING_INPUT,
  bindTarget,
  currentPlan,
  suggestIndicators,
  TARGET_PERMISSIONS,
  targetStandings,
  unbindTarget,
} from '#modules/plan/index.ts';
import { COMPUTATIONS } from '../../../../../indicators.ts';
import { standingView, thresholdsText } from '../../../chi-tieu/standing-view.ts';
import { planTitle, targetText } from '../../../ke-hoach/plan-words.ts';
import { optionsOf } from '../../co-quan/act-words.ts';
import { failedForm, readForm, refusedForm } from '../../forms.ts';
import { officeActor } from '../../guard.ts';
import { INDICATORS, OFFICE, TARGETS, withNotice } from '../../paths.ts';
import { besideForm } from '../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { db } = event.locals;
  const today = vietnamDate(new Date());
  const plan = await currentPlan(db);
  const asked = event.url.searchParams.get('chi-tieu');
  const mayBind = may(actor, TARGET_PERMISSIONS.bind).allowed;
  const [indicators, bodies, standings] = await Promise.all([
    indicatorsOn(db, today),
    mayBind && asked !== null ? bodiesOn(db, today) : [],
    plan ? targetStandings(db, plan.id, today, COMPUTATIONS) : [],
  ]);
  const worded = indicators.map(({ key, version: { name, aliases, unit } }) => ({ key, name, aliases, unit }));
  return {
    title: 'Chỉ tiêu của kế hoạch',
    breadcrumb: [
      { text: 'Việc của tôi', href: OFFICE },
      { text: 'Chỉ tiêu, chỉ số', href: INDICATORS },
      { text: 'Chỉ tiêu của kế hoạch' },
    ],
    plan: plan && { title: planTitle(plan), slug: plan.slug },
    mayBind,
    bodies: optionsOf(bodies),
    opened: asked,
    indicators: indicators.map(({ key, version }) => ({
      value: key,
      label: `${version.name} (${version.unitLabel ?? UNIT_WORDS[version.unit].vi.toLowerCase()})`,
    })),
    targets: standings.map(({ target, standing }) => {
      const { binding } = target;
      const suggested = suggestIndicators(target, worded);
      return {
        id: `${target.objectiveId}:${target.ordinal}`,
        number: target.number,
        text: target.text,
        wanted: targetText(target, 'vi'),
        suggestions: suggested.map(({ key, score }) => ({
          key,
          name: worded.find((each) => each.key === key)!.name,
          score: Math.round(score * 100),
        })),
        bound: binding && {
          indicator: worded.find(({ key }) => key === binding.indicatorKey)?.name ?? binding.indicatorKey,
          organisation: binding.organisationName ?? PROVINCE.vi,
          // It may have ended since: then it is no choice of its own.
          body: binding.organisationKey && {
            value: binding.organisationKey,
            label: binding.organisationName ?? binding.organisationKey,
          },
          period: periodText(binding.period, 'vi'),
          standing: standing && standingView(standing, aimOf(target), 'vi'),
          thresholds: standing?.judgement ? thresholdsText(standing.judgement, 'vi') : null,
        },
        typed: {
          indicatorKey: binding?.indicatorKey ?? suggested[0]?.key ?? '',
          organisationKey: binding?.organisationKey ?? '',
          period: periodKey(binding?.period ?? yearOf(plan?.year ?? Number(today.slice(0, 4)))),
          baseline: typedFigure(binding?.baseline ?? null),
          baselineNote: binding?.baselineNote ?? '',
          onPace: percent(binding?.onPace),
          behind: percent(binding?.behind),
        },
      };
    }),
  };
};

/** A share as typed in per cent. */
function percent(share: number | null | undefined): string {
  return typedFigure(share ? Math.round(share * 10_000) / 100 : null);
}

/** A target as the form names it. */
function targetIn(values: Record<string, string>) {
  const [objectiveId = '', ordinal = ''] = (values.target ?? '').split(':');
  return { objectiveId, ordinal: /^\d{1,6}$/.test(ordinal) ? Number(ordinal) : -1 };
}

export const actions: Actions = {
  gan: async (event) => {
    const actor = officeActor(event, TARGET_PERMISSIONS.bind);
    const values = await readForm(event.request);
    const fields = ['indicatorKey', 'organisationKey', 'period', 'baseline', 'baselineNote', 'onPace', 'behind'];
    const read = BINDING_INPUT.safeParse(Object.fromEntries(fields.map((name) => [name, values[name] ?? ''])));
    if (!read.success) return failedForm(values, read.error);
    try {
      await bindTarget(event.locals.db, actor, targetIn(values), read.data);
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(TARGETS, 'da-gan-chi-tieu'));
  },
  'bo-gan': async (event) => {
    const actor = officeActor(event, TARGET_PERMISSIONS.bind);
    await unbindTarget(event.locals.db, actor, targetIn(await readForm(event.request)));
    redirect(303, withNotice(TARGETS, 'da-bo-gan-chi-tieu'));
  },
};
