import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisRange, axisTop, heightOf, runsOf, segments, type Part } from './charts.ts';

const part = (value: number): Part => ({ label: 'x', value, tone: 'good' });

describe('thanh tình trạng', () => {
  it('các phần nối nhau theo tỷ lệ; phần bằng 0 không chiếm chỗ', () => {
    expect(segments([part(1), part(0), part(3)]).map(({ start, width }) => [start, width])).toEqual([
      [0, 25],
      [25, 75],
    ]);
  });

  it('không có gì thì không vẽ gì', () => {
    expect(segments([])).toEqual([]);
    expect(segments([part(0), part(0)])).toEqual([]);
  });

  it('luôn phủ đúng 100 %, không chồng nhau', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 }), (values) => {
        const laid = segments(values.map(part));
        fc.pre(laid.length > 0);
        laid.forEach((segment, index) => {
          const previous = laid[index - 1];
          expect(segment.start).toBeCloseTo(previous ? previous.start + previous.width : 0, 9);
          expect(segment.width).toBeGreaterThan(0);
        });
        const last = laid.at(-1)!;
        expect(last.start + last.width).toBeCloseTo(100, 9);
      }),
    );
  });
});

describe('đỉnh trục', () => {
  it.each([
    [0, 1],
    [0.3, 1],
    [1, 1],
    [7, 10],
    [12, 20],
    [23, 25],
    [41, 50],
    [62, 100],
    [1000, 1000],
  ])('%s cần trục đến %s', (largest, top) => {
    expect(axisTop(largest)).toBe(top);
  });

  it('dữ liệu trống hoặc âm vẫn có trục', () => {
    expect(axisTop(-4)).toBe(1);
    expect(axisTop(Number.NaN)).toBe(1);
  });
});

describe('khoảng của trục', () => {
  it.each([
    [[41], false, [0, 20, 40, 60]],
    [[3, 12], false, [0, 5, 10, 15]],
    [[0.3, 0.9], false, [0, 0.25, 0.5, 0.75, 1]],
    [[82.4, 93.1], true, [80, 85, 90, 95]],
    [[-4, 10], false, [-5, 0, 5, 10]],
    [[7, 7], true, [0, 2, 4, 6, 8]],
    [[0, 0], false, [0, 0.5, 1]],
    [[], false, [0, 0.5, 1]],
    [[Number.NaN], false, [0, 0.5, 1]],
  ] as [number[], boolean, number[]][])('%j (sát: %s)', (values, near, ticks) => {
    expect(axisRange(values, { near }).ticks).toEqual(ticks);
  });

  it('chứa mọi giá trị, có từ hai đến bảy vạch, không giá trị nào vẽ ra ngoài', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 9 }), fc.boolean(), (values, near) => {
        const large = values.map((each) => (Math.abs(each) < 1e-3 ? 0 : each));
        const range = axisRange(large, { near });
        const slack = (range.top - range.bottom) * 1e-6;
        for (const each of large) {
          expect(each).toBeGreaterThanOrEqual(range.bottom - slack);
          expect(each).toBeLessThanOrEqual(range.top + slack);
          expect(heightOf(each, range)).toBeGreaterThanOrEqual(0);
          expect(heightOf(each, range)).toBeLessThanOrEqual(100);
        }
        expect(range.ticks.length).toBeGreaterThanOrEqual(2);
        expect(range.ticks.length).toBeLessThanOrEqual(7);
      }),
    );
  });
});

it('chưa có dữ liệu là chỗ đứt của đường, 0 thì không', () => {
  expect(runsOf([null, 1, 0, null, null, 4]).map((run) => run.map(({ at, value }) => [at, value]))).toEqual([
    [
      [1, 1],
      [2, 0],
    ],
    [[5, 4]],
  ]);
  expect(runsOf([null, null])).toEqual([]);
});
