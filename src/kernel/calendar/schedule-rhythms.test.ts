import { describe, expect, it } from 'vitest';
import type { DayRule } from './schedule-model.ts';
import { before, by, type Case, continuous, each, periodically, saidBy, waits } from './schedule-cases.ts';

const day = (
  number: number,
  month: 'each' | 'first-of-period' | 'last-of-period' | 'next',
  bound: 'by' | 'before',
) => ({
  dayRule: { on: 'day', day: number, month, bound } satisfies DayRule,
});
const last = (on: 'last-day' | 'last-working-day', bound: 'by' | 'before' = 'by') => ({
  dayRule: { on, bound } satisfies DayRule,
});
const onWeekday = (weekday: number, bound: 'by' | 'before' = 'by') => ({
  dayRule: { on: 'weekday', weekday, bound } satisfies DayRule,
});

const plain: Case[] = [
  ['Hằng ngày', each('day')],
  ['Hàng tuần', each('week')],
  ['Hằng tháng', each('month')],
  ['HÀNG QUÝ', each('quarter')],
  ['Hàng năm', each('year')],
  ['Mỗi quý', each('quarter')],
  ['Theo quý', each('quarter')],
  ['Theo từng quý', each('quarter')],
  ['Báo cáo theo tháng', each('month')],
  ['Định kỳ hằng quý', each('quarter')],
  ['Định kì hàng tháng', each('month')],
  ['Theo định kỳ hằng năm', each('year')],
  ['Định kỳ 6 tháng', each('half-year')],
  ['6 tháng một lần', each('half-year', { times: 1 })],
  ['6 tháng/lần', each('half-year')],
  ['3 tháng/lần', each('quarter')],
  ['Định kỳ', periodically],
  ['15 ngày một lần', periodically],
  ['02 lần/năm', each('year', { times: 2 })],
  ['ít nhất 02 (hai) lần/năm', each('year', { times: 2 })],
  ['mỗi năm 01 lần', each('year', { times: 1 })],
  ['Một lần mỗi quý', each('quarter', { times: 1 })],
  ['2 tháng/lần', each('year', { times: 6 })],
  ['Quý I, II, III, IV', each('quarter')],
  ['Các quý trong năm', each('quarter')],
];

const lists: Case[] = [
  ['6 tháng, năm', each('half-year'), each('year')],
  ['Định kỳ 6 tháng, năm', each('half-year'), each('year')],
  ['Hằng quý, 6 tháng, năm', each('quarter'), each('half-year'), each('year')],
  ['Tuần/tháng/quý', each('week'), each('month'), each('quarter')],
  [
    'Báo cáo quý, 6 tháng, 9 tháng và năm',
    each('quarter'),
    each('half-year'),
    each('year', { months: [9] }),
    each('year'),
  ],
];

const named: Case[] = [
  ['Tháng 6, tháng 12', each('year', { months: [6, 12] })],
  ['Tháng 6 và tháng 12 hằng năm', each('year', { months: [6, 12] })],
  ['Tháng 3, 6, 9, 12', each('year', { months: [3, 6, 9, 12] })],
  ['Tháng 12 hàng năm', each('year', { months: [12] })],
  ['Quý IV hằng năm', each('year', { months: [12] })],
  ['Hằng năm (quý I)', each('year', { months: [3] })],
  ['Trước tháng 3 hằng năm', each('year', { months: [3], ...day(1, 'each', 'before') })],
  ['Trước 31/12 hằng năm', each('year', { months: [12], ...day(31, 'each', 'before') })],
  ['Hằng năm, trước ngày 15/12', each('year', { months: [12], ...day(15, 'each', 'before') })],
  ['Trước ngày 15/6 và 15/12 hằng năm', each('year', { months: [6, 12], ...day(15, 'each', 'before') })],
  ['ngày 15 các tháng 3, 6, 9, 12', each('year', { months: [3, 6, 9, 12], ...day(15, 'each', 'by') })],
  ['Cuối tháng 6 hằng năm', each('year', { months: [6], ...last('last-day') })],
  [
    'Trước ngày 15/6 và 20/12 hằng năm',
    each('year', { months: [6], ...day(15, 'each', 'before') }),
    each('year', { months: [12], ...day(20, 'each', 'before') }),
  ],
];

const dayRules: Case[] = [
  ['Trước ngày 20 của tháng cuối quý', each('quarter', day(20, 'last-of-period', 'before'))],
  ['Hằng quý, trước ngày 20 của tháng cuối quý', each('quarter', day(20, 'last-of-period', 'before'))],
  ['ngày 15 tháng cuối quý', each('quarter', day(15, 'last-of-period', 'by'))],
  ['Ngày 15 và ngày 30 hằng tháng', each('month', day(15, 'each', 'by')), each('month', day(30, 'each', 'by'))],
  ['Định kỳ báo cáo trước ngày 25 hàng tháng', each('month', day(25, 'each', 'before'))],
  ['Hàng tháng vào ngày 15', each('month', day(15, 'each', 'by'))],
  ['ngày 10 của tháng đầu quý', each('quarter', day(10, 'first-of-period', 'by'))],
  ['trước ngày 15 của tháng đầu quý sau', each('quarter', day(15, 'next', 'before'))],
  ['Trước ngày 25 hằng tháng', each('month', day(25, 'each', 'before'))],
  ['Chậm nhất ngày 25 hàng tháng', each('month', day(25, 'each', 'by'))],
  ['Hằng tháng (trước ngày 25)', each('month', day(25, 'each', 'before'))],
  ['ngày 05 của tháng tiếp theo', each('month', day(5, 'next', 'by'))],
  ['trước ngày 05 tháng sau', each('month', day(5, 'next', 'before'))],
  ['ngày làm việc cuối cùng của tháng', each('month', last('last-working-day'))],
  ['Ngày làm việc cuối cùng của quý', each('quarter', last('last-working-day'))],
  ['ngày cuối cùng của tháng', each('month', last('last-day'))],
  ['Cuối mỗi quý', each('quarter', last('last-day'))],
  ['cuối tháng', each('month', last('last-day'))],
  ['Giữa tháng', each('month', day(15, 'each', 'by'))],
  ['thứ Sáu hằng tuần', each('week', onWeekday(5))],
  ['Thứ 6 hàng tuần', each('week', onWeekday(5))],
  ['Trước thứ Năm hằng tuần', each('week', onWeekday(4, 'before'))],
  [
    'Ngày 25 hằng tháng, ngày 20 tháng cuối quý',
    each('month', day(25, 'each', 'by')),
    each('quarter', day(20, 'last-of-period', 'by')),
  ],
];

const mixed: Case[] = [
  ['Thường xuyên', continuous],
  ['Thường xuyên, liên tục', continuous],
  ['Liên tục', continuous],
  ['Thực hiện liên tục, chủ động ban hành', continuous],
  ['24/7', continuous],
  ['Từ Quý II/2025', continuous],
  ['Kể từ ngày 01/7/2025', continuous],
  ['Từ năm 2025 trở đi', continuous],
  ['Thường xuyên trong năm 2025', continuous, by('2025-12-31', 'year')],
  ['Thường xuyên, báo cáo trước ngày 15/12/2025', continuous, before('2025-12-15')],
  ['Thường xuyên, định kỳ hằng quý', continuous, each('quarter')],
  ['Trong quý I năm 2025 và thường xuyên', by('2025-03-31', 'quarter'), continuous],
  ['Quý I và hằng quý', by('2025-03-31', 'quarter'), each('quarter')],
  ['Quý IV/2025, báo cáo hằng tháng', by('2025-12-31', 'quarter'), each('month')],
  ['Năm 2025 và các năm tiếp theo', by('2025-12-31', 'year'), each('year')],
  ['Định kỳ, đột xuất', periodically, waits('đột xuất')],
  [
    'Định kỳ hàng tháng (trước ngày 20) và đột xuất theo yêu cầu',
    each('month', day(20, 'each', 'before')),
    waits('đột xuất theo yêu cầu'),
  ],
];

describe('định kỳ, thường xuyên', () => {
  for (const [name, cases] of Object.entries({ plain, lists, named, dayRules, mixed })) {
    it.each(cases)(`${name}: %s`, (text, ...said) => expect(saidBy(text)).toEqual(said));
  }
});
