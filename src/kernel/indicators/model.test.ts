import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clashIn,
  OVER_BODIES,
  OVER_PERIODS,
  problemsOf,
  UNITS,
  valueOfParts,
  type Measure,
  type Measuring,
} from './model.ts';
import { measuring } from './testing/readings.ts';
import { readFigure, typedFigure } from './typed.ts';

const of = (value: number | null): Measure => ({ value, numerator: null, denominator: null });
const parts = (numerator: number | null, denominator: number | null): Measure => ({
  value: null,
  numerator,
  denominator,
});

describe('một số liệu hợp lệ', () => {
  const cases: [what: string, Partial<Measuring>, Measure, object][] = [
    ['phần trăm 0', { unit: 'percent' }, of(0), {}],
    ['phần trăm 100', { unit: 'percent' }, of(100), {}],
    ['phần trăm quá 100', { unit: 'percent' }, of(100.01), { value: 'above' }],
    ['phần trăm âm', { unit: 'percent' }, of(-0.01), { value: 'below' }],
    ['tốc độ tăng được âm khi định nghĩa cho phép', { unit: 'percent', minimum: -100 }, of(-12.5), {}],
    ['tốc độ tăng quá 100 khi định nghĩa cho phép', { unit: 'percent', maximum: 500 }, of(180), {}],
    ['đếm phải nguyên', { unit: 'count' }, of(2.5), { value: 'not-whole' }],
    ['đồng phải nguyên', { unit: 'dong' }, of(1_500_000_000.5), { value: 'not-whole' }],
    ['nghìn tỷ đồng', { unit: 'dong' }, of(999_999_999_999_999), {}],
    ['có/không chỉ 0 hoặc 1', { unit: 'yes-no' }, of(2), { value: 'above' }],
    ['thiếu số', { unit: 'count' }, of(null), { value: 'missing' }],
    ['không phải số', { unit: 'score' }, of(Number.NaN), { value: 'not-finite' }],
    ['vô cùng', { unit: 'score' }, of(Number.POSITIVE_INFINITY), { value: 'not-finite' }],
    ['không cần tử số', { unit: 'count' }, parts(1, 2), { numerator: 'parts-not-wanted', denominator: 'parts-not-wanted', value: 'missing' }], // prettier-ignore
    ['tỷ lệ có tử và mẫu', { unit: 'percent', overPeriods: 'ratio' }, parts(31, 75), {}],
    ['tỷ lệ không gõ thẳng giá trị', { unit: 'percent', overPeriods: 'ratio' }, { ...parts(31, 75), value: 41 }, { value: 'value-not-wanted' }], // prettier-ignore
    ['thiếu mẫu', { unit: 'percent', overPeriods: 'ratio' }, parts(31, null), { denominator: 'missing' }],
    ['tử lớn hơn mẫu của một phần trong tổng', { unit: 'percent', overPeriods: 'ratio' }, parts(76, 75), { numerator: 'more-than-whole' }], // prettier-ignore
    ['tử lớn hơn mẫu khi không là phần của tổng', { unit: 'percent', overPeriods: 'ratio', partOfWhole: false, maximum: 300 }, parts(150, 100), {}], // prettier-ignore
    ['ngoài giới hạn tính từ tử và mẫu', { unit: 'percent', overPeriods: 'ratio', partOfWhole: false }, parts(150, 100), { numerator: 'above' }], // prettier-ignore
    ['không phát sinh: 0/0', { unit: 'percent', overPeriods: 'ratio' }, parts(0, 0), {}],
    ['1/0 là sai', { unit: 'percent', overPeriods: 'ratio', partOfWhole: false }, parts(1, 0), { numerator: 'more-than-whole' }], // prettier-ignore
    ['mẫu âm', { unit: 'percent', overPeriods: 'ratio' }, parts(0, -1), { denominator: 'negative' }],
    ['tử âm', { unit: 'percent', overPeriods: 'ratio' }, parts(-1, 5), { numerator: 'negative' }],
  ];
  it.each(cases)('%s', (_what, how, measure, problems) => {
    expect(problemsOf(measuring(how), measure)).toEqual(problems);
  });

  it('31/75 = 41,33 %; 0/0 không phải 0 %', () => {
    expect(valueOfParts(31, 75, 'percent')).toBeCloseTo(41.333333, 5);
    expect(valueOfParts(31, 75, 'score')).toBeCloseTo(0.41333, 5);
    expect(valueOfParts(0, 0, 'percent')).toBeNull();
  });

  it('số nào được nhận thì nằm trong giới hạn', () => {
    const figure = fc.oneof(fc.double(), fc.integer(), fc.constant(null));
    fc.assert(
      fc.property(figure, figure, fc.constantFrom(...UNITS), (numerator, denominator, unit) => {
        const how = measuring({ unit, overPeriods: 'ratio' });
        if (Object.keys(problemsOf(how, parts(numerator, denominator))).length > 0) return;
        const value = valueOfParts(numerator!, denominator!, unit);
        if (value !== null) expect(value >= 0 && (unit !== 'percent' || value <= 100)).toBe(true);
      }),
    );
  });
});

describe('cách gộp đi với nhau', () => {
  it.each([
    ['yes-no', 'sum', 'latest', 'yes-no-stands-alone'],
    ['yes-no', 'none', 'latest', null],
    ['percent', 'sum', 'latest', 'shares-do-not-add-up'],
    ['percent', 'average', 'sum', 'shares-do-not-add-up'],
    ['percent', 'sum', 'ratio', 'ratio-needs-ratio'],
    ['percent', 'ratio', 'ratio', null],
    ['percent', 'ratio', 'latest', null],
    ['count', 'ratio', 'sum', 'ratio-does-not-add-up'],
    ['count', 'sum', 'sum', null],
    ['dong', 'sum', 'running', null],
  ] as const)('%s, các đơn vị: %s, các kỳ: %s → %s', (unit, overBodies, overPeriods, clash) => {
    expect(clashIn({ unit, overBodies, overPeriods })).toBe(clash);
  });

  it('mỗi đơn vị tính có ít nhất một cách gộp', () => {
    for (const unit of UNITS) {
      const ways = OVER_BODIES.flatMap((overBodies) =>
        OVER_PERIODS.map((overPeriods) => clashIn({ unit, overBodies, overPeriods })),
      );
      expect(ways).toContain(null);
    }
  });
});

describe('số như người ta gõ', () => {
  it.each([
    ['1.234,5', 1234.5],
    ['41,33', 41.33],
    ['41.33', 41.33],
    ['1.234', 1234],
    ['12.345.678', 12_345_678],
    ['1 500 000', 1_500_000],
    ['90%', 90],
    ['83,66 %', 83.66],
    ['2.500.000 đồng', 2_500_000],
    ['-0', 0],
    ['−5', -5],
    ['', null],
    ['   ', null],
    ['%', 'unreadable'],
    ['1,234,5', 'unreadable'],
    ['1.23.456', 'unreadable'],
    ['1e5', 'unreadable'],
    ['0x10', 'unreadable'],
    ['khoảng 5', 'unreadable'],
    ['Infinity', 'unreadable'],
    ['1234567890123456', 'unreadable'],
    ['=1+1', 'unreadable'],
  ] as const)('%j → %s', (typed, figure) => {
    expect(readFigure(typed)).toBe(figure);
  });

  it('gõ lại cho cùng số', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 3 }), (whole, decimals) => {
        const figure = whole / 10 ** decimals;
        // A point before three digits would read as thousands; the comma never does.
        expect(readFigure(typedFigure(figure))).toBe(figure || 0);
      }),
    );
  });
});
