import { valueOfParts, type Measuring, type OverBodies, type OverPeriods, type Reading, type Unit } from './model.ts';

/** A figure made of several, with how complete it is. */
export interface Combined {
  reading: Reading;
  /** Readings with a figure. */
  counted: number;
  /** Readings that should be there and are not: the figure is of a part only. */
  missing: number;
}

const NOTHING = { numerator: null, denominator: null };

/**
 * One figure out of several. What does not apply or was not assigned is left out; what was not assessed is left out and
 * counted as missing, never taken for 0. Without any figure the result says why there is none.
 */
export function combine(readings: readonly Reading[], rule: OverBodies | OverPeriods, unit: Unit): Combined {
  const measured = readings.filter((reading) => reading.state === 'measured');
  const missing = readings.filter(({ state }) => state === 'not-assessed').length;
  const counted = measured.length;
  if (counted === 0) return { reading: { state: reasonOf(readings) }, counted, missing };
  const values = measured.flatMap(({ value }) => (value === null ? [] : [value]));
  if (rule === 'ratio') {
    const numerator = sum(measured.map((each) => each.numerator ?? 0));
    const denominator = sum(measured.map((each) => each.denominator ?? 0));
    const value = valueOfParts(numerator, denominator, unit);
    return { reading: { state: 'measured', value, numerator, denominator }, counted, missing };
  }
  if (rule === 'latest' || rule === 'running' || rule === 'none') {
    return { reading: measured.at(-1)!, counted, missing };
  }
  const value = values.length === 0 ? null : rule === 'sum' ? sum(values) : sum(values) / values.length;
  return { reading: { state: 'measured', value, ...NOTHING }, counted, missing };
}

function reasonOf(readings: readonly Reading[]): 'not-applicable' | 'not-assigned' | 'not-assessed' {
  if (readings.some(({ state }) => state === 'not-assessed')) return 'not-assessed';
  return readings.some(({ state }) => state === 'not-applicable') ? 'not-applicable' : 'not-assigned';
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A year's figures by period: `readings[i]` is of the i-th period of the year; null: not due yet. */
export type YearOfReadings = readonly (Reading | null)[];

/** The year's figure so far, and through which period (index) it goes; null while there is none. */
export function yearSoFar(
  year: YearOfReadings,
  { overPeriods, unit }: Pick<Measuring, 'overPeriods' | 'unit'>,
): (Combined & { through: number }) | null {
  const through = year.findLastIndex((reading) => reading?.state === 'measured');
  if (through < 0) return null;
  const known = year.slice(0, through + 1).map((reading): Reading => reading ?? { state: 'not-assessed' });
  return { ...combine(known, overPeriods, unit), through };
}

export type Comparison =
  | { comparable: true; now: number; before: number; difference: number; through: number }
  | { comparable: false; reason: 'no-data' | 'periods-missing' | 'method-changed' };

/**
 * This year against the year before over the same elapsed periods. Nothing is concluded when a period is missing on either
 * side, or when the two years were measured in different ways.
 */
export function againstYearBefore(
  now: YearOfReadings,
  before: YearOfReadings,
  measuring: Pick<Measuring, 'overPeriods' | 'unit'>,
  sameMethod: boolean,
): Comparison {
  const soFar = yearSoFar(now, measuring);
  if (!soFar) return { comparable: false, reason: 'no-data' };
  if (!sameMethod) return { comparable: false, reason: 'method-changed' };
  const { through } = soFar;
  // A state and a running total speak for themselves at the same period; sums and averages need every period before it.
  const needed =
    measuring.overPeriods === 'latest' || measuring.overPeriods === 'running'
      ? [through]
      : [...now.keys()].slice(0, through + 1);
  const there = (year: YearOfReadings) =>
    needed.every((at) => ['measured', 'not-applicable'].includes(year[at]?.state ?? ''));
  const part = before.slice(0, through + 1);
  if (!there(now) || !there(before))
    return {
      comparable: false,
      reason: part.some((each) => each?.state === 'measured') ? 'periods-missing' : 'no-data',
    };
  const then = yearSoFar(part, measuring);
  const [a, b] = [valueIn(soFar.reading), then && valueIn(then.reading)];
  if (a === null || b === null) return { comparable: false, reason: 'no-data' };
  return { comparable: true, now: a, before: b, difference: a - b, through };
}

/** The value of a reading; null when there is none, for whatever reason. */
export function valueIn(reading: Reading): number | null {
  return reading.state === 'measured' ? reading.value : null;
}
