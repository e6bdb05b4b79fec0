import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from './dates.ts';
import { hungKingsDay, lunarNewYear, lunarToSolar, solarToLunar } from './lunar.ts';

describe('âm lịch Việt Nam (UTC+7)', () => {
  it.each([
    [1968, '1968-01-29'],
    [1985, '1985-01-21'],
    [2007, '2007-02-17'],
    [2020, '2020-01-25'],
    [2023, '2023-01-22'],
    [2024, '2024-02-10'],
    [2025, '2025-01-29'],
    [2026, '2026-02-17'],
    [2027, '2027-02-06'],
    [2030, '2030-02-02'],
  ])('mùng 1 Tết %i là %s', (year, date) => expect(lunarNewYear(year)).toBe(date));

  it.each([
    [2024, '2024-04-18'],
    [2025, '2025-04-07'],
    [2026, '2026-04-26'],
    [2027, '2027-04-16'],
  ])('Giỗ Tổ %i là %s', (year, date) => expect(hungKingsDay(year)).toBe(date));

  it.each([
    [2017, 6],
    [2020, 4],
    [2023, 2],
    [2025, 6],
    [1985, 2],
  ])('năm %i nhuận tháng %i, chỉ một tháng', (year, leap) => {
    const leaps = Array.from({ length: 12 }, (_, index) => index + 1).filter(
      (month) => lunarToSolar({ year, month, day: 1, leap: true }) !== null,
    );
    expect(leaps).toEqual([leap]);
  });

  it('đổi sang dương lịch rồi đổi lại là chính ngày ấy, từ 1900 đến 2100', () => {
    fc.assert(
      fc.property(fc.integer({ min: 31, max: 73_000 }), (days) => {
        const date = addDays(isoDate('1900-01-01'), days);
        expect(lunarToSolar(solarToLunar(date))).toBe(date);
      }),
    );
  });

  it('không có ngày 31, tháng 13, ngày lẻ', () => {
    expect(lunarToSolar({ year: 2025, month: 1, day: 31, leap: false })).toBeNull();
    expect(lunarToSolar({ year: 2025, month: 13, day: 1, leap: false })).toBeNull();
    expect(lunarToSolar({ year: 2025, month: 1, day: 1.5, leap: false })).toBeNull();
  });

  it('từ chối năm chưa kiểm chứng', () => {
    expect(() => lunarNewYear(1800)).toThrow(RangeError);
    expect(() => solarToLunar(isoDate('2200-01-01'))).toThrow(RangeError);
  });
});
