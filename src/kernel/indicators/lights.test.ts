import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, LIGHTS, thresholdsFor, type Aim, type TargetOperator } from './lights.ts';
import { OVER_PERIODS, SUGGESTED_THRESHOLDS } from './model.ts';
import { measuring } from './testing/readings.ts';

const suggested = thresholdsFor(null, null);
const aim = (operator: TargetOperator, value: number, baseline: number | null = null): Aim => ({
  operator,
  value,
  baseline,
});
const SUM = measuring({ unit: 'count', overPeriods: 'sum' });
const LEVEL = measuring();
const RANK = measuring({ unit: 'count', direction: 'lower' });

describe('đèn của một chỉ tiêu', () => {
  const cases: [what: string, number | null, Aim, elapsed: number, typeof SUM, light: string, needed: number | null][] =
    [
      ['mức hài lòng 91 khi cần trên 90', 91, aim('>', 90), 0.5, LEVEL, 'achieved', 90],
      ['đúng 90 chưa phải trên 90', 90, aim('>', 90), 0.5, LEVEL, 'on-pace', 90],
      ['hết năm đúng 90: không đạt', 90, aim('>', 90), 1, LEVEL, 'behind', 90],
      ['80 trên 90 là 89 %: chậm', 80, aim('>', 90), 0.5, LEVEL, 'behind', 90],
      ['60 trên 90 là 67 %: chậm nhiều', 60, aim('>', 90), 0.5, LEVEL, 'far-behind', 90],
      ['từ 40 lên 70, nửa năm được 55: đúng nhịp', 55, aim('>=', 70, 40), 0.5, LEVEL, 'on-pace', 55],
      ['từ 40 lên 70, nửa năm được 50: mới 2/3 quãng', 50, aim('>=', 70, 40), 0.5, LEVEL, 'far-behind', 55],
      ['từ 40 lên 70, hết năm được 66: 26/30', 66, aim('>=', 70, 40), 1, LEVEL, 'behind', 70],
      ['tụt dưới mốc', 30, aim('>=', 70, 40), 0.5, LEVEL, 'far-behind', 55],
      ['cần 120, quý I được 30', 30, aim('>=', 120), 0.25, SUM, 'on-pace', 30],
      ['cần 120, quý I được 25', 25, aim('>=', 120), 0.25, SUM, 'behind', 30],
      ['cần 120, quý I đã đủ', 120, aim('>=', 120), 0.25, SUM, 'achieved', 30],
      ['không quá 12 vụ, nửa năm 4 vụ: chưa thể nói đạt', 4, aim('<=', 12), 0.5, SUM, 'on-pace', 6],
      ['không quá 12 vụ, nửa năm 7 vụ', 7, aim('<=', 12), 0.5, SUM, 'behind', 6],
      ['không quá 12 vụ, hết năm 12 vụ', 12, aim('<=', 12), 1, SUM, 'achieved', 12],
      ['hạng 25 trở lên: đang hạng 10', 10, aim('<=', 25), 1, RANK, 'achieved', 25],
      ['hạng 25 trở lên: đang hạng 30', 30, aim('<=', 25), 0.5, RANK, 'behind', 25],
      ['không để còn vụ nào: còn 2', 2, aim('<=', 0), 0.5, RANK, 'far-behind', 0],
      ['không để còn vụ nào: hết', 0, aim('<=', 0), 0.5, RANK, 'achieved', 0],
      ['“đạt 100 %” được 100', 100, aim('=', 100), 1, LEVEL, 'achieved', 100],
      ['giảm 15 % đầu mối được 16', 16, aim('=', 15), 1, LEVEL, 'achieved', 15],
      ['không có số liệu', null, aim('>', 90), 0.5, LEVEL, 'no-data', null],
      ['0 là một số, không phải không có số liệu', 0, aim('>', 90), 0.5, LEVEL, 'far-behind', 90],
    ];
  it.each(cases)('%s', (_what, value, each, elapsed, how, light, needed) => {
    expect(judge(value, each, elapsed, how, suggested)).toMatchObject({ light, needed });
  });

  it('ngưỡng của kế hoạch hơn của chỉ số, của chỉ số hơn gợi ý; nói rõ của ai', () => {
    const [plan, indicator] = [{ onPace: 1, behind: 0.5 }, { onPace: 0.9, behind: 0.7 }]; // prettier-ignore
    expect(thresholdsFor(plan, indicator)).toEqual({ thresholds: plan, thresholdsFrom: 'plan' });
    expect(thresholdsFor(null, indicator)).toEqual({ thresholds: indicator, thresholdsFrom: 'indicator' });
    expect(suggested).toEqual({ thresholds: SUGGESTED_THRESHOLDS, thresholdsFrom: 'platform' });
    expect(judge(88, aim('>', 90), 0.5, LEVEL, thresholdsFor(plan, null)).light).toBe('behind');
  });
});

describe('tính chất của đèn', () => {
  const figure = fc.integer({ min: -100, max: 300 });
  const anAim = fc.record({
    operator: fc.constantFrom<TargetOperator>('=', '>', '>=', '<', '<='),
    value: figure,
    baseline: fc.option(figure),
  });
  const how = fc
    .record({
      overPeriods: fc.constantFrom(...OVER_PERIODS),
      direction: fc.constantFrom('higher' as const, 'lower' as const),
    })
    .map(measuring);
  const elapsed = fc.constantFrom(0, 0.25, 0.5, 11 / 12, 1);

  it('luôn có đèn, tỷ lệ không NaN và không âm', () => {
    fc.assert(
      fc.property(figure, anAim, elapsed, how, (value, each, at, measure) => {
        const { ratio, light } = judge(value, each, at, measure, suggested);
        expect(Number.isFinite(ratio) && ratio! >= 0).toBe(true);
        expect(light).not.toBe('no-data');
      }),
    );
  });

  it('số tốt hơn không bao giờ cho đèn xấu hơn', () => {
    fc.assert(
      fc.property(figure, fc.integer({ min: 0, max: 100 }), anAim, elapsed, how, (value, more, each, at, measure) => {
        const high = each.operator === '=' ? measure.direction === 'higher' : each.operator.startsWith('>');
        const better = judge(high ? value + more : value - more, each, at, measure, suggested);
        const worse = judge(value, each, at, measure, suggested);
        expect(LIGHTS.indexOf(better.light)).toBeLessThanOrEqual(LIGHTS.indexOf(worse.light));
      }),
      { numRuns: 500 },
    );
  });
});
