import { expect, it } from 'vitest';
import { readAsOf } from './as-of.ts';
import { documentName, planLabel, planTitle, targetText } from './plan-words.ts';

const plan = { slug: 's', year: 2025, number: '3487/QĐ-UBND', subject: null };

it.each([
  [
    'Ban hành Kế hoạch cải cách hành chính tỉnh Khánh Hòa năm 2025',
    'Kế hoạch cải cách hành chính tỉnh Khánh Hòa năm 2025',
  ],
  ['Về việc ban hành kế hoạch X', 'Kế hoạch X'],
  ['Kế hoạch X', 'Kế hoạch X'],
  [null, 'Kế hoạch 3487/QĐ-UBND'],
])('tên kế hoạch từ trích yếu “%s”', (subject, title) => expect(planTitle({ ...plan, subject })).toBe(title));

it('nhãn ngắn theo năm, không có năm thì theo số', () => {
  expect(planLabel(plan, 'en')).toBe('Plan of 2025');
  expect(planLabel({ ...plan, year: null }, 'vi')).toBe('3487/QĐ-UBND');
});

it.each([
  ['>=', 20, '%', 'ít nhất 20 %', 'at least 20%'],
  ['=', 100, '%', 'đạt 100 %', 'reach 100%'],
  ['<', 1.5, 'ngày', 'dưới 1,5 ngày', 'less than 1.5 ngày'],
] as const)('chỉ tiêu %s %d %s', (operator, value, unit, vi, en) => {
  expect([targetText({ operator, value, unit }, 'vi'), targetText({ operator, value, unit }, 'en')]).toEqual([vi, en]);
});

it.each([
  ['76/NQ-CP', '2021-07-15', '76/NQ-CP ngày 15/07/2021'],
  [null, '2015-06-19', 'ngày 19/06/2015'],
  ['76/NQ-CP', null, '76/NQ-CP'],
])('văn bản %s %s', (number, on, text) => expect(documentName(number, on, 'vi')).toBe(text));

it.each([
  ['as_of=2025-02-28', '2025-02-28', false],
  ['as_of=2025-02-30', '2025-03-16', true],
  ['as_of=', '2025-03-16', false],
  ['', '2025-03-16', false],
])('tính đến ngày: “%s”', (address, day, wrong) => {
  // 18:00 UTC is already the next day in Việt Nam.
  expect(readAsOf(new URLSearchParams(address), new Date('2025-03-15T18:00:00Z'))).toMatchObject({ day, wrong });
});
