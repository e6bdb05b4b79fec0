/** Running the plan: what other parts of the module and its door use. */
export { RUNNING_PERMISSIONS } from './permissions.ts';
export {
  ACTS as OBLIGATION_ACTS,
  OBLIGATION_LIFE,
  OBLIGATION_STATES,
  OBLIGATION_STATE_WORDS,
  type Act as ObligationAct,
  type ObligationState,
} from './lifecycle.ts';
export { OBLIGATION_CALENDAR, OBLIGATION_REMINDERS } from './reminders.ts';
export { DECISION_DEPENDENTS, OBLIGATION_DEPENDENTS, OBSTACLE_DEPENDENTS } from './dependents.ts';
export { RUNNING_HISTORY } from './history-words.ts';
export { keptFirstPromise, standingOf as obligationStanding, timelinessOn, type Facts } from './facts.ts';
export type { Obligation, Source as ObligationSource } from './schema.ts';
export { bringOverOldPlans } from './service/open.ts';
export type { Acted } from './service/act.ts';
export { ACT_INPUT, readNeeds, type ActInput, type ActRequest, type EvidenceRequest } from './service/act-input.ts';
export { openFor, type Due } from './service/open-for.ts';
export { lockObligation } from './service/lock.ts';
export { moveFor, type Moving } from './service/move-for.ts';
export { evidenceRows } from './service/store-event.ts';
export * from './service/acts.ts';
export { OBLIGATION_LIST, type ObligationRow, type ObligationScope } from './lists.ts';
export * from './queries.ts';
export * from './brought.ts';
export { obligationOn } from './past.ts';
export * from './overview.ts';
export { BELOW_INPUT, breakDown, copyBelow, direct, type BelowInput, type CopyInput } from './service/open-below.ts';
export { ownPlanOf, type OwnPlanRow, type OwnPlanTotals } from './own-plan.ts';
export { addTask, type AddingDocument } from './service/add-task.ts';
export { carryOver, proposeCarryOver, type CarryOverProposal } from './service/carry-over.ts';
