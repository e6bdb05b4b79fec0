import { againstYearBefore, valueIn, yearSoFar, type Comparison, type YearOfReadings } from './combine.ts';
import { forecast, type Forecast } from './forecast.ts';
import { judge, thresholdsFor, type Aim, type Judgement } from './lights.ts';
import type { Measuring, Reading, Thresholds } from './model.ts';

/** What a course is judged from; all arrays by period of the whole, null: not due yet. */
export interface CourseFacts {
  measuring: Measuring;
  readings: YearOfReadings;
  /** The same periods one year earlier; empty: not known. */
  before: YearOfReadings;
  /** Whether both years were measured in the same way. */
  sameMethod: boolean;
  /** Figures of earlier wholes, oldest first, for what is measured once per whole. */
  history?: YearOfReadings;
  aim: Aim | null;
  ofPlan?: Thresholds | null;
  ofIndicator?: Thresholds | null;
}

export interface Course {
  /** The figure so far. */
  soFar: Reading;
  /** Index of the period through which it goes; null without data. */
  through: number | null;
  /** Bodies' figures of periods before that one which are not there. */
  missing: number;
  judgement: Judgement | null;
  forecast: Forecast | null;
  /** Whether the forecast meets the aim: surely (the whole interval), perhaps, or not; null without either. */
  outlook: 'meets' | 'uncertain' | 'misses' | null;
  comparison: Comparison;
}

/** Where a figure stands in its year: so far, against its aim, where it comes out, against the year before. Pure. */
export function courseOf(facts: CourseFacts): Course {
  const { measuring, readings, before, sameMethod, aim } = facts;
  const soFar = yearSoFar(readings, measuring);
  const value = soFar ? valueIn(soFar.reading) : null;
  const elapsed = soFar ? (soFar.through + 1) / readings.length : 0;
  const held = thresholdsFor(facts.ofPlan ?? null, facts.ofIndicator ?? null);
  const judgement = aim && judge(value, aim, elapsed, measuring, held);
  const coming = forecastOf(facts, value);
  return {
    soFar: soFar?.reading ?? { state: reasonOf(readings) },
    through: soFar?.through ?? null,
    missing: soFar?.missing ?? 0,
    judgement,
    forecast: coming,
    outlook: aim && coming && outlookOf(coming, aim, measuring),
    comparison: againstYearBefore(readings, before, measuring, sameMethod),
  };
}

function forecastOf({ measuring, readings, history }: CourseFacts, value: number | null): Forecast | null {
  // Measured once: the years before show the trend.
  const [series, last] =
    readings.length === 1
      ? [[...(history ?? []), ...readings], (history ?? []).length + 1]
      : [readings, readings.length];
  const points = series.flatMap((reading, index) => {
    const found = reading && valueIn(reading);
    return found === null ? [] : [{ at: index + 1, value: found }];
  });
  const once = readings.length === 1 && measuring.overPeriods !== 'latest';
  return forecast(
    points,
    last,
    once ? { ...measuring, overPeriods: 'latest' } : measuring,
    readings.length === 1 ? null : value,
  );
}

function outlookOf({ interval }: Forecast, aim: Aim, measuring: Measuring): NonNullable<Course['outlook']> {
  const held = thresholdsFor(null, null);
  const reaches = (figure: number) =>
    judge(figure, { ...aim, baseline: null }, 1, measuring, held).light === 'achieved';
  if (!interval) return 'uncertain';
  const ends = [interval.low, interval.high].map(reaches);
  return ends.every(Boolean) ? 'meets' : ends.some(Boolean) ? 'uncertain' : 'misses';
}

function reasonOf(readings: YearOfReadings): Exclude<Reading['state'], 'measured'> {
  const states = new Set(readings.map((reading) => reading?.state));
  return (
    (['not-assessed', 'not-applicable', 'not-assigned'] as const).find((state) => states.has(state)) ?? 'not-assessed'
  );
}
