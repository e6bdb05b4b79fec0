import type { Computations } from '#kernel/indicators/index.ts';
import { PLAN_COMPUTATIONS } from '#modules/plan/index.ts';

/** What computed indicators can be given by. A module that can compute figures from its own facts adds its own. */
export const COMPUTATIONS: Computations = { ...PLAN_COMPUTATIONS };
