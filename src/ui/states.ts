import type { Tone } from './charts.ts';
import type { IconName } from './icons.ts';

/** Which drawing stands for a tone, so that colour never carries the meaning alone. */
export const TONE_ICONS: Readonly<Record<Tone, IconName>> = {
  good: 'done',
  active: 'play',
  warn: 'clock',
  late: 'alert',
  calm: 'dot',
  none: 'dash',
};
