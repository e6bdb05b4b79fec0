import { accrues, boundsOf, type Measuring } from './model.ts';
import { tQuantile } from './student.ts';

/** Of ten years that go on as this one began, the end lies within the interval in about eight. */
export const CONFIDENCE = 0.8;

/** Points from which on an interval is given. */
export const ENOUGH = 3;

export interface Forecast {
  /**
   * `pace`: what came so far, carried on evenly; `trend`: least squares; for want of more points `mean`, a ratio or average
   * stays as it is so far, or `last`, the last figure.
   */
  method: 'pace' | 'mean' | 'trend' | 'last';
  estimate: number;
  /** Null: too few figures to say how uncertain the estimate is. */
  interval: { low: number; high: number } | null;
  /** Figures that it stands on. */
  points: number;
}

/** A figure at the end of the period with this number (from 1) of a whole. */
export interface Point {
  at: number;
  value: number;
}

/**
 * Where the year's figure comes out at its end, after `periods` periods; null without any point. A sum or running total goes
 * on at its pace, a state follows its trend, a ratio or average is made of what is known and of the trend of the rest. The interval widens with the time that is left
 * and with how unevenly the figures came, and stays within what the unit allows.
 * @param points the figure of each period that has one @param soFar the year's figure so far, where it is more than the mean of its periods
 */
export function forecast(
  points: readonly Point[],
  periods: number,
  measuring: Measuring,
  soFar: number | null = null,
): Forecast | null {
  const last = new Map(
    points
      .filter(({ at, value }) => at >= 1 && at <= periods && Number.isFinite(value))
      .map((point) => [point.at, point]),
  );
  const known = [...last.values()].sort((a, b) => a.at - b.at);
  if (known.length === 0) return null;
  const adds = accrues(measuring);
  if (adds) return within(byPace(amounts(known, measuring), periods), measuring, true);
  if (measuring.overPeriods === 'latest') return within(byTrend(known, periods), measuring, false);
  return within(byRest(known, periods, soFar), measuring, false);
}

/**
 * A ratio or average of the whole: what is known counts as it is, the periods to come follow the trend of those known, each
 * with the same weight. The interval is that of the mean of the periods to come.
 */
function byRest(known: readonly Point[], periods: number, soFar: number | null): Forecast {
  const points = known.length;
  const now = soFar ?? known.reduce((sum, { value }) => sum + value, 0) / points;
  const rest = Array.from({ length: periods - known.at(-1)!.at }, (_, index) => known.at(-1)!.at + index + 1);
  const left = rest.length;
  if (points < ENOUGH || left === 0) {
    return { method: 'mean', estimate: now, interval: points < ENOUGH ? null : { low: now, high: now }, points };
  }
  const middle = rest.reduce((sum, at) => sum + at, 0) / left;
  const { value, spread } = trendAt(known, middle, 1 / left);
  const share = left / (left + points);
  const estimate = now * (1 - share) + value * share;
  const half = tQuantile(points - 2, CONFIDENCE) * spread * share;
  return { method: 'trend', estimate, interval: { low: estimate - half, high: estimate + half }, points };
}

interface Amount {
  value: number;
  /** Periods in which it came. */
  over: number;
}

/** What came in each stretch between two figures: a sum's figures are that already, a running total's are differences. */
function amounts(known: readonly Point[], { overPeriods }: Measuring): Amount[] {
  if (overPeriods === 'sum') return known.map(({ value }) => ({ value, over: 1 }));
  return known.map(({ at, value }, index) => {
    const before = known[index - 1];
    return { value: value - (before?.value ?? 0), over: at - (before?.at ?? 0) };
  });
}

/** Each period brings an amount of the same mean and spread: the rest is predicted with both their uncertainties. */
function byPace(stretches: readonly Amount[], periods: number): Forecast {
  const points = stretches.length;
  const total = stretches.reduce((sum, { value }) => sum + value, 0);
  const covered = stretches.reduce((sum, { over }) => sum + over, 0);
  const left = Math.max(0, periods - covered);
  const mean = total / covered;
  const estimate = total + left * mean;
  if (points < ENOUGH) return { method: 'pace', estimate, interval: null, points };
  const spread = stretches.reduce((sum, { value, over }) => sum + (value - over * mean) ** 2 / over, 0) / (points - 1);
  const half = tQuantile(points - 1, CONFIDENCE) * Math.sqrt(spread * (left + left ** 2 / covered));
  return { method: 'pace', estimate, interval: { low: estimate - half, high: estimate + half }, points };
}

/** Least squares through the figures, read off at the end; the interval is that of a single new figure there. */
function byTrend(known: readonly Point[], end: number): Forecast {
  const points = known.length;
  const last = known.at(-1)!;
  if (points < ENOUGH) return { method: 'last', estimate: last.value, interval: null, points };
  // The end has come: nothing is left to predict.
  if (last.at >= end)
    return { method: 'last', estimate: last.value, interval: { low: last.value, high: last.value }, points };
  const { value: estimate, spread } = trendAt(known, end, 1);
  const half = tQuantile(points - 2, CONFIDENCE) * spread;
  return { method: 'trend', estimate, interval: { low: estimate - half, high: estimate + half }, points };
}

/**
 * Least squares through at least three points, read off at a place, with the standard error of a prediction there.
 * @param own variance of what is predicted, in variances of one figure: 1 for a single one, 1/m for the mean of m
 */
function trendAt(known: readonly Point[], place: number, own: number): { value: number; spread: number } {
  const points = known.length;
  const meanAt = known.reduce((sum, { at }) => sum + at, 0) / points;
  const meanValue = known.reduce((sum, { value }) => sum + value / points, 0);
  const width = known.reduce((sum, { at }) => sum + (at - meanAt) ** 2, 0);
  const slope = known.reduce((sum, { at, value }) => sum + (at - meanAt) * (value - meanValue), 0) / width;
  const left = known.reduce((sum, { at, value }) => sum + (value - meanValue - slope * (at - meanAt)) ** 2, 0);
  const spread = Math.sqrt((left / (points - 2)) * (own + 1 / points + (place - meanAt) ** 2 / width));
  return { value: meanValue + slope * (place - meanAt), spread };
}

function within(found: Forecast, measuring: Measuring, adds: boolean): Forecast {
  const { minimum, maximum } = boundsOf(measuring);
  // The bounds are those of one period's figure; what adds up has no ceiling.
  const hold = (value: number) => Math.min(adds ? Number.MAX_VALUE : maximum, Math.max(minimum, value));
  const { interval } = found;
  return {
    ...found,
    estimate: hold(found.estimate),
    interval: interval && { low: hold(interval.low), high: hold(interval.high) },
  };
}
