import { describe, expect, it } from 'vitest';
import { isoDate } from './dates.ts';
import { occurrences } from './occurrences.ts';
import { parseSchedule } from './schedule.ts';
import { vietnamCalendar } from './special-days.ts';
import { isWorkingDay } from './working-days.ts';

function datesOf(text: string, from: string, to: string): string[] {
  const { recurrence } = parseSchedule(text, { year: 2025 });
  if (recurrence === null) throw new Error(`không phải định kỳ: ${text}`);
  return occurrences(recurrence, isoDate(from), isoDate(to), (date) => isWorkingDay(vietnamCalendar, date));
}

describe('các kỳ hạn của việc định kỳ', () => {
  it.each<[string, string, string, string[]]>([
    ['Hằng quý', '2025-01-01', '2025-12-31', ['2025-03-31', '2025-06-30', '2025-09-30', '2025-12-31']],
    ['Trước ngày 20 của tháng cuối quý', '2025-03-20', '2025-06-20', ['2025-03-20', '2025-06-20']],
    ['Định kỳ 6 tháng', '2025-01-01', '2025-12-31', ['2025-06-30', '2025-12-31']],
    ['Hằng năm', '2025-01-01', '2026-12-31', ['2025-12-31', '2026-12-31']],
    ['Tháng 6, tháng 12', '2025-06-30', '2026-06-30', ['2025-06-30', '2025-12-31', '2026-06-30']],
    ['Trước ngày 15/12 hằng năm', '2025-01-01', '2026-12-31', ['2025-12-15', '2026-12-15']],
    ['ngày 31 hằng tháng', '2025-01-01', '2025-04-30', ['2025-01-31', '2025-02-28', '2025-03-31', '2025-04-30']],
    ['ngày 05 tháng sau', '2025-01-01', '2025-02-28', ['2025-01-05', '2025-02-05']],
    ['ngày 10 của tháng đầu quý', '2025-01-01', '2025-04-30', ['2025-01-10', '2025-04-10']],
    ['trước ngày 15 của tháng đầu quý sau', '2025-01-01', '2025-04-30', ['2025-01-15', '2025-04-15']],
    ['thứ Sáu hằng tuần', '2025-08-01', '2025-08-15', ['2025-08-01', '2025-08-08', '2025-08-15']],
    ['Hằng tuần', '2025-08-01', '2025-08-15', ['2025-08-03', '2025-08-10']],
    ['Hằng ngày', '2025-08-01', '2025-08-03', ['2025-08-01', '2025-08-02', '2025-08-03']],
    // 31/1/2025 is in Tết, 31/8 a Sunday: the last working days are 24/1 and 29/8.
    ['ngày làm việc cuối cùng của tháng', '2025-01-01', '2025-02-28', ['2025-01-24', '2025-02-28']],
    ['ngày làm việc cuối cùng của tháng', '2025-08-01', '2025-08-31', ['2025-08-29']],
    ['ngày làm việc cuối cùng của tuần', '2025-04-21', '2025-05-04', ['2025-04-26', '2025-04-29']],
    ['Hằng quý', '2025-12-31', '2025-01-01', []],
  ])('%s, từ %s đến %s', (text, from, to, dates) => expect(datesOf(text, from, to)).toEqual(dates));
});
