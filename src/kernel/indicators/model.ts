import type { IsoDate } from '../calendar/dates.ts';
import type { PeriodKind } from './periods.ts';

/** What a figure is counted in. `score` is points; a place in a ranking is a `count` whose label says so. */
export const UNITS = ['percent', 'count', 'days', 'dong', 'score', 'yes-no'] as const;
export type Unit = (typeof UNITS)[number];

/** `computed` ones come from the register's own facts and refuse manual entry. */
export const INDICATOR_KINDS = ['entered', 'computed'] as const;
export type IndicatorKind = (typeof INDICATOR_KINDS)[number];

export const DIRECTIONS = ['higher', 'lower'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** How the province's figure comes from those of its bodies; `none`: each stands for itself. */
export const OVER_BODIES = ['sum', 'ratio', 'average', 'none'] as const;
export type OverBodies = (typeof OVER_BODIES)[number];

/**
 * How the year's figure comes from its periods. `running`: each figure counts since the start of the year (lũy kế), so the
 * latest is the year's so far; `latest`: a state, the last one known holds.
 */
export const OVER_PERIODS = ['sum', 'running', 'ratio', 'average', 'latest'] as const;
export type OverPeriods = (typeof OVER_PERIODS)[number];

/** Shares of the needed level from which a target counts as on pace and as (merely) behind; below it is far behind. */
export interface Thresholds {
  onPace: number;
  behind: number;
}

/** The platform's suggestion, where neither the plan nor the indicator states its own. */
export const SUGGESTED_THRESHOLDS: Thresholds = { onPace: 0.95, behind: 0.8 };

/** What decides how figures are read, combined and judged. */
export interface Measuring {
  unit: Unit;
  direction: Direction;
  overBodies: OverBodies;
  overPeriods: OverPeriods;
  /** How often a figure is due. */
  frequency: PeriodKind;
  /** Bounds of a figure where the unit's own do not fit: growth in percent can be negative. */
  minimum: number | null;
  maximum: number | null;
  /** Counted as a part of a whole: the numerator cannot exceed the denominator. */
  partOfWhole: boolean;
}

/** A figure of one body (or the province) for one period, or why there is none. */
export type Reading =
  | { state: 'measured'; value: number | null; numerator: number | null; denominator: number | null }
  | { state: 'not-applicable' | 'not-assigned' | 'not-assessed' };
export type ReadingState = Reading['state'];

/** Figures come as numerator and denominator when a ratio is made of them anywhere. */
export function inParts({ overBodies, overPeriods }: Pick<Measuring, 'overBodies' | 'overPeriods'>): boolean {
  return overBodies === 'ratio' || overPeriods === 'ratio';
}

/** Whether the year's figure grows from zero as the year goes on. */
export function accrues({ overPeriods }: Pick<Measuring, 'overPeriods'>): boolean {
  return overPeriods === 'sum' || overPeriods === 'running';
}

/** The value that a numerator and a denominator make; null when nothing occurred (0 of 0), which is not 0 %. */
export function valueOfParts(numerator: number, denominator: number, unit: Unit): number | null {
  if (denominator === 0) return null;
  return (numerator * (unit === 'percent' ? 100 : 1)) / denominator;
}

const OWN_BOUNDS: Readonly<Record<Unit, { minimum: number; maximum: number; whole: boolean }>> = {
  percent: { minimum: 0, maximum: 100, whole: false },
  count: { minimum: 0, maximum: 1e12, whole: true },
  days: { minimum: 0, maximum: 1e6, whole: false },
  dong: { minimum: 0, maximum: 1e15, whole: true },
  score: { minimum: 0, maximum: 1e6, whole: false },
  'yes-no': { minimum: 0, maximum: 1, whole: true },
};

/** Least and greatest figure, and whether it must be whole: the unit's own, unless the definition says otherwise. */
export function boundsOf({ unit, minimum, maximum }: Pick<Measuring, 'unit' | 'minimum' | 'maximum'>) {
  const own = OWN_BOUNDS[unit];
  return { minimum: minimum ?? own.minimum, maximum: maximum ?? own.maximum, whole: own.whole };
}

/** A figure as entered: the value itself, or its two parts. */
export interface Measure {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

export type MeasureProblem =
  | 'missing'
  | 'not-whole'
  | 'below'
  | 'above'
  | 'negative'
  | 'more-than-whole'
  | 'parts-not-wanted'
  | 'value-not-wanted'
  | 'not-finite';

/** What is wrong with a figure, by field; empty when nothing is. The value of one in parts is derived, never typed. */
export function problemsOf(
  measuring: Measuring,
  { value, numerator, denominator }: Measure,
): Partial<Record<keyof Measure, MeasureProblem>> {
  const problems: Partial<Record<keyof Measure, MeasureProblem>> = {};
  const given = Object.entries({ value, numerator, denominator }) as [keyof Measure, number | null][];
  for (const [field, figure] of given) if (figure !== null && !Number.isFinite(figure)) problems[field] = 'not-finite';
  if (Object.keys(problems).length > 0) return problems;
  const { minimum, maximum, whole } = boundsOf(measuring);
  if (!inParts(measuring)) {
    if (numerator !== null) problems.numerator = 'parts-not-wanted';
    if (denominator !== null) problems.denominator = 'parts-not-wanted';
    if (value === null) problems.value = 'missing';
    else if (value < minimum) problems.value = 'below';
    else if (value > maximum) problems.value = 'above';
    else if (whole && !Number.isInteger(value)) problems.value = 'not-whole';
    return problems;
  }
  if (value !== null) problems.value = 'value-not-wanted';
  if (numerator === null) problems.numerator = 'missing';
  if (denominator === null) problems.denominator = 'missing';
  if (denominator !== null && denominator < 0) problems.denominator = 'negative';
  if (numerator === null || denominator === null || Object.keys(problems).length > 0) return problems;
  if (numerator < 0 && minimum >= 0) problems.numerator = 'negative';
  else if ((measuring.partOfWhole || denominator === 0) && numerator > denominator)
    problems.numerator = 'more-than-whole';
  else {
    const made = valueOfParts(numerator, denominator, measuring.unit);
    if (made !== null && made < minimum) problems.numerator = 'below';
    if (made !== null && made > maximum) problems.numerator = 'above';
  }
  return problems;
}

/** Which ways of combining make sense together; the reason when they do not. */
export function clashIn({ unit, overBodies, overPeriods }: Pick<Measuring, 'unit' | 'overBodies' | 'overPeriods'>) {
  if (unit === 'yes-no' && (overBodies !== 'none' || overPeriods !== 'latest')) return 'yes-no-stands-alone' as const;
  if (overPeriods === 'ratio' && !['ratio', 'none'].includes(overBodies)) return 'ratio-needs-ratio' as const;
  if (overBodies === 'ratio' && accrues({ overPeriods })) return 'ratio-does-not-add-up' as const;
  if (unit === 'percent' && (overBodies === 'sum' || overPeriods === 'sum')) return 'shares-do-not-add-up' as const;
  return null;
}

/** A day and what was known at its end. */
export function endOfDayInstant(day: IsoDate): Date {
  return new Date(Date.parse(day) + 17 * 3_600_000);
}
