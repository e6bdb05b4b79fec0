import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestIndicators, type WordedIndicator } from './suggest.ts';

const of = (key: string, name: string, unit: string, ...aliases: string[]): WordedIndicator => ({
  key,
  name,
  unit,
  aliases,
});
const INDICATORS = [
  of('hai-long-hanh-chinh', 'Mức độ hài lòng đối với sự phục vụ của cơ quan hành chính nhà nước', 'percent'),
  of('hai-long-su-nghiep', 'Mức độ hài lòng đối với sự phục vụ của đơn vị sự nghiệp công lập', 'percent', 'sự phục vụ của đơn vị sự nghiệp công lập'), // prettier-ignore
  of('thanh-toan-truc-tuyen', 'Tỷ lệ giao dịch thanh toán trực tuyến', 'percent'),
  of(
    'tthc-thanh-toan',
    'Tỷ lệ thủ tục hành chính có nghĩa vụ tài chính được triển khai thanh toán trực tuyến',
    'percent',
  ),
  of('ket-qua-dien-tu', 'Kết quả thủ tục hành chính có bản điện tử', 'percent', 'bản điện tử có giá trị pháp lý'),
  of('cat-giam-khai-bao', 'Cắt giảm thông tin phải khai báo', 'percent'),
  of('giam-dau-moi', 'Tỷ lệ giảm đầu mối bên trong', 'percent'),
  of('hang-par', 'Hạng Chỉ số cải cách hành chính của tỉnh', 'count', 'trong nhóm tỉnh, thành phố dẫn đầu cả nước'),
  of('dinh-danh', 'Người dân được định danh, xác thực điện tử tại Bộ phận Một cửa', 'percent'),
];

// The nine targets of the seed plan, as read.
describe('gợi ý chỉ số cho chỉ tiêu của kế hoạch', () => {
  it.each([
    [
      'Mức độ hài lòng của tổ chức, cá nhân đối với sự phục vụ của cơ quan hành chính nhà nước trên địa bàn tỉnh đạt trên 90%',
      '%',
      'hai-long-hanh-chinh',
    ],
    ['đối với sự phục vụ của đơn vị sự nghiệp công lập đạt trên 90%', '%', 'hai-long-su-nghiep'],
    ['tỷ lệ giao dịch thanh toán trực tuyến đạt trên 70%', '%', 'thanh-toan-truc-tuyen'],
    [
      '100% thủ tục hành chính có yêu cầu nghĩa vụ tài chính đủ điều kiện được triển khai thanh toán trực tuyến',
      '%',
      'tthc-thanh-toan',
    ],
    [
      '100% kết quả của các thủ tục hành chính được cung cấp đồng thời cả bản điện tử có giá trị pháp lý cho người dân, doanh nghiệp',
      '%',
      'ket-qua-dien-tu',
    ],
    [
      'mục tiêu cắt giảm ít nhất 20% thông tin phải khai báo và phù hợp với phương thức giao dịch trực tuyến',
      '%',
      'cat-giam-khai-bao',
    ],
    ['đảm bảo giảm 15% đầu mối bên trong', '%', 'giam-dau-moi'],
    ['trong nhóm 25 tỉnh, thành phố trực thuộc Trung ương dẫn đầu cả nước', 'tỉnh, thành phố', 'hang-par'],
    [
      '100% người dân khi thực hiện thủ tục hành chính tại Bộ phận Một cửa các cấp được định danh, xác thực điện tử',
      '%',
      'dinh-danh',
    ],
  ])('%s', (text, unit, key) => {
    expect(suggestIndicators({ text, unit }, INDICATORS)[0]?.key).toBe(key);
  });

  it('gõ không dấu hay dựng sẵn đều như nhau', () => {
    const text = 'mức độ hài lòng đối với sự phục vụ của cơ quan hành chính nhà nước';
    expect(suggestIndicators({ text: text.normalize('NFD'), unit: '%' }, INDICATORS)[0]?.score).toBe(1);
  });

  it('không đoán khi không có chữ nào giống, và không lấy phần trăm cho chỉ tiêu đếm', () => {
    expect(suggestIndicators({ text: 'tổ chức 5 hội nghị', unit: 'hội nghị' }, INDICATORS)).toEqual([]);
    expect(suggestIndicators({ text: 'mức độ hài lòng 3 điểm', unit: 'điểm' }, INDICATORS)).toEqual([]);
  });

  it('điểm từ 0 đến 1, xếp giảm dần, không quá số xin', () => {
    const text = fc
      .array(fc.constantFrom(...INDICATORS.flatMap(({ name }) => name.split(' '))), { maxLength: 20 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), fc.integer({ min: 0, max: 5 }), (words, limit) => {
        const found = suggestIndicators({ text: words, unit: '%' }, INDICATORS, limit);
        expect(found.length).toBeLessThanOrEqual(limit);
        for (const [at, { score }] of found.entries()) {
          expect(score >= 0.5 && score <= 1 && score <= (found[at - 1]?.score ?? 1)).toBe(true);
        }
      }),
    );
  });
});
