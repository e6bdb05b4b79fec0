import type { ReportState } from '#modules/plan/index.ts';
import type { Tone } from '#ui/charts.ts';

/** How the states of reports look. */
export const REPORT_TONES: Readonly<Record<ReportState, Tone>> = {
  drafting: 'active',
  collecting: 'warn',
  finalised: 'good',
  issued: 'good',
  discarded: 'none',
};
