import { describe, expect, it } from 'vitest';
import { isoDate } from './dates.ts';
import { describeSchedule } from './describe-schedule.ts';
import { isLate, lastDayInTime, parseSchedule } from './schedule.ts';

describe('câu "được hiểu là"', () => {
  it.each([
    ['Quý I/2025', 'Hạn: hết quý I/2025 (31/03/2025)', 'Due by the end of quarter I/2025 (31 March 2025)'],
    ['Tháng 01/2025', 'Hạn: hết tháng 01/2025 (31/01/2025)', 'Due by the end of January 2025 (31 January 2025)'],
    ['Năm 2025', 'Hạn: hết năm 2025 (31/12/2025)', 'Due by the end of 2025 (31 December 2025)'],
    [
      '6 tháng đầu năm 2025',
      'Hạn: hết 6 tháng đầu năm 2025 (30/06/2025)',
      'Due by the end of the first half of 2025 (30 June 2025)',
    ],
    ['Ngày 15/12/2025', 'Hạn: ngày 15/12/2025', 'Due by 15 December 2025'],
    ['Trước 15/12/2025', 'Hạn: trước ngày 15/12/2025', 'Due before 15 December 2025'],
    ['Trước tháng 6/2025', 'Hạn: trước tháng 6/2025 (chậm nhất 31/05/2025)', 'Due before June 2025 (by 31 May 2025)'],
    [
      'Trước quý IV',
      'Hạn: trước quý IV/2025 (chậm nhất 30/09/2025)',
      'Due before quarter IV/2025 (by 30 September 2025)',
    ],
    [
      'Trước ngày 20 của tháng cuối quý',
      'Hằng quý, trước ngày 20 của tháng cuối quý',
      "Every quarter, before day 20 of the quarter's last month",
    ],
    ['Tháng 6, tháng 12', 'Tháng 6 và tháng 12 hằng năm', 'Every June and December'],
    ['Hằng quý, 6 tháng', 'Hằng quý; 6 tháng một lần', 'Every quarter; Every half-year'],
    ['02 lần/năm', 'Hằng năm, 2 lần mỗi năm', 'Every year, 2 × per year'],
    ['thứ Sáu hằng tuần', 'Hằng tuần, chậm nhất thứ Sáu', 'Every week, by Friday'],
    [
      'ngày làm việc cuối cùng của tháng',
      'Hằng tháng, chậm nhất ngày làm việc cuối cùng của tháng',
      'Every month, by the last working day of the month',
    ],
    ['ngày 05 tháng sau', 'Hằng tháng, chậm nhất ngày 5 của tháng sau', 'Every month, by day 5 of the next month'],
    ['Thường xuyên', 'Thường xuyên', 'Continuously'],
    ['Định kỳ', 'Định kỳ', 'Periodically'],
    ['Sau khi Đề án được phê duyệt', 'Sau sự kiện: Đề án được phê duyệt', 'After the event: “Đề án được phê duyệt”'],
    ['theo quy định', 'Theo quy định', 'Depends on: “Theo quy định”'],
    ['Tháng 13/2025', 'Chưa hiểu được thời hạn: “Tháng 13/2025”', 'Schedule not understood: “Tháng 13/2025”'],
    ['', 'Không ghi thời hạn', 'No schedule given'],
  ])('%s', (text, vi, en) => {
    const schedule = parseSchedule(text, { year: 2025 });
    expect([describeSchedule(schedule, 'vi'), describeSchedule(schedule, 'en')]).toEqual([vi, en]);
  });

  it('nói rõ khi chưa biết năm', () => {
    expect(describeSchedule(parseSchedule('Quý III', { year: null }), 'vi')).toBe('Hạn: “Quý III” (chưa rõ năm)');
  });
});

describe('ngày cuối còn trong hạn', () => {
  it.each([
    ['Quý I/2025', '2025-03-31'],
    ['Trước ngày 15/12/2025', '2025-12-14'],
    ['Trước tháng 6/2025', '2025-05-31'],
    ['Trước 17h00 ngày 15/12/2025', '2025-12-15'],
    ['Thường xuyên', null],
  ])('%s: %s', (text, last) => {
    const schedule = parseSchedule(text, { year: 2025 });
    expect(lastDayInTime(schedule)).toBe(last);
    expect(isLate(schedule, isoDate('2027-01-01'))).toBe(last !== null);
    if (last !== null) expect(isLate(schedule, isoDate(last))).toBe(false);
  });

  it('trễ từ hôm sau', () => {
    const schedule = parseSchedule('Trước ngày 15/12/2025', { year: null });
    expect(isLate(schedule, isoDate('2025-12-15'))).toBe(true);
  });
});
