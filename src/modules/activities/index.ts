/** The only door of the activities module: what happens around the plan. */
export { ACTIVITY_PERMISSIONS } from './permissions.ts';
export * from './kinds.ts';
export { FIRST_STATE, LIVES } from './lives.ts';
export type { ActivityRequest, Criterion, FieldsOf, FieldsRequest, Output } from './fields.ts';
export * from './queries.ts';
export * from './output-queries.ts';
export * from './lists.ts';
export { ACTIVITY_HISTORY } from './history-words.ts';
export * from './service/acts.ts';
export { planInspection, planInspections, planMeeting, planTraining, submitInitiative } from './service/make.ts';
export * from './service/revise.ts';
export * from './service/items.ts';
export * from './service/merit.ts';
export type { ActivityActed } from './service/act.ts';
export * from './merit.ts';
export { bodyFacts, thresholdsSet, valuesOf, type BodyFacts, type SetThreshold } from './merit-queries.ts';
export { meetingPaper, type MeetingParts, type MinutesKind } from './minutes.ts';
