import { describe, expect, it, test } from 'vitest';
import { chartGeometry, chartInWords } from './chart.ts';
import type { Chart } from './model.ts';

const chart = (values: (number | null)[], more: Partial<Chart> = {}): Chart => ({
  kind: 'chart',
  type: 'column',
  caption: 'Biểu đồ 1. Tỷ lệ',
  categories: values.map((_, index) => `Quý ${index + 1}`),
  series: [{ name: 'Năm 2025', values }],
  decimals: 0,
  ...more,
});

describe('biểu đồ', () => {
  test.each([
    [
      [31, 44, 60],
      ['0', '10', '20', '30', '40', '50', '60'],
    ],
    [
      [35.2, 83.7],
      ['0', '20', '40', '60', '80', '100'],
    ],
    [
      [0.2, 0.5],
      ['0,0', '0,1', '0,2', '0,3', '0,4', '0,5'],
    ],
    [
      [-5, 10],
      ['-5', '0', '5', '10'],
    ],
    [
      [0, 0],
      ['0,0', '0,2', '0,4', '0,6', '0,8', '1,0'],
    ],
    [[null], ['0,0', '0,2', '0,4', '0,6', '0,8', '1,0']],
    [[12_345], ['0', '5.000', '10.000', '15.000']],
  ])('thang của %j là %j', (values, ticks) => {
    expect(chartGeometry(chart(values)).ticks.map(({ text }) => text)).toEqual(ticks);
  });

  it('cột đi từ số 0, số âm đi xuống, thiếu số liệu thì trống', () => {
    const [bars] = chartGeometry(chart([-5, 10, null])).bars;
    expect(bars![0]).toMatchObject({ from: 0, text: '-5' });
    expect(bars![0]!.to).toBeCloseTo(1 / 3);
    expect(bars![1]!.from).toBeCloseTo(1 / 3);
    expect(bars![1]!.to).toBe(1);
    expect(bars![2]).toBeNull();
  });

  it('lời cho người không nhìn được hình', () => {
    expect(chartInWords(chart([80, null], { unit: '%', decimals: 1 }))).toBe(
      'Biểu đồ 1. Tỷ lệ Năm 2025: Quý 1 80,0%; Quý 2 không có số liệu.',
    );
  });
});
