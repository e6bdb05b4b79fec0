import type { Severity } from '#kernel/diagnostic.ts';
import type { Resolution } from '#modules/plan/index.ts';
import type { Tone } from '#ui/charts.ts';

/** How the screen shows findings. */
export const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = { error: 'late', warning: 'warn', info: 'calm' };
export const RESOLUTION_TONES: Readonly<Record<Resolution, Tone>> = {
  open: 'none',
  accepted: 'good',
  corrected: 'good',
};
