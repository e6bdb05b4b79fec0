import { say } from '#kernel/language.ts';
import {
  OBLIGATION_STATE_WORDS,
  TIMELINESS_WORDS,
  type ObligationState,
  type Timeliness,
} from '#modules/plan/index.ts';
import type { Tone } from '#ui/charts.ts';

const TONES: Readonly<Record<ObligationState, Tone>> = {
  waiting: 'calm',
  'not-started': 'calm',
  'in-progress': 'active',
  'awaiting-confirmation': 'warn',
  done: 'good',
  suspended: 'none',
  cancelled: 'none',
  superseded: 'none',
};

/** The badge of an obligation: its state, or that it is late where this is what matters. */
export function stateLook(state: ObligationState, timeliness: Timeliness): { tone: Tone; text: string } {
  const open = state === 'not-started' || state === 'in-progress';
  if (open && timeliness === 'late') return { tone: 'late', text: say(TIMELINESS_WORDS.late, 'vi') };
  const text = say(OBLIGATION_STATE_WORDS[state], 'vi');
  return { tone: TONES[state], text: state === 'done' && timeliness === 'late' ? `${text}, muộn` : text };
}
