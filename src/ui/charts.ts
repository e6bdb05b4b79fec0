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

/** What an axis shows, with the values at which it has a rule. */
export interface AxisRange {
  bottom: number;
  top: number;
  ticks: number[];
}

/**
 * A round range with three to six rules that holds all values. It begins at 0 unless `near` says that the differences matter
 * more (scores between 80 and 95). Values that are not numbers are left out; without any the range is 0 to 1.
 */
export function axisRange(values: readonly number[], { near = false }: { near?: boolean } = {}): AxisRange {
  const known = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...known, Infinity), Math.max(...known, -Infinity)];
  if (known.length === 0 || (low === 0 && high === 0)) return { bottom: 0, top: 1, ticks: [0, 0.5, 1] };
  const [from, to] =
    near && high - low > 1e-6 * Math.max(Math.abs(low), Math.abs(high))
      ? [low, high]
      : [Math.min(0, low), Math.max(0, high)];
  const rough = (to - from) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => each >= rough * 0.999)!;
  const [first, last] = [Math.floor(from / step + 1e-9), Math.ceil(to / step - 1e-9)];
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
  return { bottom: ticks[0]!, top: ticks.at(-1)!, ticks };
}

/** Height of a value in the range, in per cent from the top; held to the range's edges. */
export function heightOf(value: number, { bottom, top }: AxisRange): number {
  return 100 - ((Math.min(top, Math.max(bottom, value)) - bottom) / (top - bottom)) * 100;
}

/** The stretches of a series without a gap, as places and values. No data is a gap in the line, never 0. */
export function runsOf(values: readonly (number | null)[]): { at: number; value: number }[][] {
  const runs: { at: number; value: number }[][] = [];
  values.forEach((value, at) => {
    if (value === null) return;
    if (at === 0 || values[at - 1] === null) runs.push([]);
    runs.at(-1)!.push({ at, value });
  });
  return runs;
}
