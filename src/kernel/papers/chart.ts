import { formatNumber } from '../language.ts';
import type { Chart } from './model.ts';

/** A chart as shares of its plot: 0 is the lower end of the scale, 1 the upper. */
export interface ChartGeometry {
  ticks: { at: number; text: string }[];
  /** Per series and category: the bar from the zero line, or null for a gap. */
  bars: ({ from: number; to: number; at: number; text: string } | null)[][];
}

/** Fills of the series in order, told apart in grey as well; the fifth series takes the first again. */
export const SERIES_FILLS = ['9B1C1C', 'D9A400', '6B7280', '1F4E79'] as const;

/** The fill of a series. */
export function fillOf(series: number): string {
  return SERIES_FILLS[series % SERIES_FILLS.length]!;
}

/** Where the bars and marks of a chart's scale stand. The scale holds zero and ends at round figures. */
export function chartGeometry(chart: Chart): ChartGeometry {
  const values = chart.series.flatMap((series) => series.values.filter((value) => value !== null));
  const { low, high, step } = scale(Math.min(0, ...values), Math.max(0, ...values));
  const at = (value: number) => (value - low) / (high - low);
  const steps = Math.round((high - low) / step);
  return {
    ticks: Array.from({ length: steps + 1 }, (_, index) => low + index * step).map((value) => ({
      at: at(value),
      text: figure(value, Math.max(0, -Math.floor(Math.log10(step)))),
    })),
    bars: chart.series.map((series) =>
      series.values.map((value) =>
        value === null
          ? null
          : { from: at(Math.min(0, value)), to: at(Math.max(0, value)), at: at(value), text: valueText(chart, value) },
      ),
    ),
  };
}

/** A value as its label says it: 41,3%. Labels of one chart have the same number of decimals. */
export function valueText({ unit = '', decimals = 1 }: Chart, value: number): string {
  return `${figure(value, decimals)}${unit === '%' ? '%' : unit && `\u00a0${unit}`}`;
}

/** The chart in words, for those who cannot see it. */
export function chartInWords(chart: Chart): string {
  const series = chart.series.map(
    ({ name, values }) =>
      `${name}: ${chart.categories
        .map((category, index) => {
          const value = values[index] ?? null;
          return `${category} ${value === null ? 'không có số liệu' : valueText(chart, value)}`;
        })
        .join('; ')}.`,
  );
  return [chart.caption, ...series].join(' ');
}

/** Ends at multiples of 1, 2 or 5 times a power of ten, with at most seven steps. */
function scale(low: number, high: number): { low: number; high: number; step: number } {
  const span = high - low || 1;
  const power = 10 ** Math.floor(Math.log10(span / 5));
  const step = power * [1, 2, 5, 10].find((factor) => span / (factor * power) <= 6)!;
  return { low: Math.floor(low / step) * step, high: Math.ceil((high || (low < 0 ? 0 : 1)) / step) * step, step };
}

function figure(value: number, decimals: number): string {
  return formatNumber(value, 'vi', { decimals, fixed: true });
}
