import { describe, expect, it, test } from 'vitest';
import { textWidth as measured } from './fonts/faces.ts';
import { ELEMENTS, MOTTO, NATION, PAGE, PARAGRAPHS, RULES, textWidth } from './layout.ts';
import { POINTS, RIGHT_COLUMN, ruleLengths } from './measures.ts';
import { present } from './present.ts';
import { YEARLY_REPORT } from './sample-paper.ts';

const ranges = [
  ...Object.entries({ ...PAGE, ...PARAGRAPHS, ...RULES }).flatMap(([name, range]) =>
    typeof range === 'number' ? [] : [[name, range] as const],
  ),
  ...Object.entries(ELEMENTS).map(([name, { size }]) => [name, size] as const),
];

describe('thể thức nằm trong khoảng cho phép (Phụ lục I)', () => {
  test.each(ranges)('%s', (_, { min, max, used }) => {
    expect(used).toBeGreaterThanOrEqual(min);
    expect(used).toBeLessThanOrEqual(max);
  });

  it('Quốc hiệu đứng trên một dòng, trang dọc', () => {
    expect(measured(NATION, ELEMENTS.nation.size.used, 'bold')).toBeLessThan(textWidth(false) * POINTS * RIGHT_COLUMN);
  });

  it('kẻ dưới Tiêu ngữ dài bằng dòng chữ; dưới cơ quan và trích yếu dài 1/3 đến 1/2', () => {
    const rules = ruleLengths(present(YEARLY_REPORT));
    expect(rules.motto).toBeCloseTo(measured(MOTTO, 14, 'bold'), 6);
    const issuer = rules.issuer / measured('SỞ NỘI VỤ', 13, 'bold');
    const subject = rules.subject / measured(YEARLY_REPORT.subject, 14, 'bold');
    for (const share of [issuer, subject]) {
      expect(share).toBeGreaterThanOrEqual(1 / 3);
      expect(share).toBeLessThanOrEqual(1 / 2);
    }
  });
});
