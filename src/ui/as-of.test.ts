import { describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { quickDays } from './as-of.ts';

describe('những ngày hay xem lại', () => {
  it.each([
    ['2025-05-20', ['2025-04-30', '2025-03-31', '2024-12-31']],
    ['2025-06-30', ['2025-05-31', '2025-03-31', '2024-12-31']],
    ['2025-07-01', ['2025-06-30', '2024-12-31']],
    ['2025-01-10', ['2024-12-31']],
    ['2024-03-01', ['2024-02-29', '2023-12-31']],
  ])('hôm nay %s', (today, days) => {
    expect(quickDays(isoDate(today)).map(({ day }) => day)).toEqual(days);
  });

  it('một ngày vừa hết tháng vừa hết quý vừa hết năm mang tên lớn nhất', () => {
    expect(quickDays(isoDate('2025-01-10'))[0]!.name.vi).toBe('hết năm 2024');
    expect(quickDays(isoDate('2025-04-10'))[0]!.name.vi).toBe('hết quý I/2025');
  });
});
