import { accrues, SUGGESTED_THRESHOLDS, type Measuring, type Thresholds } from './model.ts';

export const LIGHTS = ['achieved', 'on-pace', 'behind', 'far-behind', 'no-data'] as const;
export type Light = (typeof LIGHTS)[number];

export type TargetOperator = '=' | '>' | '>=' | '<' | '<=';

/** What a figure is held against. */
export interface Aim {
  operator: TargetOperator;
  value: number;
  /** Figure from which the way to the target is counted; null: the way is not counted, the level itself is compared. */
  baseline: number | null;
}

export interface Judgement {
  light: Light;
  /** Level needed by now to be exactly on pace; null without data. */
  needed: number | null;
  /** What there is as a share of what is needed now; 1 is exactly on pace. Null without data. */
  ratio: number | null;
  thresholds: Thresholds;
  /** Whose thresholds these are. */
  thresholdsFrom: 'plan' | 'indicator' | 'platform';
}

/** Whether a figure meets the aim. "Đạt 100 %" (`=`) is met from that side on which more is better. */
export function meets(value: number, { operator, value: wanted }: Aim, direction: Measuring['direction']): boolean {
  switch (operator) {
    case '>':
      return value > wanted;
    case '>=':
      return value >= wanted;
    case '<':
      return value < wanted;
    case '<=':
      return value <= wanted;
    case '=':
      return direction === 'higher' ? value >= wanted : value <= wanted;
  }
}

/** Which way is better for this aim: its operator says so; "=" leaves it to the indicator. */
export function aimsHigh({ operator }: Aim, direction: Measuring['direction']): boolean {
  return operator === '=' ? direction === 'higher' : operator.startsWith('>');
}

/** The thresholds that hold: the plan's own, else the indicator's, else the platform's suggestion. */
export function thresholdsFor(
  ofPlan: Thresholds | null,
  ofIndicator: Thresholds | null,
): Pick<Judgement, 'thresholds' | 'thresholdsFrom'> {
  if (ofPlan) return { thresholds: ofPlan, thresholdsFrom: 'plan' };
  if (ofIndicator) return { thresholds: ofIndicator, thresholdsFrom: 'indicator' };
  return { thresholds: SUGGESTED_THRESHOLDS, thresholdsFrom: 'platform' };
}

/**
 * The light of a figure at a moment of the year.
 * @param elapsed share of the target's period that the figure covers, 0 to 1
 */
export function judge(
  value: number | null,
  aim: Aim,
  elapsed: number,
  measuring: Pick<Measuring, 'direction' | 'overPeriods'>,
  held: Pick<Judgement, 'thresholds' | 'thresholdsFrom'>,
): Judgement {
  if (value === null || !Number.isFinite(value)) return { light: 'no-data', needed: null, ratio: null, ...held };
  const high = aimsHigh(aim, measuring.direction);
  const needed = neededBy(aim, elapsed, accrues(measuring), high);
  const ratio = ratioOf(value, needed, accrues(measuring) ? null : wayOf(aim, high), high);
  // A ceiling on what adds up over the year is kept only when the year is over.
  const settled = high || !accrues(measuring) || elapsed >= 1;
  const { onPace, behind } = held.thresholds;
  const light =
    settled && meets(value, aim, measuring.direction)
      ? 'achieved'
      : elapsed < 1 && ratio >= onPace
        ? 'on-pace'
        : ratio >= behind
          ? 'behind'
          : 'far-behind';
  return { light, needed, ratio, ...held };
}

/** The way runs from the baseline only when the target lies beyond it. */
function wayOf({ value, baseline }: Aim, high: boolean): number | null {
  return baseline !== null && (high ? value > baseline : value < baseline) ? baseline : null;
}

function neededBy(aim: Aim, elapsed: number, adds: boolean, high: boolean): number {
  if (adds) return aim.value * elapsed;
  const from = wayOf(aim, high);
  return from === null ? aim.value : from + (aim.value - from) * elapsed;
}

/** At least 0, never NaN. From a baseline the way gone is compared, else the level. */
function ratioOf(value: number, needed: number, from: number | null, high: boolean): number {
  const [gone, due] =
    from === null ? [value, needed] : high ? [value - from, needed - from] : [from - value, from - needed];
  if (high || from !== null) return due <= 0 ? (gone >= due ? 1 : 0) : Math.max(0, gone / due);
  if (value <= needed) return value > 0 ? needed / value : 1;
  return needed <= 0 ? 0 : needed / value;
}
