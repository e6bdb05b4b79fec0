/** Seeing a plan run: what overviews, calendars and comparisons ask. */
export { NO_BODY, QUIET_FILTERS, SOURCE_WORDS, unreportedSince } from './list-filters.ts';
export { CHOICES, chosenIn, countOf, summedBy, type Chosen } from './headings.ts';
export { sectionsFor, workerOf, workOf, type Worker, type WorkSection } from './my-work.ts';
export {
  bodiesHeldBy,
  TIMELINE_PAGE,
  timelineEvents,
  timelineOfBody,
  timelineOfPlan,
  type TimelineEvent,
  type TimelinePage,
  type TimelineRow,
} from './timeline.ts';
export { dueAround, dueBetween, type DueItem } from './calendar.ts';
export { causesOf, silencesOf, type Cause, type Silence } from './late.ts';
export { monthEnds, quarterOf, sameElapsed, trendOf, type TrendPoint } from './trend.ts';
export { compareBodies, comparePlans, compareQuarters, type Comparing, type Counts, type Side } from './compare.ts';
export { waitingObstacles, type WaitingObstacle } from './chairman.ts';
export {
  progressFigures,
  publicProgress,
  TASK_STANDINGS,
  taskStandingOf,
  type ProgressFigures,
  type PublicProgress,
  type TaskStanding,
} from './public-progress.ts';
export { OBLIGATION_WEEK } from './week.ts';
