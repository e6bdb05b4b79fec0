/** The only door of the plan module. */
export { importPlan, parsePlan } from './import/index.ts';
export type { ParsedPlan, Role, TargetOperator } from './import/model.ts';
export * from './model.ts';
export * from './words.ts';
export { PLAN_HISTORY } from './history-words.ts';
export { PLAN_PERMISSIONS } from './permissions.ts';
export type { Organised } from './answering-sql.ts';
export { PLAN_DEPENDENTS } from './dependents.ts';
export { TASK_LIST, asOfDay, type TaskRow, type TaskRowProduct, type TaskScope } from './lists.ts';
export * from './queries.ts';
export * from './review-queries.ts';
export { importPlanDocument, type ImportOutcome } from './service/import-plan.ts';
export { acceptPlan, discardPlan, resolveDiagnostic, RESOLUTION_INPUT } from './service/review-plan.ts';
export { reviseDecision, reviseGroup, reviseObjective, reviseTask, type Seen } from './service/revise-plan.ts';
export {
  DECISION_INPUT,
  GROUP_INPUT,
  OBJECTIVE_INPUT,
  TASK_INPUT,
  type DecisionInput,
  type GroupInput,
  type ObjectiveInput,
  type ProductInput,
  type TaskInput,
} from './service/revise-input.ts';
export { recordResult, RESULT_INPUT, type ResultInput } from './service/record-result.ts';
export * from './running/index.ts';
export * from './targets/index.ts';
export * from './funding/index.ts';
export * from './seeing/index.ts';
export * from './reports/index.ts';
