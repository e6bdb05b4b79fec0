import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate, type IsoDate } from '../calendar/dates.ts';
import {
  elapsedShare,
  endOf,
  PERIOD_KINDS,
  periodAfter,
  periodKey,
  periodOf,
  periodsIn,
  periodText,
  readPeriod,
  yearBefore,
  yearOf,
} from './periods.ts';

describe('kỳ', () => {
  it.each([
    ['2025', '2025-01-01', '2025-12-31', 'Năm 2025', '2025'],
    ['2025-H1', '2025-01-01', '2025-06-30', '6 tháng đầu năm 2025', 'first half 2025'],
    ['2025-H2', '2025-07-01', '2025-12-31', '6 tháng cuối năm 2025', 'second half 2025'],
    ['2025-Q1', '2025-01-01', '2025-03-31', 'Quý I/2025', 'Q1 2025'],
    ['2025-Q4', '2025-10-01', '2025-12-31', 'Quý IV/2025', 'Q4 2025'],
    ['2024-02', '2024-02-01', '2024-02-29', 'Tháng 2/2024', 'February 2024'],
    ['2025-12', '2025-12-01', '2025-12-31', 'Tháng 12/2025', 'December 2025'],
    ['2025-07-15', '2025-07-15', '2025-07-15', '15/07/2025', '15 July 2025'],
  ])('%s từ %s đến hết %s', (key, start, end, vi, en) => {
    const period = readPeriod(key)!;
    expect([period.start, endOf(period), periodKey(period)]).toEqual([start, end, key]);
    expect([periodText(period, 'vi'), periodText(period, 'en')]).toEqual([vi, en]);
  });

  it.each([
    '',
    '2025-13',
    '2025-00',
    '2025-Q5',
    '2025-H3',
    '2025-02-30',
    '20250',
    '2025-Q1-01',
    ' 2025',
    '2025-q1',
    '0000',
  ])('không đọc bừa: %j', (text) => {
    expect(readPeriod(text)).toBeNull();
  });

  it('năm nhuận: cùng kỳ của ngày 29/2 là ngày 28/2', () => {
    expect(periodKey(yearBefore(readPeriod('2024-02-29')!))).toBe('2023-02-28');
  });

  it('số kỳ trong năm', () => {
    expect(PERIOD_KINDS.map((kind) => periodsIn(kind, yearOf(2024)).length)).toEqual([366, 12, 4, 2, 1]);
  });

  it.each([
    ['2025', '2024-12-31', 0],
    ['2025', '2025-12-31', 1],
    ['2025', '2026-05-01', 1],
    ['2025', '2025-07-02', 183 / 365],
    ['2025-Q1', '2025-01-31', 31 / 90],
  ])('phần đã qua của %s vào %s', (key, day, share) => {
    expect(elapsedShare(readPeriod(key)!, isoDate(day))).toBeCloseTo(share, 12);
  });

  const day = fc.integer({ min: 0, max: 60_000 }).map((days): IsoDate => addDays(isoDate('1950-01-01'), days));
  const kind = fc.constantFrom(...PERIOD_KINDS);

  it('mỗi ngày nằm trong đúng một kỳ; kỳ liền nhau, không hở, không chồng', () => {
    fc.assert(
      fc.property(day, kind, (each, of) => {
        const period = periodOf(of, each);
        expect(period.start <= each && each <= endOf(period)).toBe(true);
        expect(periodAfter(period).start).toBe(addDays(endOf(period), 1));
        expect(periodAfter(periodAfter(period), -1)).toEqual(period);
        expect(readPeriod(periodKey(period))).toEqual(period);
      }),
    );
  });
});
