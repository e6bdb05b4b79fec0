import { describe, expect, it } from 'vitest';
import { parseSchedule } from './schedule.ts';

/** The column "Tiến độ" of plan 3487/QĐ-UBND (Khánh Hòa, 2025): the first product of each of its 62 tasks. */
const column: [text: string, tasks: number, reading: string][] = [
  ['Tháng 12/2024', 1, 'month 2024-12-31'],
  ['Tháng 01/2025', 3, 'month 2025-01-31'],
  ['Tháng 6/2025', 1, 'month 2025-06-30'],
  ['Tháng 10/2025', 1, 'month 2025-10-31'],
  ['Tháng 12/2025', 1, 'month 2025-12-31'],
  ['Quý I/2025', 2, 'quarter 2025-03-31'],
  ['Quý II/2025', 3, 'quarter 2025-06-30'],
  ['Quý III/2025', 1, 'quarter 2025-09-30'],
  ['Quý IV/2025', 5, 'quarter 2025-12-31'],
  ['Năm 2025', 5, 'year 2025-12-31'],
  ['Trong năm 2025', 16, 'year 2025-12-31'],
  ['Thường xuyên', 2, 'continuous'],
  ['Thực hiện thường xuyên, liên tục theo chỉ đạo, hướng dẫn của Trung ương', 1, 'continuous'],
  ['Thực hiện liên tục, chủ động sắp xếp trên cơ sở hướng dẫn của Trung ương', 4, 'continuous'],
  ['Thực hiện liên tục, chủ động ban hành', 2, 'continuous'],
  ['Theo quy định', 1, 'conditional'],
  ['Theo hướng dẫn của Văn phòng Chính phủ', 1, 'conditional'],
  ['Theo tiến độ Kế hoạch', 1, 'conditional'],
  ['Theo tiến độ của Trung ương', 1, 'conditional'],
  ['Theo tiến độ của Bộ Nội vụ', 1, 'conditional'],
  ['Theo tiến độ của Chính phủ, Bộ Nội vụ', 1, 'conditional'],
  [
    'Theo Quy chế hoạt động của Ban Chỉ đạo CCHC tỉnh (được ban hành kèm theo Quyết định số 2112/QĐ-BCĐCCHC ngày 06/9/2023)',
    1,
    'conditional',
  ],
  ['Sau khi các Chỉ số được công bố', 1, 'conditional'],
  ['Sau khi Chính phủ ban hành Nghị định', 2, 'conditional'],
  ['Sau khi có đề án sắp xếp và hướng dẫn của cơ quan chuyên môn', 2, 'conditional'],
  ['Sau khi Đề án được phê duyệt', 2, 'conditional'],
];

describe('cột tiến độ của kế hoạch 3487/QĐ-UBND', () => {
  it.each(column)('%s (%i nhiệm vụ): %s', (text, _, reading) => {
    const { kind, precision, due, understood } = parseSchedule(text, { year: 2025 });
    expect(kind === 'deadline' ? `${precision} ${due}` : kind).toBe(reading);
    expect(understood).toBe(true);
  });

  it('cộng lại: tháng 7, quý 11, năm 21, thường xuyên 9, chờ sự kiện hoặc theo nơi khác 14', () => {
    const sums: Record<string, number> = {};
    for (const [text, tasks] of column) {
      const { kind, precision } = parseSchedule(text, { year: 2025 });
      const name = precision ?? kind;
      sums[name] = (sums[name] ?? 0) + tasks;
    }
    expect(sums).toEqual({ month: 7, quarter: 11, year: 21, continuous: 9, conditional: 14 });
  });

  it('hiểu sản phẩm thứ hai của nhiệm vụ I.1 là hạn trong năm', () => {
    expect(parseSchedule('Trong năm 2025', { year: 2025 })).toMatchObject({ kind: 'deadline', precision: 'year' });
  });
});
