import { describe, expect, it } from 'vitest';
import { courseOf, type CourseFacts } from './course.ts';
import { measured, measuring, NOT_ASSESSED, NOT_ASSIGNED, share } from './testing/readings.ts';

const facts = (changes: Partial<CourseFacts>): CourseFacts => ({
  measuring: measuring({ frequency: 'quarter' }),
  readings: [],
  before: [],
  sameMethod: true,
  aim: null,
  ...changes,
});
const MORE_THAN_90 = { operator: '>' as const, value: 90, baseline: null };

describe('một chỉ số đứng ở đâu trong năm', () => {
  it('đến nay, đèn, dự báo, triển vọng, cùng kỳ', () => {
    const found = courseOf(
      facts({
        readings: [measured(88), measured(91), measured(93), null],
        before: [measured(80), measured(85), measured(88), measured(89)],
        aim: MORE_THAN_90,
      }),
    );
    expect(found).toMatchObject({
      soFar: { value: 93 },
      through: 2,
      missing: 0,
      judgement: { light: 'achieved' },
      forecast: { method: 'trend', points: 3 },
      outlook: 'meets',
      comparison: { comparable: true, now: 93, before: 88, difference: 5 },
    });
  });

  it.each([
    ['cả khoảng đạt', [measured(95), measured(95), measured(95), null], 'meets'],
    ['cả khoảng không đạt', [measured(60), measured(60.5), measured(61), null], 'misses'],
    ['khoảng chứa mức cần', [measured(80), measured(92), measured(85), null], 'uncertain'],
    ['không có khoảng', [measured(95), measured(95), null, null], 'uncertain'],
    ['không có số', [NOT_ASSESSED, null, null, null], null],
  ] as const)('triển vọng khi %s', (_what, readings, outlook) => {
    expect(courseOf(facts({ readings, aim: MORE_THAN_90 })).outlook).toBe(outlook);
  });

  it('chưa có số nào thì nói vì sao', () => {
    expect(courseOf(facts({ readings: [NOT_ASSIGNED, null] })).soFar).toEqual({ state: 'not-assigned' });
    expect(courseOf(facts({ readings: [NOT_ASSESSED, NOT_ASSIGNED] })).soFar).toEqual({ state: 'not-assessed' });
    expect(courseOf(facts({ readings: [null, null] })).soFar).toEqual({ state: 'not-assessed' });
  });

  it('tỷ lệ của năm cho đèn, không phải của kỳ cuối', () => {
    const found = courseOf(
      facts({
        measuring: measuring({ overPeriods: 'ratio' }),
        readings: [share(95, 100), share(1, 2), null, null],
        aim: MORE_THAN_90,
      }),
    );
    expect(found.soFar).toMatchObject({ numerator: 96, denominator: 102 });
    expect(found.judgement!.light).toBe('achieved');
  });

  it('chỉ số mỗi năm một lần được dự báo từ các năm trước', () => {
    const once = measuring({ unit: 'score', frequency: 'year' });
    const history = [measured(80), measured(82), measured(84), measured(86)];
    expect(courseOf(facts({ measuring: once, readings: [null], history })).forecast).toMatchObject({
      method: 'trend',
      points: 4,
    });
    expect(courseOf(facts({ measuring: once, readings: [null], history })).forecast!.estimate).toBeCloseTo(88, 9);
    expect(courseOf(facts({ measuring: once, readings: [null], history: [] })).forecast).toBeNull();
  });
});
