/** Numeric targets of plans and what measures them. */
export { BINDING_INPUT, bindTarget, unbindTarget, type BindingInput, type TargetKey } from './bind.ts';
export { PLAN_COMPUTATIONS } from './computations.ts';
export { TARGET_DEPENDENTS } from './dependents.ts';
export { TARGET_HISTORY } from './history-words.ts';
export { TARGET_LIST, type TargetListRow, type TargetScope } from './lists.ts';
export { TARGET_PERMISSIONS } from './permissions.ts';
export { aimOf, targetsMeasuredBy, targetsOf, targetStandings, type TargetBinding, type TargetRow, type TargetStanding } from './queries.ts'; // prettier-ignore
export { fitsUnit, suggestIndicators, type Suggestion } from './suggest.ts';
