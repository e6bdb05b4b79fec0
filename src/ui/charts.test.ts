import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisTop, segments, type Part } from './charts.ts';

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
