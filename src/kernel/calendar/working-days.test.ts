import { describe, expect, it } from 'vitest';
import data from '../../../data/calendar/vn-special-days.json' with { type: 'json' };
import { type IsoDate, isoDate, weekday } from './dates.ts';
import { lawDays } from './law-days.ts';
import { readSpecialDays, vietnamCalendar as calendar } from './special-days.ts';
import { addCalendarDays, addWorkingDays, isWorkingDay, specialDayOn, workingDaysBetween } from './working-days.ts';

describe('ngày làm việc và ngày nghỉ', () => {
  it.each([
    [2024, 12, 1, 251],
    [2025, 12, 1, 250],
    [2026, 14, 2, 249],
  ])('năm %i: nghỉ %i ngày trong tuần, làm bù %i, còn %i ngày làm việc', (year, off, worked, working) => {
    const days = [...calendar.days.values()].filter(({ date }) => date.startsWith(`${year}`));
    expect(days.filter(({ kind, date }) => kind !== 'worked' && weekday(date) <= 5)).toHaveLength(off);
    expect(days.filter(({ kind }) => kind === 'worked')).toHaveLength(worked);
    expect(workingDaysBetween(calendar, isoDate(`${year - 1}-12-31`), isoDate(`${year}-12-31`)).days).toBe(working);
  });

  it.each([
    ['2024-02-14', false, 'in-lieu'],
    ['2024-04-29', false, 'swapped-off'],
    ['2024-05-04', true, 'worked'],
    ['2025-01-27', false, 'holiday'],
    ['2025-04-26', true, 'worked'],
    ['2026-04-27', false, 'in-lieu'],
    ['2026-11-24', false, 'holiday'],
    ['2025-11-24', true, null],
    ['2026-11-23', true, null],
    ['2026-11-28', false, null],
    ['2027-05-03', false, 'in-lieu'],
    ['2027-02-08', true, null],
    ['2028-04-04', false, 'holiday'],
  ])('%s: làm việc %s (%s)', (date, working, kind) => {
    expect(isWorkingDay(calendar, isoDate(date))).toBe(working);
    expect(specialDayOn(calendar, isoDate(date))?.kind ?? null).toBe(kind);
  });
});

describe('thời hạn theo ngày làm việc (BLDS 2015 Đ.147: không tính ngày đầu)', () => {
  it.each([
    ['2024-04-26', 3, '2024-05-04', false],
    ['2025-04-25', 3, '2025-04-29', false],
    ['2025-01-24', 5, '2025-02-07', false],
    ['2025-12-31', 5, '2026-01-09', false],
    ['2026-02-13', 3, '2026-02-25', false],
    ['2026-04-24', 5, '2026-05-06', false],
    ['2026-08-21', 10, '2026-09-08', false],
    // A swap 23/11 ↔ 28/11 is proposed and not decided.
    ['2026-11-20', 3, '2026-11-26', true],
    ['2026-12-30', 3, '2027-01-05', true],
  ])('%s + %i ngày làm việc = %s, tạm tính %s', (from, days, date, provisional) => {
    expect(addWorkingDays(calendar, isoDate(from), days)).toEqual({ date, provisional });
    expect(workingDaysBetween(calendar, isoDate(from), isoDate(date))).toEqual({ days, provisional });
  });

  it('dời đúng một ngày nếu hoán đổi tháng 11/2026 được quyết định', () => {
    const days = new Map(calendar.days);
    const event = { vi: 'thử', en: 'trial' };
    days.set(isoDate('2026-11-23'), { date: isoDate('2026-11-23'), kind: 'swapped-off', event, document: null });
    expect(addWorkingDays({ ...calendar, days }, isoDate('2026-11-20'), 3).date).toBe('2026-11-27');
  });

  it.each([0, -1, 1.5, Number.NaN, 4000])('từ chối thời hạn %d ngày', (days) => {
    expect(() => addWorkingDays(calendar, isoDate('2025-01-01'), days)).toThrow(RangeError);
    expect(() => addCalendarDays(calendar, isoDate('2025-01-01'), days)).toThrow(RangeError);
  });
});

describe('thời hạn theo ngày (Đ.148 k.5: ngày cuối là ngày nghỉ thì dời đến ngày làm việc tiếp theo)', () => {
  it.each([
    ['2025-04-02', 30, '2025-05-05', false],
    ['2026-01-15', 30, '2026-02-23', false],
    ['2026-08-01', 30, '2026-09-03', false],
    ['2025-03-03', 30, '2025-04-02', false],
    ['2024-04-24', 10, '2024-05-04', false],
    ['2026-12-10', 30, '2027-01-11', true],
  ])('%s + %i ngày = %s, tạm tính %s', (from, days, date, provisional) => {
    expect(addCalendarDays(calendar, isoDate(from), days)).toEqual({ date, provisional });
  });
});

describe('năm chưa có thông báo', () => {
  it('chỉ nghỉ những ngày luật định, đúng như bảng ghi cho 2027', () => {
    const listed = [...calendar.days.values()].filter(({ date }) => date.startsWith('2027'));
    const short = ({ date, kind, event }: { date: IsoDate; kind: string; event: unknown }) => ({ date, kind, event });
    expect(lawDays(2027).map(short)).toEqual(listed.map(short));
  });

  it('nghỉ bù hai ngày liền khi 30/4 và 1/5 rơi vào thứ Bảy, Chủ nhật', () => {
    expect(
      lawDays(2033)
        .filter(({ kind }) => kind === 'in-lieu')
        .map(({ date }) => date),
    ).toEqual(expect.arrayContaining(['2033-05-02', '2033-05-03']));
  });

  it('không nghỉ bù ngày 24/11 và mùng 1 Tết, không có 24/11 trước 2026', () => {
    expect(lawDays(2029).map(({ date }) => date)).not.toContain('2029-11-26');
    expect(lawDays(2025).map(({ date }) => date)).not.toContain('2025-11-24');
    expect(lawDays(2020)).toEqual([]);
  });
});

describe('bảng ngày đặc biệt', () => {
  type Table = typeof data;
  const spoiled: [string, (table: Table) => void][] = [
    ['ngày không có thật', (table) => (table.days[0]!.date = '2024-02-30')],
    ['ghi một ngày hai lần', (table) => table.days.push(table.days[0]!)],
    ['văn bản không có', (table) => (table.days[0]!.document = 'none')],
    ['năm không có trong bảng', (table) => (table.days[0]!.date = '2020-01-01')],
    ['làm bù vào ngày trong tuần', (table) => (table.days[0]!.kind = 'worked')],
    ['nghỉ bù vào Chủ nhật', (table) => Object.assign(table.days[0]!, { kind: 'in-lieu', date: '2024-01-07' })],
    ['loại ngày lạ', (table) => (table.days[0]!.kind = 'half-day')],
  ];
  it.each(spoiled)('từ chối: %s', (_, spoil) => {
    const table = structuredClone(data);
    spoil(table);
    expect(() => readSpecialDays(table)).toThrow();
  });

  it('mỗi ngày có văn bản làm căn cứ', () => {
    expect([...calendar.days.values()].every(({ document }) => document !== null && document.number !== '')).toBe(true);
  });
});
