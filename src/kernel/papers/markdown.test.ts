import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMarkdown } from './markdown.ts';
import { presentBody } from './blocks.ts';
import type { Block, List } from './model.ts';
import { plainText } from './rich-text.ts';

const textOf = (block: Block | undefined) => (block && 'text' in block ? plainText(block.text) : undefined);

describe('nội dung viết bằng markdown', () => {
  it('đoạn, mục, đậm, nghiêng, liên kết', () => {
    const [heading, paragraph] = fromMarkdown('# Kết quả\n\nĐạt **41,33%**, *tăng*, xem [đây](https://a.vn)');
    expect(heading).toMatchObject({ kind: 'heading', level: 'roman', text: [{ text: 'Kết quả' }] });
    expect(paragraph).toMatchObject({
      text: [
        { text: 'Đạt ' },
        { text: '41,33%', bold: true },
        { text: ', ' },
        { text: 'tăng', italic: true },
        { text: ', xem ' },
        { text: 'đây', link: 'https://a.vn' },
      ],
    });
  });

  it('các cấp mục: I., 1., a)', () => {
    const levels = fromMarkdown('# a\n## b\n### c\n###### d').map((block) => 'level' in block && block.level);
    expect(levels).toEqual(['roman', 'clause', 'point', 'point']);
  });

  it('danh sách lồng nhau, có số', () => {
    expect(fromMarkdown('1. một\n   - con\n2. hai')).toEqual([
      {
        kind: 'list',
        ordered: true,
        items: [
          { text: [{ text: 'một' }], items: { kind: 'list', ordered: false, items: [{ text: [{ text: 'con' }] }] } },
          { text: [{ text: 'hai' }] },
        ],
      },
    ]);
  });

  it('bảng đơn giản; dòng thiếu ô vẫn đủ cột', () => {
    const [table] = fromMarkdown('| TT | Số |\n|----|---:|\n| 1 | 5 |\n| 2 |');
    expect(table).toMatchObject({ kind: 'table', columns: [{ width: 1 }, { width: 1 }] });
    const [pages] = presentBody([table!], false, false);
    expect(pages!.blocks[0]).toMatchObject({
      rows: [
        [{}, { align: 'right' }],
        [{}, {}],
      ],
    });
  });

  it.each([
    ['một lần xuống dòng giữ nguyên', 'một\nhai', 'một\nhai'],
    ['xuống dòng có hai dấu cách cũng vậy', 'một  \nhai', 'một\nhai'],
    ['xuống dòng giữa chữ đậm', '**một\nhai**', 'một\nhai'],
  ])('%s', (_name, text, expected) => expect(textOf(fromMarkdown(text)[0])).toBe(expected));

  it.each([
    ['sau lời', '- lời\n\n  | TT | Số |\n  |--|--|\n  | 1 | **5** |', 'lời\nTT; Số\n1; 5'],
    ['giữa hai lời', '- lời\n\n  | TT |\n  |--|\n  | 1 |\n\n  sau\n\n  nữa', 'lời\nTT\n1\nsau nữa'],
    ['không lời', '- | TT | Số |\n  |--|--|\n  | 1 | 5 |', 'TT; Số\n1; 5'],
    ['trong danh sách lồng nhau', '- a\n  - b\n\n    | TT |\n    |--|\n    | 1 |', 'a|b\nTT\n1'],
  ])('bảng trong danh sách thành các dòng chữ, không mất chữ nào: %s', (_name, text, expected) => {
    const texts = (list: List): string[] => list.items.flatMap((item) => [plainText(item.text), ...(item.items ? texts(item.items) : [])]); // prettier-ignore
    expect(texts(fromMarkdown(text)[0] as List).join('|')).toBe(expected);
  });

  it('HTML là chữ, ảnh chỉ còn lời, liên kết lạ mất liên kết', () => {
    expect(textOf(fromMarkdown('<script>x</script> <b>y</b>')[0])).toBe('<script>x</script> <b>y</b>');
    expect(textOf(fromMarkdown('![ảnh](http://a/x.png)')[0])).toBe('ảnh');
    expect(JSON.stringify(presentBody(fromMarkdown('[x](JaVaScRiPt:alert(1))'), false, false))).not.toContain('link');
  });

  it('gì cũng đọc được và in được', () => {
    const marks = fc.array(fc.constantFrom('# ', '- ', '1. ', '|', '\n', '\n\n', '**', '_', '[', '](', ')', '> ', '|-|-|', 'chữ', '`', '  ')); // prettier-ignore
    fc.assert(fc.property(marks, (pieces) => void presentBody(fromMarkdown(pieces.join('')), false, true)));
  });

  it('lồng thật sâu hoặc quá dài không làm treo', () => {
    expect(fromMarkdown(`${'> '.repeat(5000)}x`).length).toBeLessThan(10);
    expect(() => fromMarkdown('x'.repeat(500_001))).toThrow(
      expect.objectContaining({ code: 'paper.narrative-too-long' }),
    );
  });
});
