import { MERIT_FACT_WORDS, MERIT_SIDE_WORDS, THRESHOLDS, type ThresholdKey } from '#modules/activities/index.ts';
import { formatNumber } from '#kernel/language.ts';
import { actOn } from '../../hoat-dong/act.server.ts';
import { activityView } from '../../hoat-dong/view.server.ts';
import type { Actions, PageServerLoad } from './$types';

const number = (value: number | null) => (value === null ? null : formatNumber(value, 'vi', { decimals: 2 }));

export const load: PageServerLoad = async (event) => {
  const view = await activityView(event, 'commendation');
  const { side, facts, thresholds } = view.activity.fields;
  return {
    ...view,
    sideWord: MERIT_SIDE_WORDS[side].vi,
    frozen: (Object.keys(MERIT_FACT_WORDS) as (keyof typeof MERIT_FACT_WORDS)[])
      .filter((key) => Object.hasOwn(facts, key))
      .map((key) => ({ key, name: MERIT_FACT_WORDS[key].vi, value: number(facts[key] ?? null) })),
    checks: thresholds.map(({ key, value, met, document }) => ({
      key,
      name: THRESHOLDS[key as ThresholdKey]?.name.vi ?? key,
      value: number(value),
      met,
      document,
    })),
  };
};
export const actions: Actions = { default: (event) => actOn(event, 'commendation') };
