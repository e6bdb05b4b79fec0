import { describe, expect, it } from 'vitest';
import { headingLabels } from './headings.ts';
import type { Block, HeadingLevel } from './model.ts';

const labelsOf = (...levels: HeadingLevel[]) => [
  ...headingLabels(levels.map((level): Block => ({ kind: 'heading', level, text: 'x' }))).values(),
];

describe('đánh số bố cục', () => {
  it('báo cáo: I., 1., a), số con bắt đầu lại', () => {
    expect(labelsOf('roman', 'clause', 'point', 'point', 'clause', 'decimal', 'decimal', 'roman', 'clause', 'point')).toEqual([
      'I.', '1.', 'a)', 'b)', '2.', '2.1.', '2.2.', 'II.', '1.', 'a)',
    ]); // prettier-ignore
  });

  it('văn bản theo điều: điều đánh số liên tục qua các chương, mục bắt đầu lại', () => {
    expect(
      labelsOf(
        'chapter',
        'section',
        'article',
        'clause',
        'article',
        'chapter',
        'section',
        'subsection',
        'article',
        'clause',
      ),
    ).toEqual(['Chương I', 'Mục 1', 'Điều 1.', '1.', 'Điều 2.', 'Chương II', 'Mục 1', 'Tiểu mục 1', 'Điều 3.', '1.']);
  });

  it('điểm theo chữ cái tiếng Việt, có đ, không có f, j, w, z', () => {
    const points = labelsOf(...Array.from({ length: 24 }, (): HeadingLevel => 'point'));
    expect(points.slice(0, 11)).toEqual(['a)', 'b)', 'c)', 'd)', 'đ)', 'e)', 'g)', 'h)', 'i)', 'k)', 'l)']);
    expect(points.slice(22)).toEqual(['y)', 'aa)']);
  });

  it('số tự ghi thay số tự đánh và không tính vào thứ tự', () => {
    const blocks: Block[] = [
      { kind: 'heading', level: 'roman', text: 'x', label: 'A.' },
      { kind: 'heading', level: 'roman', text: 'x' },
    ];
    expect([...headingLabels(blocks).values()]).toEqual(['A.', 'I.']);
  });

  it('đánh số tiếp qua trang ngang', () => {
    const heading = { kind: 'heading', level: 'roman', text: 'x' } as const;
    const turned: Block = { kind: 'landscape', body: [{ ...heading }] };
    expect([...headingLabels([{ ...heading }, turned, { ...heading }]).values()]).toEqual(['I.', 'II.', 'III.']);
  });
});
