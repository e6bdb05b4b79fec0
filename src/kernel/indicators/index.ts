/** The door of the room: indicators, what was measured, and what follows from it. */
export { INDICATOR_INPUT, REPORTERS_INPUT, VERSION_INPUT, type IndicatorInput, type ReportersInput, type VersionInput } from './definition-input.ts'; // prettier-ignore
export { assignReporters, defineIndicator, noSuchIndicator, reviseIndicator } from './define.ts';
export { confirmObservations, enterObservations } from './observe.ts';
export { DOCUMENT, OBSERVATIONS_INPUT, type ObservationEntry, type ObservationsInput } from './observation-input.ts';
export * from './combine.ts';
export type { Asked, Computation, Computations } from './computed.ts';
export { courseOf, type Course, type CourseFacts } from './course.ts';
export { REPORTER_DEPENDENTS } from './dependents.ts';
export { CONFIDENCE, ENOUGH, forecast, type Forecast, type Point } from './forecast.ts';
export { INDICATOR_HISTORY } from './history-words.ts';
export { judge, LIGHTS, meets, thresholdsFor, type Aim, type Judgement, type Light } from './lights.ts';
export { INDICATOR_LIST, type IndicatorRow } from './lists.ts';
export { OBSERVATION_LIST, type ObservationRow, type ObservationScope } from './observation-list.ts';
export * from './model.ts';
export * from './periods.ts';
export { INDICATOR_PERMISSIONS } from './permissions.ts';
export * from './queries.ts';
export { plainReadings, readingsOf, type PeriodReading, type Wish } from './readings.ts';
export { standingOf, type Standing, type StandingWish } from './standing.ts';
export { readFigure, typedFigure, type TypedFigure } from './typed.ts';
