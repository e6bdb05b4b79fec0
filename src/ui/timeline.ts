import type { Tone } from './charts.ts';

/** Something that happened to a thing. */
export interface TimelineEntry {
  key: string | number;
  /** A calendar date (`YYYY-MM-DD`) or an instant. */
  at: string | Date;
  title: string;
  /** Who did it. */
  by?: string;
  tone?: Tone;
}
