import { describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { periodsUntil, readPeriod } from './period.ts';

describe('kỳ hỏi ai đã báo cáo', () => {
  it.each([
    ['2025-Q1', 'Quý I/2025', '2025-01-01', '2025-03-31'],
    ['2025-Q4', 'Quý IV/2025', '2025-10-01', '2025-12-31'],
    ['2024-02', 'Tháng 2/2024', '2024-02-01', '2024-02-29'],
    ['2025-12', 'Tháng 12/2025', '2025-12-01', '2025-12-31'],
  ])('%s', (key, name, from, to) => expect(readPeriod(key)).toEqual({ key, name, from, to }));

  it.each([
    null,
    '',
    '2025',
    '2025-13',
    '2025-0',
    '2025-Q5',
    '2025-Q0',
    'xxxx-Q1',
    '0000-01',
    '0001-01',
    '9999-Q4',
    '2025-01-01',
  ])('%s không phải kỳ nào', (text) => expect(readPeriod(text)).toBeNull());

  it('kỳ đang diễn ra đứng đầu, qua đầu năm thì lùi sang năm trước', () => {
    const periods = periodsUntil(isoDate('2025-01-15')).map(({ key }) => key);
    expect(periods).toEqual(['2025-Q1', '2024-Q4', '2024-Q3', '2024-Q2', '2025-01', '2024-12', '2024-11', '2024-10', '2024-09', '2024-08']); // prettier-ignore
  });

  it('mỗi kỳ được gợi ý đọc lại được từ địa chỉ', () => {
    for (const day of ['2025-03-31', '2025-04-01', '2025-12-31'].map(isoDate)) {
      for (const period of periodsUntil(day)) expect(readPeriod(period.key)).toEqual(period);
      expect(periodsUntil(day)[0]!.to >= day).toBe(true);
    }
  });
});
