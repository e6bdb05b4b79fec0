import { GRANT_DEPENDENTS, POSITION_DEPENDENTS } from '#kernel/identity/dependents.ts';
import type { Dependents } from '#kernel/organisations/dependents.ts';
import { PLAN_DEPENDENTS } from '#modules/plan/index.ts';

/** All that hangs on organisations and must go somewhere when one ends. A module that binds things to bodies adds its own. */
export const DEPENDENTS: readonly Dependents[] = [PLAN_DEPENDENTS, POSITION_DEPENDENTS, GRANT_DEPENDENTS];
