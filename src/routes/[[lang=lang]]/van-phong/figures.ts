import type { StateCount } from '#modules/plan/index.ts';

/** Tasks of a plan by what they ask of the office now. */
export interface TaskFigures {
  all: number;
  /** Not done, and later than its date. */
  late: number;
  /** Not done, in time or without a date. */
  open: number;
  done: number;
}

/** Sums counts by state into figures; every task falls into exactly one of late, open and done. */
export function taskFigures(counts: readonly StateCount[]): TaskFigures {
  const sum = (passes: (count: StateCount) => boolean) =>
    counts.filter(passes).reduce((total, { count }) => total + count, 0);
  return {
    all: sum(() => true),
    late: sum(({ progress, timeliness }) => progress !== 'done' && timeliness === 'late'),
    open: sum(({ progress, timeliness }) => progress !== 'done' && timeliness !== 'late'),
    done: sum(({ progress }) => progress === 'done'),
  };
}
