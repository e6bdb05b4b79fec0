import { describe, expect, it } from 'vitest';
import { before, by, type Case, continuous, saidBy, waits } from './schedule-cases.ts';
import { parseSchedule } from './schedule.ts';

/** The whole expression is what is waited for. */
const whole = [
  'Ngay sau khi Nghị định được ban hành',
  'Sau khi Đề án được phê duyệt',
  'Sau khi có đề án sắp xếp và hướng dẫn của cơ quan chuyên môn',
  'Sau khi Chính phủ ban hành Nghị định',
  'Sau khi các Chỉ số được công bố',
  'Khi có hướng dẫn của Bộ Nội vụ',
  'Theo tiến độ Kế hoạch',
  'Theo tiến độ của Chính phủ, Bộ Nội vụ',
  'Theo hướng dẫn của Văn phòng Chính phủ',
  'Theo quy định',
  'Theo kế hoạch',
  'Theo chỉ đạo của Tỉnh ủy, UBND tỉnh',
  'Theo yêu cầu của cơ quan có thẩm quyền',
  'Theo lộ trình đến năm 2030',
  'Theo Quy chế hoạt động của Ban Chỉ đạo CCHC tỉnh (được ban hành kèm theo Quyết định số 2112/QĐ-BCĐCCHC ngày 06/9/2023)',
  'Sau khi có Nghị quyết số 12/NQ-HĐND, ngày 15/7/2025',
  'trong vòng 30 ngày kể từ ngày có hiệu lực',
  'Chậm nhất 15 ngày sau khi kết thúc quý',
  'Sau 15 ngày kể từ ngày ký',
  'Trong 05 ngày làm việc kể từ khi nhận đủ hồ sơ',
  'Sau ngày 30/6/2025',
  'Trước Đại hội Đảng bộ tỉnh',
  'Kỳ họp thường lệ giữa năm 2025 của HĐND tỉnh',
  'Sau khi Luật có hiệu lực (01/7/2025)',
  'Đột xuất',
  'Tùy tình hình thực tế',
  'Sau Hội nghị tổng kết',
];

const compound: Case[] = [
  [
    'Thực hiện liên tục, chủ động sắp xếp trên cơ sở hướng dẫn của Trung ương',
    continuous,
    waits('trên cơ sở hướng dẫn của Trung ương'),
  ],
  [
    'Thực hiện thường xuyên, liên tục theo chỉ đạo, hướng dẫn của Trung ương',
    continuous,
    waits('theo chỉ đạo, hướng dẫn của Trung ương'),
  ],
  ['Thường xuyên và theo yêu cầu', continuous, waits('theo yêu cầu')],
  ['Năm 2025 (theo tiến độ của Bộ Nội vụ)', by('2025-12-31', 'year'), waits('theo tiến độ của Bộ Nội vụ')],
  ['Theo Kế hoạch của Bộ (dự kiến Quý II/2025)', waits('Theo Kế hoạch của Bộ'), by('2025-06-30', 'quarter')],
  ['Sau khi có hướng dẫn, hoàn thành trước 30/6/2025', waits('Sau khi có hướng dẫn'), before('2025-06-30')],
  [
    'Theo hướng dẫn của Bộ Nội vụ, chậm nhất tháng 11/2025',
    waits('Theo hướng dẫn của Bộ Nội vụ'),
    by('2025-11-30', 'month'),
  ],
  [
    'Sau khi Chính phủ ban hành Nghị định; hoàn thành trong quý III/2025',
    waits('Sau khi Chính phủ ban hành Nghị định'),
    by('2025-09-30', 'quarter'),
  ],
];

describe('chờ sự kiện, theo tiến độ nơi khác', () => {
  it.each(whole)('%s', (text) => {
    expect(saidBy(text)).toEqual([waits(text)]);
    expect(parseSchedule(text, { year: 2025 }).understood).toBe(true);
  });
  it.each(compound)('%s', (text, ...said) => expect(saidBy(text)).toEqual(said));

  it('để phần thường xuyên đứng đầu dù điều kiện viết trước', () => {
    const schedule = parseSchedule('Theo chỉ đạo của Trung ương, thường xuyên', { year: 2025 });
    expect(schedule.kind).toBe('continuous');
    expect(schedule.parts.map((part) => part.kind)).toEqual(['conditional', 'continuous']);
  });

  it('giữ thứ tự đã viết: sự kiện viết trước thì hạn viết sau không lấn lên', () => {
    expect(parseSchedule('Sau khi có hướng dẫn, trong năm 2025', { year: 2025 })).toMatchObject({
      kind: 'conditional',
      due: null,
      event: 'Sau khi có hướng dẫn',
    });
  });
});

describe('chữ của từng phần', () => {
  it.each([
    ['Trong năm 2025 (hoàn thành trước 30/11)', ['Trong năm 2025', 'hoàn thành trước 30/11']],
    ['Ban hành: Tháng 01/2025; triển khai: Trong năm 2025', ['Ban hành: Tháng 01/2025', 'triển khai: Trong năm 2025']],
    [
      'Trước 30/6 đối với cấp tỉnh; trước 31/7 đối với cấp xã',
      ['Trước 30/6 đối với cấp tỉnh', 'trước 31/7 đối với cấp xã'],
    ],
    ['Định kỳ hàng tháng (trước ngày 20) và đột xuất', ['Định kỳ hàng tháng (trước ngày 20)', 'đột xuất']],
  ])('%s', (text, parts) => {
    expect(parseSchedule(text, { year: 2025 }).parts.map((part) => part.text)).toEqual(parts);
  });
});

describe('chữ như soạn thảo để lại', () => {
  it.each([
    ['tổ hợp rời (NFD)', 'Trước ngày 20 của tháng cuối quý'.normalize('NFD')],
    ['dấu cách không ngắt', 'Trước\u00a0ngày\u00a020 của tháng\u00a0cuối quý'],
    ['gạch nối mềm', 'Trước ngày 20 của tháng cu\u00adối quý'],
    ['chữ hoa, cách đôi, chấm cuối', '  TRƯỚC NGÀY 20  CỦA THÁNG CUỐI QUÝ..  '],
    ['ngoặc kép cong', '“Trước ngày 20 của tháng cuối quý”'],
    ['xuống dòng', 'Trước ngày 20\ncủa tháng cuối quý'],
  ])('%s', (_, text) => expect(saidBy(text)).toEqual(saidBy('Trước ngày 20 của tháng cuối quý')));
});
