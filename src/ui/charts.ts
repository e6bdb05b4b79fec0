/** Arithmetic of the pictures, apart from their drawing. */

/** `good` done, `warn` due soon, `late` overdue, `active` under way, `calm` not yet, `none` no data. */
export type Tone = 'good' | 'active' | 'warn' | 'late' | 'calm' | 'none';

/** One part of a whole. */
export interface Part {
  label: string;
  value: number;
  tone: Tone;
  /** The list behind the number. */
  href?: string;
}

export interface Segment extends Part {
  /** Left edge and width in per cent of the whole bar. */
  start: number;
  width: number;
}

/** Lays the parts end to end over 100 %. Parts of zero take no room; a whole of zero has no segments. */
export function segments(parts: readonly Part[]): Segment[] {
  const total = totalOf(parts);
  if (total === 0) return [];
  let before = 0;
  return parts
    .filter((part) => part.value > 0)
    .map((part) => {
      const start = (before / total) * 100;
      before += part.value;
      return { ...part, start, width: (before / total) * 100 - start };
    });
}

/** Sum of the parts. */
export function totalOf(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + part.value, 0);
}

/** Round top of an axis (1, 2, 2.5 or 5 times a power of ten) that holds the largest value. At least 1. */
export function axisTop(largest: number): number {
  if (!(largest > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= largest) ?? 10;
  return Math.max(1, step * power);
}
