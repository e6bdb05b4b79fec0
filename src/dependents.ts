import { GRANT_DEPENDENTS, KEY_DEPENDENTS, POSITION_DEPENDENTS } from '#kernel/identity/dependents.ts';
import { REPORTER_DEPENDENTS } from '#kernel/indicators/index.ts';
import type { Dependents } from '#kernel/organisations/dependents.ts';
import { ACTIVITY_DECISION_DEPENDENTS, ACTIVITY_DEPENDENTS } from '#modules/activities/index.ts';
import {
  DECISION_DEPENDENTS,
  FUNDING_DEPENDENTS,
  OBLIGATION_DEPENDENTS,
  OBSTACLE_DEPENDENTS,
  PLAN_DEPENDENTS,
  TARGET_DEPENDENTS,
} from '#modules/plan/index.ts';

/** All that hangs on organisations and must go somewhere when one ends. A module that binds things to bodies adds its own. */
export const DEPENDENTS: readonly Dependents[] = [
  PLAN_DEPENDENTS,
  OBLIGATION_DEPENDENTS,
  DECISION_DEPENDENTS,
  OBSTACLE_DEPENDENTS,
  ACTIVITY_DEPENDENTS,
  ACTIVITY_DECISION_DEPENDENTS,
  TARGET_DEPENDENTS,
  FUNDING_DEPENDENTS,
  REPORTER_DEPENDENTS,
  POSITION_DEPENDENTS,
  GRANT_DEPENDENTS,
  KEY_DEPENDENTS,
];
