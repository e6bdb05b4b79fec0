import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '#kernel/calendar/dates.ts';
import { freeWindow, likelyKind, reportKinds, windowOf } from './periods.ts';

describe('kỳ báo cáo theo CV 581/BNV-CCHC', () => {
  it.each([
    ['quarter-1', '2024-12-15', '2025-03-14', '2025-03-20', 'quý I năm 2025'],
    ['six-months', '2024-12-15', '2025-06-14', '2025-06-20', '6 tháng đầu năm 2025'],
    ['quarter-3', '2025-06-15', '2025-09-14', '2025-09-20', 'quý III năm 2025'],
    ['year', '2024-12-15', '2025-12-14', '2025-12-20', 'năm 2025'],
  ])('%s: từ %s đến %s, gửi trước %s', (kind, from, to, due, label) => {
    expect(windowOf(kind, 2025)).toMatchObject({ kind, from, to, due, label, source: { number: '581/BNV-CCHC' } });
  });

  it('năm báo cáo liền nhau không hở, không chồng', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2100 }), (year) => {
        expect(windowOf('year', year + 1)!.from).toBe(addDays(windowOf('year', year)!.to, 1));
        expect(windowOf('quarter-3', year)!.from).toBe(addDays(windowOf('six-months', year)!.to, 1));
        for (const { kind } of reportKinds(year)) {
          const { from, to, due } = windowOf(kind, year)!;
          expect(from < to && to < due!).toBe(true);
        }
      }),
    );
  });

  it.each([
    ['khong-co', 2025],
    ['year', 2025.5],
    ['year', 0],
    ['year', 99_999],
  ])('kỳ %s của năm %s không có', (kind, year) => expect(windowOf(kind, year)).toBeNull());

  it.each([
    ['2025-03-13', 'year', 2024],
    ['2025-03-14', 'quarter-1', 2025],
    ['2025-06-20', 'six-months', 2025],
    ['2025-12-13', 'quarter-3', 2025],
    ['2025-12-14', 'year', 2025],
  ])('ngày %s: kỳ vừa chốt là %s %s', (today, kind, year) => {
    expect(likelyKind(isoDate(today))).toEqual({ kind, year });
  });

  it('kỳ tự chọn: một ngày được, ngược ngày và quá 5 năm thì không', () => {
    const day = isoDate('2025-05-01');
    expect(freeWindow(day, day)).toMatchObject({ label: 'ngày 01/05/2025', due: null, source: null });
    expect(freeWindow(day, isoDate('2025-04-30'))).toBeNull();
    expect(freeWindow(day, isoDate('2031-05-01'))).toBeNull();
  });
});
