import { describe, expect, it } from 'vitest';
import { weekday, type IsoDate } from '#kernel/calendar/dates.ts';
import { parseSchedule } from '#kernel/calendar/schedule.ts';
import { doersOf, slotsOf, type Answerable } from './unfold.ts';

const working = (day: IsoDate) => weekday(day) <= 5;
const slots = (text: string) => slotsOf(parseSchedule(text, { year: 2025 }), 2025, working).map(({ label, lastDay, trigger }) => [label, lastDay, trigger]); // prettier-ignore

describe('một tiến độ thành những lần phải làm', () => {
  it.each<[string, (string | null)[][]]>([
    ['Quý I/2025', [[null, '2025-03-31', null]]],
    ['Trước ngày 15/12/2025', [[null, '2025-12-14', null]]],
    ['Thường xuyên', [[null, null, null]]],
    ['Hằng quý', [['Quý I/2025', '2025-03-31', null], ['Quý II/2025', '2025-06-30', null], ['Quý III/2025', '2025-09-30', null], ['Quý IV/2025', '2025-12-31', null]]], // prettier-ignore
    ['Trước ngày 20 của tháng cuối quý', [['Quý I/2025', '2025-03-19', null], ['Quý II/2025', '2025-06-19', null], ['Quý III/2025', '2025-09-19', null], ['Quý IV/2025', '2025-12-19', null]]], // prettier-ignore
    [
      'Tháng 6, tháng 12',
      [
        ['Tháng 6/2025', '2025-06-30', null],
        ['Tháng 12/2025', '2025-12-31', null],
      ],
    ],
    [
      '6 tháng, năm',
      [
        ['6 tháng đầu năm 2025', '2025-06-30', null],
        ['6 tháng cuối năm 2025', '2025-12-31', null],
      ],
    ],
    ['Sau khi Chính phủ ban hành Nghị định', [[null, null, 'Sau khi Chính phủ ban hành Nghị định']]],
    ['Hằng tuần', [[null, null, null]]],
  ])('%s', (text, expected) => {
    expect(slots(text)).toEqual(expected);
  });

  it('hằng tháng: mười hai lần, mỗi lần cuối tháng', () => {
    const monthly = slots('Hằng tháng');
    expect(monthly).toHaveLength(12);
    expect(monthly[1]).toEqual(['Tháng 2/2025', '2025-02-28', null]);
  });

  it('ngày 5 của tháng sau: lần của tháng 12 đến hạn vào tháng 1 năm sau, không lần nào của năm trước', () => {
    const schedule = parseSchedule('Hằng tháng', { year: 2025 });
    schedule.recurrence!.dayRule = { on: 'day', day: 5, month: 'next', bound: 'by' };
    const found = slotsOf(schedule, 2025, working);
    expect(found).toHaveLength(12);
    expect(found[0]).toMatchObject({ label: 'Tháng 1/2025', lastDay: '2025-02-05' });
    expect(found[11]).toMatchObject({ label: 'Tháng 12/2025', lastDay: '2026-01-05' });
  });
});

describe('ai phải làm', () => {
  const who = (organisationKey: string, role: Answerable['role'], via: string | null = null, ordinal = 0): Answerable => ({ organisationKey, role, viaCollectiveKey: via, ordinal }); // prettier-ignore

  it('mỗi cơ quan một lần, chủ trì trước, đích danh trước khi thuộc nhóm; phối hợp không tính', () => {
    const doers = doersOf([
      who('so-noi-vu', 'carrying-out', 'cac-so'),
      who('so-noi-vu', 'lead', null, 1),
      who('so-tu-phap', 'carrying-out', 'cac-so'),
      who('so-tai-chinh', 'coordinating'),
    ]);
    expect(doers.map(({ organisationKey, role }) => [organisationKey, role])).toEqual([
      ['so-noi-vu', 'lead'],
      ['so-tu-phap', 'carrying-out'],
    ]);
  });

  it('không ai chủ trì hay thực hiện: người tham mưu, tổng hợp; cũng không có thì chưa ai', () => {
    expect(doersOf([who('a', 'compiling'), who('b', 'guiding')]).map(({ organisationKey }) => organisationKey)).toEqual(['a']); // prettier-ignore
    expect(doersOf([who('b', 'coordinating')])).toEqual([]);
  });
});
