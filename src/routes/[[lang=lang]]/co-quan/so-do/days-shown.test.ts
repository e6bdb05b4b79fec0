import { describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { daysShown, withEnds } from './days-shown.ts';

const days = [
  { day: isoDate('2020-01-01'), count: 150 },
  { day: isoDate('2025-03-01'), count: 90 },
  { day: isoDate('2025-07-01'), count: 110 },
];

describe('ngày kế thừa trên trang', () => {
  it('những ngày gần nhất mà vừa trang, theo thứ tự', () => {
    expect(daysShown(days, null)).toEqual(['2025-03-01', '2025-07-01']);
  });

  it('một ngày dài quá trang vẫn hiện', () => {
    expect(daysShown([{ day: isoDate('2025-07-01'), count: 900 }], null)).toEqual(['2025-07-01']);
  });

  it('ngày được chọn; ngày lạ như không chọn', () => {
    expect(daysShown(days, '2020-01-01')).toEqual(['2020-01-01']);
    expect(daysShown(days, 'hôm qua')).toEqual(daysShown(days, null));
    expect(daysShown(days, '2021-01-01')).toEqual(daysShown(days, null));
    expect(daysShown([], null)).toEqual([]);
  });

  it('ngày chỉ có cơ quan kết thúc cũng là một ngày', () => {
    const ends = [{ day: isoDate('2025-07-01') }, { day: isoDate('2024-01-01') }, { day: isoDate('2024-01-01') }];
    expect(withEnds(days, ends).map(({ day, count }) => [day, count])).toEqual([
      ['2020-01-01', 150],
      ['2024-01-01', 2],
      ['2025-03-01', 90],
      ['2025-07-01', 111],
    ]);
  });
});
