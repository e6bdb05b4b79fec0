import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecast, type Point } from './forecast.ts';
import { OVER_PERIODS } from './model.ts';
import { tQuantile } from './student.ts';
import { measuring } from './testing/readings.ts';

const points = (...values: number[]): Point[] => values.map((value, index) => ({ at: index + 1, value }));
/** From NumPy's polyfit and the formula of the prediction of a mean. */
const AVERAGE = { estimate: 88.9, half: 5.013711 };
const COUNT = { unit: 'count' as const, partOfWhole: false };

// Worked by hand and again with another program (NumPy, SciPy).
describe('dự báo đến hết năm', () => {
  it('cộng dồn: 10, 14, 9, 11 trong 4 tháng → 132 ± 17,33', () => {
    const found = forecast(points(10, 14, 9, 11), 12, measuring({ ...COUNT, overPeriods: 'sum' }))!;
    expect(found).toMatchObject({ method: 'pace', estimate: 132, points: 4 });
    expect(found.interval!.low).toBeCloseTo(132 - 17.3318, 3);
    expect(found.interval!.high).toBeCloseTo(132 + 17.3318, 3);
  });

  it('lũy kế 10, 24, 33, 44 là cùng một chuyện', () => {
    const running = forecast(points(10, 24, 33, 44), 12, measuring({ ...COUNT, overPeriods: 'running' }))!;
    expect(running.estimate).toBe(132);
    expect(running.interval!.high).toBeCloseTo(149.3318, 3);
  });

  it('lũy kế bỏ trống tháng 2 vẫn tính được, khoảng theo ba chặng', () => {
    const gap = [{ at: 1, value: 10 }, { at: 3, value: 33 }, { at: 4, value: 44 }]; // prettier-ignore
    const found = forecast(gap, 12, measuring({ ...COUNT, overPeriods: 'running' }))!;
    expect(found.estimate).toBe(132);
    expect(found.interval!.low).toBeCloseTo(124.0001, 3);
  });

  it('trạng thái: 80, 82, 83 sau ba quý → 84,67 ± 2,29', () => {
    const found = forecast(points(80, 82, 83), 4, measuring())!;
    expect(found.method).toBe('trend');
    expect(found.estimate).toBeCloseTo(84.6667, 4);
    expect(found.interval!.high - found.estimate).toBeCloseTo(2.29398, 4);
  });

  it('bình quân: 80, 81, 85, 84 sau bốn tháng; tám tháng còn lại theo xu hướng', () => {
    const found = forecast(points(80, 81, 85, 84), 12, measuring({ unit: 'score', overPeriods: 'average' }))!;
    expect(found.method).toBe('trend');
    expect(found.estimate).toBeCloseTo(AVERAGE.estimate, 6);
    expect(found.interval!.high - found.estimate).toBeCloseTo(AVERAGE.half, 3);
  });

  it('tỷ lệ: phần đã biết là mức lũy kế, không phải bình quân các tháng', () => {
    const [mean, ratio] = [null, 62].map((soFar) =>
      forecast(points(50, 90, 70), 12, measuring({ unit: 'score', overPeriods: 'ratio' }), soFar)!,
    );
    expect(mean!.estimate - ratio!.estimate).toBeCloseTo((70 - 62) * (3 / 12), 9);
    expect(forecast(points(50, 90), 12, measuring({ overPeriods: 'ratio' }), 62)).toMatchObject({
      method: 'mean',
      estimate: 62,
      interval: null,
    });
  });

  it.each([
    ['một số', [40], 'sum', 'pace', 480],
    ['hai số', [40, 20], 'sum', 'pace', 360],
    ['hai số, trạng thái', [80, 90], 'latest', 'last', 90],
  ] as const)('%s: có ước tính, chưa đủ số liệu cho khoảng', (_what, values, overPeriods, method, estimate) => {
    const how = measuring(overPeriods === 'sum' ? { ...COUNT, overPeriods } : { overPeriods });
    expect(forecast(points(...values), 12, how)).toMatchObject({ method, estimate, interval: null });
  });

  it('không có số nào thì không dự báo', () => {
    expect(forecast([], 12, measuring())).toBeNull();
    expect(forecast([{ at: 13, value: 1 }, { at: 2, value: Number.NaN }], 12, measuring())).toBeNull(); // prettier-ignore
  });

  it('hết năm thì không còn gì để đoán', () => {
    const whole = points(1, 2, 3, 4);
    expect(forecast(whole, 4, measuring({ ...COUNT, overPeriods: 'sum' }))).toMatchObject({ estimate: 10, interval: { low: 10, high: 10 } }); // prettier-ignore
    expect(forecast(whole, 4, measuring())).toMatchObject({ estimate: 4, interval: { low: 4, high: 4 } });
  });

  it('xu hướng không vượt 100 %', () => {
    expect(forecast(points(80, 90, 99), 12, measuring())).toMatchObject({ estimate: 100, interval: { high: 100 } });
  });
});

describe('tính chất của dự báo', () => {
  const value = fc.integer({ min: 0, max: 10_000 });
  const series = fc.uniqueArray(fc.record({ at: fc.integer({ min: 1, max: 12 }), value }), {
    selector: ({ at }) => at,
  });
  const how = fc.constantFrom(...OVER_PERIODS).map((overPeriods) => measuring({ unit: 'score', overPeriods }));

  it('không NaN, khoảng chứa ước tính, chỉ có từ ba số, không âm', () => {
    fc.assert(
      fc.property(series, how, (given, each) => {
        const found = forecast(given, 12, each);
        if (given.length === 0) {
          expect(found).toBeNull();
          return;
        }
        const { estimate, interval } = found!;
        expect(Number.isFinite(estimate) && estimate >= 0).toBe(true);
        expect(interval === null).toBe(given.length < 3);
        if (interval) expect(interval.low <= estimate && estimate <= interval.high).toBe(true);
      }),
    );
  });

  it('thứ tự và số lặp của cùng kỳ không làm hỏng', () => {
    fc.assert(
      fc.property(series, how, (given, each) => {
        const once = forecast(given, 12, each);
        const found = forecast([...given].reverse().concat(given), 12, each);
        expect(found).toEqual(once);
      }),
    );
  });

  it('đơn điệu: mọi kỳ hơn lên thì ước tính không thấp đi', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 0, max: 100 }), how, (given, more, each) => {
        if (given.length === 0 || each.overPeriods === 'running') return;
        const raised = given.map(({ at, value: old }) => ({ at, value: old + more }));
        expect(forecast(raised, 12, each)!.estimate).toBeGreaterThanOrEqual(forecast(given, 12, each)!.estimate - 1e-6);
      }),
    );
  });
});

describe('phân vị Student', () => {
  const gammaLn = (x: number): number => {
    // Stirling after shifting up; good to ten digits.
    let shift = 0;
    let y = x;
    while (y < 20) shift -= Math.log(y++);
    return shift + (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * y) - 1 / (360 * y ** 3);
  };
  const within = (half: number, df: number) => {
    const scale = Math.exp(gammaLn((df + 1) / 2) - gammaLn(df / 2)) / Math.sqrt(df * Math.PI);
    const density = (x: number) => scale * (1 + (x * x) / df) ** (-(df + 1) / 2);
    const steps = 2_000;
    let area = 0;
    for (let i = 0; i < steps; i++) area += density(((i + 0.5) * half) / steps) * (half / steps);
    return 2 * area;
  };

  it.each([...Array.from({ length: 30 }, (_, index) => index + 1), 40, 60, 120, 365])(
    '%i bậc tự do: hai phía chứa tám phần mười',
    (df) => {
      expect(within(tQuantile(df, 0.8), df)).toBeCloseTo(0.8, 3.5);
    },
  );
});
