import type { IsoDate } from '../calendar/dates.ts';
import type { Database } from '../database/connection.ts';
import type { Computations } from './computed.ts';
import { courseOf, type Course } from './course.ts';
import type { Aim } from './lights.ts';
import type { Thresholds } from './model.ts';
import { endOf, periodAfter, periodsIn, yearBefore, type Period } from './periods.ts';
import { versionOn, type Indicator, type IndicatorVersion } from './queries.ts';
import { plainReadings, readingsOf, type PeriodReading } from './readings.ts';

/** Wholes before this one that show a trend, for what is measured once per whole. */
const PAST = 10;

export interface StandingWish {
  /** Null: the province. */
  organisationKey: string | null;
  /** The year, or the shorter period, by whose end a target is to be reached. */
  whole: Period;
  asOf: IsoDate;
  aim: Aim | null;
  /** The plan's own thresholds. */
  ofPlan?: Thresholds | null;
}

/** A course with the figures that it comes from. */
export interface Standing extends Course {
  version: IndicatorVersion;
  readings: PeriodReading[];
  before: PeriodReading[];
}

/** Where an indicator stands within a whole, as known at the end of a day. A handful of queries. */
export async function standingOf(
  db: Pick<Database, 'execute'>,
  indicator: Indicator,
  { organisationKey, whole, asOf, aim, ofPlan = null }: StandingWish,
  computations: Computations,
): Promise<Standing> {
  const end = endOf(whole);
  const version = versionOn(indicator.versions, asOf < end ? asOf : end);
  const defined = { ...indicator, version };
  const periods = periodsIn(version.frequency, whole);
  const read = (asked: readonly Period[]) =>
    readingsOf(db, defined, { organisationKey, periods: asked, asOf }, computations);
  const once = periods.length === 1;
  const [readings, before, history] = await Promise.all([
    read(periods),
    read(periods.map(yearBefore)),
    once ? read(Array.from({ length: PAST }, (_, past) => periodAfter(periods[0]!, past - PAST))) : [],
  ]);
  const { onPace, behind } = version;
  const course = courseOf({
    measuring: version,
    readings: plainReadings(readings),
    before: plainReadings(before),
    sameMethod: versionOn(indicator.versions, endOf(yearBefore(whole))).version === version.version,
    history: plainReadings(history),
    aim,
    ofPlan,
    ofIndicator: onPace !== null && behind !== null ? { onPace, behind } : null,
  });
  return { ...course, version, readings, before };
}
