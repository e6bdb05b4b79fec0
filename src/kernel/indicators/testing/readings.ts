import type { Measuring, Reading } from '../model.ts';

/** For tests: a way of measuring that differs from a plain percentage only where said. */
export function measuring(how: Partial<Measuring> = {}): Measuring {
  return {
    unit: 'percent',
    direction: 'higher',
    overBodies: 'none',
    overPeriods: 'latest',
    frequency: 'month',
    minimum: null,
    maximum: null,
    partOfWhole: true,
    ...how,
  };
}

/** For tests: a measured figure. */
export const measured = (value: number | null): Reading => ({
  state: 'measured',
  value,
  numerator: null,
  denominator: null,
});

/** For tests: a measured share. */
export const share = (numerator: number, denominator: number): Reading => ({
  state: 'measured',
  value: denominator === 0 ? null : (numerator / denominator) * 100,
  numerator,
  denominator,
});

/** For tests: readings without a figure. */
export const NOT_ASSESSED: Reading = { state: 'not-assessed' };
export const NOT_APPLICABLE: Reading = { state: 'not-applicable' };
export const NOT_ASSIGNED: Reading = { state: 'not-assigned' };
