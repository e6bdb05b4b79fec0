import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { againstYearBefore, combine, yearSoFar } from './combine.ts';
import { OVER_BODIES, OVER_PERIODS, type Reading } from './model.ts';
import { measured, measuring, NOT_APPLICABLE, NOT_ASSESSED, NOT_ASSIGNED, share } from './testing/readings.ts';

describe('gộp nhiều số thành một', () => {
  it.each([
    ['sum', [measured(3), measured(4), measured(5)], { state: 'measured', value: 12 }, 3, 0],
    ['average', [measured(80), measured(90), NOT_ASSESSED], { state: 'measured', value: 85 }, 2, 1],
    // 31/75 with 9/25 is 40/100, not the mean of 41.33 and 36.
    ['ratio', [share(31, 75), share(9, 25)], { state: 'measured', value: 40, numerator: 40, denominator: 100 }, 2, 0],
    ['ratio', [share(31, 75), share(0, 0)], { state: 'measured', numerator: 31, denominator: 75 }, 2, 0],
    ['ratio', [share(0, 0), share(0, 0)], { state: 'measured', value: null, denominator: 0 }, 2, 0],
    ['latest', [measured(80), measured(82), NOT_ASSESSED], { state: 'measured', value: 82 }, 2, 1],
    ['running', [measured(10), measured(24)], { state: 'measured', value: 24 }, 2, 0],
    ['sum', [NOT_APPLICABLE, measured(0)], { state: 'measured', value: 0 }, 1, 0],
    ['sum', [NOT_ASSESSED, NOT_APPLICABLE], { state: 'not-assessed' }, 0, 1],
    ['sum', [NOT_APPLICABLE, NOT_ASSIGNED], { state: 'not-applicable' }, 0, 0],
    ['sum', [NOT_ASSIGNED], { state: 'not-assigned' }, 0, 0],
    ['sum', [], { state: 'not-assigned' }, 0, 0],
  ] as const)('%s của %j', (rule, readings, reading, counted, missing) => {
    const found = combine(readings, rule, 'percent');
    expect(found).toMatchObject({ reading, counted, missing });
  });

  const reading = fc.oneof(
    fc.integer({ min: 0, max: 1_000 }).map(measured),
    fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 50, max: 99 })).map(([n, d]) => share(n, d)),
    fc.constantFrom<Reading>(NOT_APPLICABLE, NOT_ASSESSED, NOT_ASSIGNED, share(0, 0)),
  );
  const rule = fc.constantFrom(...OVER_BODIES, ...OVER_PERIODS);

  it('không bao giờ ra NaN; nơi không áp dụng hay không giao thì thêm vào không đổi gì', () => {
    fc.assert(
      fc.property(fc.array(reading), rule, (readings, each) => {
        const found = combine(readings, each, 'percent');
        const value = found.reading.state === 'measured' ? found.reading.value : null;
        expect(value === null || Number.isFinite(value)).toBe(true);
        expect(combine([NOT_APPLICABLE, ...readings, NOT_ASSIGNED], each, 'percent').counted).toBe(found.counted);
        expect(found.counted + found.missing).toBeLessThanOrEqual(readings.length);
      }),
    );
  });
});

describe('từ đầu năm đến nay', () => {
  it('tỷ lệ của năm là tổng tử trên tổng mẫu đến kỳ cuối có số', () => {
    const year = [share(10, 20), share(30, 40), null, null];
    expect(yearSoFar(year, measuring({ overPeriods: 'ratio' }))).toMatchObject({
      reading: { numerator: 40, denominator: 60 },
      through: 1,
      missing: 0,
    });
  });

  it('kỳ bỏ trống ở giữa được đếm là thiếu, không phải 0', () => {
    expect(
      yearSoFar([measured(5), null, measured(7), null], measuring({ unit: 'count', overPeriods: 'sum' })),
    ).toMatchObject({
      reading: { value: 12 },
      through: 2,
      missing: 1,
    });
  });

  it('chưa có số nào', () => {
    expect(yearSoFar([null, NOT_ASSESSED], measuring())).toBeNull();
  });
});

describe('so với cùng kỳ năm trước', () => {
  const sums = measuring({ unit: 'count', overPeriods: 'sum' });
  const before = [10, 10, 10, 10, 10, 10].map(measured);

  it('chỉ lấy phần đã qua của cả hai năm', () => {
    expect(againstYearBefore([measured(12), measured(13), null, null, null, null], before, sums, true)).toEqual({
      comparable: true,
      now: 25,
      before: 20,
      difference: 5,
      through: 1,
    });
  });

  it.each([
    ['năm nay thiếu một kỳ', [measured(12), null, measured(3)], before, true, 'periods-missing'],
    ['năm trước thiếu một kỳ', [measured(12), measured(1)], [measured(9)], true, 'periods-missing'],
    ['năm trước không có gì', [measured(12)], [], true, 'no-data'],
    ['năm nay chưa có gì', [null], before, true, 'no-data'],
    ['cách tính đã đổi', [measured(12)], before, false, 'method-changed'],
  ] as const)('không kết luận khi %s', (_why, now, then, same, reason) => {
    expect(againstYearBefore(now, then, sums, same)).toEqual({ comparable: false, reason });
  });

  it('một trạng thái chỉ cần có ở cùng kỳ', () => {
    const latest = measuring();
    expect(againstYearBefore([null, measured(85)], [null, measured(80), measured(99)], latest, true)).toMatchObject({
      now: 85,
      before: 80,
    });
  });
});
