import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate, weekday } from '#kernel/calendar/dates.ts';
import { dayNumber, gridRange, monthAfter, monthGrid, monthName, readMonth, type Month } from './month-calendar.ts';

const TODAY = isoDate('2025-04-10');
const month = (text: string) => readMonth(text, TODAY);
const item = (day: string, key: string) => ({ key, day: isoDate(day), text: key, href: `#${key}` });

describe('tháng của địa chỉ', () => {
  it.each([
    ['2025-03', '2025-03'],
    [' 2025-12 ', '2025-12'],
    ['2025-13', '2025-04'],
    ['2025-3', '2025-04'],
    ['0000-01', '2025-04'],
    ["2025-03'--", '2025-04'],
    ['', '2025-04'],
    [null, '2025-04'],
  ])('%j là %s', (text, read) => {
    expect(readMonth(text, TODAY)).toBe(read);
  });

  it('trước, sau, qua năm', () => {
    expect([monthAfter(month('2025-01'), -1), monthAfter(month('2025-12'), 1)]).toEqual(['2024-12', '2026-01']);
    expect(monthAfter('0001-01' as Month, -1)).toBe('0001-01');
    expect([monthName(month('2025-03'), 'vi'), monthName(month('2025-03'), 'en')]).toEqual([
      'Tháng 3 năm 2025',
      'March 2025',
    ]);
  });
});

describe('lưới tháng', () => {
  it.each([
    ['2021-02', 4, '2021-02-01', '2021-02-28'],
    ['2025-03', 6, '2025-02-24', '2025-04-06'],
    ['2025-04', 5, '2025-03-31', '2025-05-04'],
  ])('%s có %i tuần, từ %s đến %s', (text, weeks, from, to) => {
    expect(monthGrid(month(text), [], { today: TODAY })).toHaveLength(weeks);
    expect(gridRange(month(text))).toEqual({ from, to });
  });

  it('bảy ngày mỗi tuần, thứ Hai đứng đầu, mọi ngày của tháng đúng một lần', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 1, max: 12 }), (year, number) => {
        const grid = monthGrid(month(`${year}-${String(number).padStart(2, '0')}`), [], { today: TODAY });
        const days = grid.flat();
        expect(grid.every((week) => week.length === 7 && weekday(week[0]!.date) === 1)).toBe(true);
        expect(days.filter(({ inside }) => inside)).toHaveLength(new Date(year, number, 0).getDate());
        expect(new Set(days.map(({ date }) => date)).size).toBe(days.length);
      }),
      { numRuns: 40 },
    );
  });

  it('ngày nghỉ và ngày làm bù theo lịch được đưa vào; còn lại theo thứ', () => {
    const days = monthGrid(month('2025-04'), [], {
      today: TODAY,
      notes: [
        { day: isoDate('2025-04-07'), kind: 'off', name: 'Giỗ Tổ Hùng Vương' },
        { day: isoDate('2025-04-26'), kind: 'worked', name: 'Làm bù cho 02/5' },
      ],
    }).flat();
    const of = (date: string) => days.find((day) => day.date === date)!;
    expect([of('2025-04-07').working, of('2025-04-07').note]).toEqual([false, 'Giỗ Tổ Hùng Vương']);
    expect([of('2025-04-26').working, of('2025-04-27').working, of('2025-04-28').working]).toEqual([true, false, true]);
    expect(days.filter(({ today }) => today).map(({ date }) => date)).toEqual([TODAY]);
  });

  it('nhiều việc một ngày: giữ ba, đếm phần còn lại; thừa đúng một thì hiện luôn', () => {
    const many = (count: number) =>
      monthGrid(
        month('2025-04'),
        Array.from({ length: count }, (_, at) => item('2025-04-15', String(at))),
        { today: TODAY },
      )
        .flat()
        .find(({ date }) => date === '2025-04-15')!;
    expect([many(3), many(4), many(5), many(40)].map(({ items, more }) => [items.length, more])).toEqual([
      [3, 0],
      [4, 0],
      [3, 2],
      [3, 37],
    ]);
  });

  it('ngày của tháng bên cạnh mang số tháng', () => {
    expect([dayNumber(isoDate('2025-04-01'), true), dayNumber(isoDate('2025-04-01'), false)]).toEqual(['1', '1/4']);
  });
});
