import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '#kernel/calendar/dates.ts';
import { byUrgency, dueInWords, type WorkItem } from './work-list.ts';

const TODAY = isoDate('2025-12-30');
const item = (key: string, days: number | null): WorkItem => ({
  key,
  title: key,
  href: `#${key}`,
  why: 'chủ trì',
  due: days === null ? null : addDays(TODAY, days),
});

describe('việc cần làm', () => {
  it('xếp theo độ gấp, gấp trước; nhóm trống không hiện; không có hạn đứng cuối', () => {
    const items = [item('không hạn', null), ...[31, 8, 1, 0, -1, 7, 30, -40].map((days) => item(String(days), days))];
    expect(byUrgency(items, TODAY).map(({ urgency, items }) => [urgency, items.map(({ key }) => key)])).toEqual([
      ['late', ['-40', '-1']],
      ['today', ['0']],
      ['week', ['1', '7']],
      ['month', ['8', '30']],
      ['later', ['31']],
      ['none', ['không hạn']],
    ]);
    expect(byUrgency([item('a', 2)], TODAY).map(({ urgency }) => urgency)).toEqual(['week']);
    expect(byUrgency([], TODAY)).toEqual([]);
  });

  it('cùng hạn thì giữ thứ tự được đưa vào', () => {
    expect(byUrgency([item('b', 3), item('a', 3)], TODAY)[0]!.items.map(({ key }) => key)).toEqual(['b', 'a']);
  });

  it.each([
    [-3, 'quá hạn 3 ngày', '3 days overdue'],
    [-1, 'quá hạn 1 ngày', '1 day overdue'],
    [0, 'hạn hôm nay', 'due today'],
    [1, 'hạn ngày mai', 'due tomorrow'],
    [2, 'còn 2 ngày', '2 days left'],
    [30, 'còn 30 ngày', '30 days left'],
    [31, 'hạn 30/01/2026', 'due 30 January 2026'],
  ])('%i ngày: %s', (days, vi, en) => {
    const due = addDays(TODAY, days);
    expect([dueInWords(due, TODAY, 'vi'), dueInWords(due, TODAY, 'en')]).toEqual([vi, en]);
  });
});
