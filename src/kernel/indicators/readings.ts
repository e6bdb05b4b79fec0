import type { IsoDate } from '../calendar/dates.ts';
import type { Database } from '../database/connection.ts';
import { combine, type Combined, type YearOfReadings } from './combine.ts';
import type { Computations } from './computed.ts';
import { endOfDayInstant, type Reading } from './model.ts';
import { endOf, periodKey, type Period } from './periods.ts';
import { latestObservations, reportersIn, type Indicator, type Observation } from './queries.ts';

type Reader = Pick<Database, 'execute'>;

/** One body's figure for one period, with what it stands on. */
export interface PeriodReading {
  period: Period;
  /** Null: not due yet. */
  reading: Reading | null;
  /** How many bodies' figures it is made of, and how many should be there and are not. */
  counted: number;
  missing: number;
  /** The entry behind it, when there is exactly one. */
  observation: Observation | null;
}

/** What is asked: whose figures (null: the province's), for which periods, as known at the end of a day. */
export interface Wish {
  organisationKey: string | null;
  periods: readonly Period[];
  asOf: IsoDate;
}

/**
 * Figures of one body, or of the province as its definition combines them. Two queries however many bodies and periods.
 * @param computations the table of computations, for computed indicators
 */
export async function readingsOf(
  db: Reader,
  indicator: Indicator,
  { organisationKey, periods, asOf }: Wish,
  computations: Computations,
): Promise<PeriodReading[]> {
  const begun = periods.filter(({ start }) => start <= asOf);
  if (indicator.kind === 'computed') {
    const computation = computations[indicator.computation!];
    const readings = computation ? await computation.figures(db, { organisationKey, periods: begun, asOf }) : [];
    return periods.map((period, at) => single(period, readings[at] ?? null, null));
  }
  const { overBodies, unit } = indicator.version;
  const combined = organisationKey === null && overBodies !== 'none';
  const [reporters, observations] = await Promise.all([
    reportersIn(db, indicator.key, begun),
    latestObservations(db, indicator.key, begun, {
      knownBy: endOfDayInstant(asOf),
      ...(combined ? {} : { organisations: [organisationKey] }),
    }),
  ]);
  const assigned = grouped(reporters, ({ period }) => period);
  const found = grouped(observations, ({ periodKind, periodStart }) =>
    periodKey({ kind: periodKind, start: periodStart }),
  );
  return periods.map((period) => {
    if (period.start > asOf) return single(period, null, null);
    const due = assigned.get(periodKey(period)) ?? [];
    const rows = found.get(periodKey(period)) ?? [];
    const open = endOf(period) >= asOf;
    if (!combined) {
      const row = rows.find((each) => each.organisationKey === organisationKey) ?? null;
      return single(
        period,
        readingFrom(
          row,
          due.some((each) => each.organisationKey === organisationKey),
          open,
        ),
        row,
      );
    }
    const byBody = new Map(rows.map((row) => [row.organisationKey, row]));
    const bodies = new Set(
      [...due.map((each) => each.organisationKey), ...byBody.keys()].filter((key) => key !== null),
    );
    const dueKeys = new Set(due.map((each) => each.organisationKey));
    const readings = [...bodies].map((key) => readingFrom(byBody.get(key) ?? null, dueKeys.has(key), false)!);
    const whole: Combined = combine(readings, overBodies, unit);
    const waiting = open && whole.counted === 0;
    return { period, reading: waiting ? null : whole.reading, counted: whole.counted, missing: waiting ? 0 : whole.missing, observation: null }; // prettier-ignore
  });
}

/** A body's entry as a reading; null: none yet, and the period still runs. */
function readingFrom(row: Observation | null, isAssigned: boolean, isOpen: boolean): Reading | null {
  if (row?.outcome === 'measured') {
    return { state: 'measured', value: row.value, numerator: row.numerator, denominator: row.denominator };
  }
  if (row?.outcome === 'not-applicable') return { state: 'not-applicable' };
  if (!isAssigned) return { state: 'not-assigned' };
  return isOpen ? null : { state: 'not-assessed' };
}

function single(period: Period, reading: Reading | null, observation: Observation | null): PeriodReading {
  return {
    period,
    reading,
    counted: reading?.state === 'measured' ? 1 : 0,
    missing: reading?.state === 'not-assessed' ? 1 : 0,
    observation,
  };
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** The readings alone, for the rules. */
export function plainReadings(readings: readonly PeriodReading[]): YearOfReadings {
  return readings.map(({ reading }) => reading);
}
