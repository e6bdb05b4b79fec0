import { describe, expect, it } from 'vitest';
import { before, by, type Case, saidBy } from './schedule-cases.ts';
import { parseSchedule } from './schedule.ts';

const months: Case[] = [
  ['Tháng 01/2025', by('2025-01-31', 'month')],
  ['Tháng 12/2024', by('2024-12-31', 'month')],
  ['tháng 6 năm 2025', by('2025-06-30', 'month')],
  ['Tháng 2, năm 2024', by('2024-02-29', 'month')],
  ['tháng 6-2025', by('2025-06-30', 'month')],
  ['Tháng 12/25', by('2025-12-31', 'month')],
  ['T6/2025', by('2025-06-30', 'month')],
  ['T.10/2025', by('2025-10-31', 'month')],
  ['06/2025', by('2025-06-30', 'month')],
  ['12/2024', by('2024-12-31', 'month')],
  ['Trong tháng 3', by('2025-03-31', 'month')],
  ['Tháng sáu năm 2025', by('2025-06-30', 'month')],
  ['tháng mười hai/2025', by('2025-12-31', 'month')],
  ['tháng Năm năm 2025', by('2025-05-31', 'month')],
  ['Dự kiến tháng 6/2025', by('2025-06-30', 'month')],
  ['Tháng 6/2025 (dự kiến)', by('2025-06-30', 'month')],
  ['đến hết tháng 11 năm 2025', by('2025-11-30', 'month')],
  ['Chậm nhất trong tháng 6/2025', by('2025-06-30', 'month')],
  ['Xong trong tháng 9/2025', by('2025-09-30', 'month')],
  ['Trước tháng 6/2025', before('2025-06-01', 'month')],
  ['Xong trước tháng 9', before('2025-09-01', 'month')],
  ['tháng cuối năm 2025', by('2025-12-31', 'month')],
  ['tuần cuối tháng 3/2025', by('2025-03-31', 'month')],
  ['Tháng 01 năm sau', by('2026-01-31', 'month')],
  ['ngày cuối cùng của tháng 6/2025', by('2025-06-30', 'month')],
];

const quarters: Case[] = [
  ['Quý I/2025', by('2025-03-31', 'quarter')],
  ['Quý 1 năm 2025', by('2025-03-31', 'quarter')],
  ['Q.II/2025', by('2025-06-30', 'quarter')],
  ['Q2/2025', by('2025-06-30', 'quarter')],
  ['QIII/2025', by('2025-09-30', 'quarter')],
  ['Quý III', by('2025-09-30', 'quarter')],
  ['quý IV  năm   2025', by('2025-12-31', 'quarter')],
  ['QUÝ II - 2025', by('2025-06-30', 'quarter')],
  ['Quí I/2025.', by('2025-03-31', 'quarter')],
  ['Qúy III năm 2025;', by('2025-09-30', 'quarter')],
  ['Quý Ⅱ/2025', by('2025-06-30', 'quarter')],
  ['Quý hai năm 2025', by('2025-06-30', 'quarter')],
  ['Trong Quý I/2025', by('2025-03-31', 'quarter')],
  ['Ngay trong quý I/2025', by('2025-03-31', 'quarter')],
  ['đến hết quý II', by('2025-06-30', 'quarter')],
  ['hết quý I', by('2025-03-31', 'quarter')],
  ['cuối quý II/2025', by('2025-06-30', 'quarter')],
  ['trước quý IV', before('2025-10-01', 'quarter')],
  ['Hoàn thành 100% trong quý II/2025', by('2025-06-30', 'quarter')],
  ['Quý I năm sau', by('2026-03-31', 'quarter')],
  ['quý cuối năm 2025', by('2025-12-31', 'quarter')],
  ['hoàn thành 2/3 số đơn vị trong quý II/2025', by('2025-06-30', 'quarter')],
];

const halvesAndYears: Case[] = [
  ['6 tháng đầu năm 2025', by('2025-06-30', 'half-year')],
  ['06 tháng đầu năm', by('2025-06-30', 'half-year')],
  ['Sáu tháng đầu năm 2025', by('2025-06-30', 'half-year')],
  ['6 tháng cuối năm', by('2025-12-31', 'half-year')],
  ['nửa đầu năm', by('2025-06-30', 'half-year')],
  ['nửa cuối năm 2025', by('2025-12-31', 'half-year')],
  ['9 tháng đầu năm 2025', by('2025-09-30', 'quarter')],
  ['3 tháng cuối năm 2025', by('2025-12-31', 'quarter')],
  ['Năm 2025', by('2025-12-31', 'year')],
  ['Trong năm 2025', by('2025-12-31', 'year')],
  ['trong năm', by('2025-12-31', 'year')],
  ['Cả năm', by('2025-12-31', 'year')],
  ['cả năm 2025', by('2025-12-31', 'year')],
  ['2025', by('2025-12-31', 'year')],
  ['Đến năm 2030', by('2030-12-31', 'year')],
  ['Trong năm nay', by('2025-12-31', 'year')],
  ['trước năm 2026', before('2026-01-01', 'year')],
  ['giai đoạn 2025-2030', by('2030-12-31', 'year')],
  ['Giai đoạn 2025 – 2030', by('2030-12-31', 'year')],
  ['2025-2026', by('2026-12-31', 'year')],
  ['Từ năm 2025 đến năm 2030', by('2030-12-31', 'year')],
  ['Năm 2025, 2026', by('2026-12-31', 'year')],
  ['Từ nay đến hết năm 2025', by('2025-12-31', 'year')],
  ['Trước khi kết thúc năm 2025', by('2025-12-31', 'year')],
];

// BLDS 2015 Đ.146 k.3: beginning, middle and end of a month or a year are days.
const points: Case[] = [
  ['đầu năm', by('2025-01-01')],
  ['giữa năm 2025', by('2025-06-30')],
  ['Cuối năm', by('2025-12-31')],
  ['Đến cuối năm 2025', by('2025-12-31')],
  ['đầu tháng 12 năm 2025', by('2025-12-01')],
  ['giữa tháng 3', by('2025-03-15')],
  ['cuối tháng 2/2024', by('2024-02-29')],
  ['Trước cuối tháng 6/2025', before('2025-06-30')],
  ['10 ngày đầu tháng 6/2025', by('2025-06-10')],
  ['nửa đầu tháng 6/2025', by('2025-06-15')],
];

const days: Case[] = [
  ['15/12/2025', by('2025-12-15')],
  ['15-12-2025', by('2025-12-15')],
  ['15.12.2025', by('2025-12-15')],
  ['2025-12-15', by('2025-12-15')],
  ['15/12/25', by('2025-12-15')],
  ['ngày 5/1/2025', by('2025-01-05')],
  ['ngày 15/12', by('2025-12-15')],
  ['ngày 15 tháng 12', by('2025-12-15')],
  ['5/1', by('2025-01-05')],
  ['29/02/2024', by('2024-02-29')],
  ['Thứ Sáu, ngày 15/8/2025', by('2025-08-15')],
  ['Trước 15/12/2025', before('2025-12-15')],
  ['Trước ngày 15 tháng 12 năm 2025', before('2025-12-15')],
  ['Trước 30 tháng 11', before('2025-11-30')],
  ['Hoàn thành trước 30/6', before('2025-06-30')],
  ['Chậm nhất trước ngày 20/11/2025', before('2025-11-20')],
  ['chậm nhất ngày 20/11/2025', by('2025-11-20')],
  ['Chậm nhất là ngày 15 tháng 11 năm 2025', by('2025-11-15')],
  ['Không muộn hơn 20/12/2025', by('2025-12-20')],
  ['đến hết ngày 31/12/2025', by('2025-12-31')],
  ['Trước 17h00 ngày 15/12/2025', by('2025-12-15')],
  ['trước 16 giờ 30 phút ngày 05/6/2025', by('2025-06-05')],
  ['Trước ngày 15/01 năm sau', before('2026-01-15')],
  ['trước ngày 24/7', before('2025-07-24')],
  ['01/3 - 30/6/2025', by('2025-06-30')],
  ['01/01-31/12/2025', by('2025-12-31')],
  ['25/12 - 31/12', by('2025-12-31')],
  ['15/6/25 - 20/6/25', by('2025-06-20')],
];

const ranges: Case[] = [
  ['Quý I - Quý III/2025', by('2025-09-30', 'quarter')],
  ['Quý I-III/2025', by('2025-09-30', 'quarter')],
  ['Quý I đến hết quý III năm 2025', by('2025-09-30', 'quarter')],
  ['Quý IV/2024 - Quý I/2025', by('2025-03-31', 'quarter')],
  ['quý I, II/2025', by('2025-06-30', 'quarter')],
  ['Quý I và II/2025', by('2025-06-30', 'quarter')],
  ['Tháng 6, 7/2025', by('2025-07-31', 'month')],
  ['Tháng 3-5/2025', by('2025-05-31', 'month')],
  ['Từ tháng 3 đến tháng 9/2025', by('2025-09-30', 'month')],
  ['Từ tháng 10/2025 đến tháng 3/2026', by('2026-03-31', 'month')],
  ['Từ tháng 10 đến tháng 3 năm sau', by('2026-03-31', 'month')],
  ['Từ 01/01/2025 đến 31/12/2025', by('2025-12-31')],
  ['01/3/2025 - 30/9/2025', by('2025-09-30')],
  ['từ ngày 01 đến ngày 15/3/2025', by('2025-03-15')],
  ['10-15/3/2025', by('2025-03-15')],
];

const several: Case[] = [
  ['Quý I, quý III/2025', by('2025-03-31', 'quarter'), by('2025-09-30', 'quarter')],
  ['Quý I, III/2025', by('2025-03-31', 'quarter'), by('2025-09-30', 'quarter')],
  ['Quý IV/2024 và quý I/2025', by('2024-12-31', 'quarter'), by('2025-03-31', 'quarter')],
  ['Tháng 6, 12/2025', by('2025-06-30', 'month'), by('2025-12-31', 'month')],
  ['Tháng 01/2025 và tháng 7/2025', by('2025-01-31', 'month'), by('2025-07-31', 'month')],
  ['Trước ngày 15/6 và 15/12/2025', before('2025-06-15'), before('2025-12-15')],
  ['20/3, 20/6', by('2025-03-20'), by('2025-06-20')],
  ['Trong năm 2025 (hoàn thành trước 30/11)', by('2025-12-31', 'year'), before('2025-11-30')],
  ['Năm 2026, hoàn thành trước ngày 30/11', by('2026-12-31', 'year'), before('2026-11-30')],
  ['6 tháng đầu năm và cả năm 2024', by('2024-06-30', 'half-year'), by('2024-12-31', 'year')],
  ['Trước 30/6 đối với cấp tỉnh; trước 31/7 đối với cấp xã', before('2025-06-30'), before('2025-07-31')],
  ['Trước ngày 05/6 (báo cáo 6 tháng) và 05/12 (báo cáo năm)', before('2025-06-05'), before('2025-12-05')],
  ['Báo cáo 6 tháng trước ngày 15/6; báo cáo năm trước ngày 15/12', before('2025-06-15'), before('2025-12-15')],
  ['Trước ngày 15/3/2025 đối với Nghị định số 42/2022/NĐ-CP', before('2025-03-15')],
  ['Ban hành: Tháng 01/2025; triển khai: Trong năm 2025', by('2025-01-31', 'month'), by('2025-12-31', 'year')],
];

describe('thời hạn', () => {
  const tables = { months, quarters, halvesAndYears, points, days, ranges, several };
  for (const [name, cases] of Object.entries(tables)) {
    it.each(cases)(`${name}: %s`, (text, ...said) => {
      expect(saidBy(text)).toEqual(said);
      expect(parseSchedule(text, { year: 2025 }).understood).toBe(true);
    });
  }
});

describe('thiếu năm', () => {
  const withoutYear: Case[] = [
    ['Quý III', by(null, 'quarter')],
    ['trước ngày 15/12', before(null)],
    ['trong năm', by(null, 'year')],
    ['Quý I năm sau', by(null, 'quarter')],
    ['Trong năm 2025 (hoàn thành trước 30/11)', by('2025-12-31', 'year'), before('2025-11-30')],
  ];
  it.each(withoutYear)('không có năm kế hoạch: %s', (text, ...said) => expect(saidBy(text, null)).toEqual(said));
});

describe('ngày không có thật không bao giờ thành hạn', () => {
  it.each([
    '31/02/2025',
    '29/02/2025',
    '29/02',
    'ngày 31 tháng 11',
    '31/11',
    '31/02 năm 2025',
    'tháng 13',
    'tháng 13 năm 2025',
    'ngày 32 tháng 12 năm 2025',
    '00/2025',
    'Quý V/2025',
    'quý 5/2025',
    'Quý I I/2025',
    'Quý IV/2025 đến quý I/2025',
    'đầu quý II/2025',
    'tuần đầu tháng 3/2025',
    '10/3 âm lịch',
    'Năm học 2025-2026',
    'Đầu năm học',
    'đạt 31/75 nhiệm vụ',
    'Thực hiện Kế hoạch số 141/KH-UBND ngày 15/3/2025',
    'Nghị định số 61/2018/NĐ-CP',
    'Không có thời hạn',
    '-',
  ])('%s', (text) => {
    const schedule = parseSchedule(text, { year: 2025 });
    expect(schedule).toMatchObject({ text, kind: 'conditional', due: null, understood: false, event: text });
  });
});
