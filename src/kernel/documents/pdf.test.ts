import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { readDocument } from './index.ts';
import type { ReadDocument } from './model.ts';
import { findGrids } from './pdf-grid.ts';
import { joinLines, type TextLine } from './pdf-lines.ts';
import { codes, outline, pdfOf, print, strokes } from './test-documents.ts';

const read = (name: string) => readFixture(new URL(`fixtures/${name}`, import.meta.url));
const readFixture = async (url: URL): Promise<ReadDocument> =>
  readDocument(new Uint8Array(await readFile(url)), 'a.pdf');

describe('PDF có lớp chữ', () => {
  test('a plan over several pages: head, paragraphs, one table with merged cells and its header once', async () => {
    const document = await read('ruled-plan.pdf');
    const blocks = outline(document);
    expect(blocks.slice(0, 5)).toEqual([
      [['ỦY BAN NHÂN DÂN\nTỈNH KHÁNH HÒA', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc']],
      'KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH',
      'Căn cứ mục tiêu, nhiệm vụ được xác định tại Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021-2030, các sở, ban, ngành, địa phương cần tập trung thực hiện các mục tiêu sau đây trong năm kế hoạch, bảo đảm đúng tiến độ và chất lượng:',
      '1. Tiếp tục cải thiện môi trường kinh doanh.',
      'a) 100% kết quả được cung cấp đồng thời.',
    ]);
    const rows = blocks[5] as string[][];
    expect(rows.slice(0, 4)).toEqual([
      ['TT ↓2', 'Nhiệm vụ ↓2', 'Sản phẩm ↓2', 'Tiến độ ↓2', 'Trách nhiệm ×2'],
      ['Chủ trì', 'Phối hợp'],
      ['I. CẢI CÁCH THỂ CHẾ ×6'],
      [
        '1',
        'Nhiệm vụ số 1: xây dựng và tổ chức thực hiện kế hoạch kiểm tra',
        '- Kế hoạch;\n- Báo cáo',
        'Quý 2/2025',
        'Sở Nội vụ',
        'UBND cấp huyện',
      ],
    ]);
    expect(
      rows.filter(([first]) => /^\d+(?: ↓2)?$/.test(first!)).map(([first]) => Number.parseInt(first!, 10)),
    ).toEqual(Array.from({ length: 14 }, (_, at) => at + 1));
    expect(rows).toContainEqual(['Báo cáo', 'Trước ngày 15/12/2025']);
    expect(blocks.slice(6)).toEqual(['Ủy ban nhân dân tỉnh đề nghị các cơ quan thực hiện./.']);
    expect(codes(document)).toEqual([]);
    expect(document.lines[0]!.page).toBe(1);
    expect(document.lines.at(-1)!.page).toBeGreaterThan(1);
  });

  test('a table without rulings is inferred, and said to be', async () => {
    const document = await read('unruled-table.pdf');
    expect(outline(document)).toEqual([
      'Danh mục nhiệm vụ không kẻ bảng.',
      [
        ['TT', 'Nhiệm vụ', 'Tiến độ'],
        ['1', 'Rà soát thủ tục hành chính nội bộ trên địa bàn tỉnh và các huyện', 'Quý I/2025'],
        ['2', 'Kiểm tra công vụ', 'Tháng 6/2025'],
        ['3', 'Báo cáo năm', 'Tháng 12/2025'],
      ],
      'Hết.',
    ]);
    expect(document.diagnostics).toEqual([
      expect.objectContaining({ code: 'table-inferred', severity: 'warning', line: 2 }),
    ]);
  });

  const grid = (top: number, heights: number[], xs = [50, 80, 250, 350]) => {
    const ys = heights.reduce((all, height) => [...all, all.at(-1)! - height], [top]);
    return [
      ...ys.map((y): [number, number, number, number] => [xs[0]!, y, xs.at(-1)!, y]),
      ...xs.map((x): [number, number, number, number] => [x, top, x, ys.at(-1)!]),
    ];
  };

  test('stroked lines, turned pages, page numbers, a row cut by the end of the page', async () => {
    const first = [
      print([195, 570, '- 1 -'], [50, 540, 'Muc tieu']),
      strokes(...grid(500, [20, 20, 40])),
      print(
        [55, 485, 'TT'],
        [90, 485, 'Nhiem vu'],
        [260, 485, 'Tien do'],
        [55, 465, '1'],
        [90, 465, 'Ra soat'],
        [260, 465, 'Quy I'],
      ),
      print([55, 445, '2'], [90, 445, 'Xay dung va to chuc thuc hien'], [260, 445, 'Quy II']),
    ].join('\n');
    const second = [
      print([195, 570, '2']),
      strokes(...grid(550, [20, 20, 20])),
      print([55, 535, 'TT'], [90, 535, 'Nhiem vu'], [260, 535, 'Tien do'], [90, 515, 'ke hoach kiem tra']),
      print([55, 495, '3'], [90, 495, 'Bao cao'], [260, 495, 'Quy III'], [50, 400, 'Het.']),
    ].join('\n');
    const expected = [
      'Muc tieu',
      [
        ['TT', 'Nhiem vu', 'Tien do'],
        ['1', 'Ra soat', 'Quy I'],
        ['2', 'Xay dung va to chuc thuc hien ke hoach kiem tra', 'Quy II'],
        ['3', 'Bao cao', 'Quy III'],
      ],
      'Het.',
    ];
    expect(outline(await readDocument(pdfOf([first, second]), 'a.pdf'))).toEqual(expected);
    // The same pages lying on their side and turned upright by /Rotate.
    const turned = [first, second].map((page) => `0 1 -1 0 600 0 cm\n${page}`);
    const upright = pdfOf(turned, { page: '/MediaBox [0 0 600 400] /Rotate 90' });
    expect(outline(await readDocument(upright, 'a.pdf'))).toEqual(expected);
    // The second page's line is on page 2.
    const document = await readDocument(pdfOf([first, second]), 'a.pdf');
    expect(document.lines.find(({ text }) => text === 'ke hoach kiem tra')).toEqual({
      text: 'ke hoach kiem tra',
      page: 2,
    });
  });

  test('text that runs over a border is parted there', async () => {
    const page = strokes(...grid(500, [20, 20])) + '\n' + print([55, 485, 'Mot hai ba bon nam sau bay tam']);
    const document = await readDocument(pdfOf([page]), 'a.pdf');
    const rows = outline(document)[0] as string[][];
    expect(rows[0]!.join(' ').trim()).toBe('Mot hai ba bon nam sau bay tam');
    expect(rows[0]![1]).not.toBe('');
  });
});

describe('đường kẻ và dòng', () => {
  const across = (at: number, from: number, to: number) => ({ at, from, to });

  test('missing rulings merge cells; a missing outer border does not matter', () => {
    const [grid] = findGrids({
      horizontals: [across(0, 0, 100), across(20, 50, 100), across(40, 0, 100)],
      verticals: [across(50, 0, 40), across(0, 0, 40)],
    });
    expect(grid!.cells.map(({ row, column, rowSpan, colSpan }) => [row, column, rowSpan, colSpan])).toEqual([
      [0, 0, 2, 1],
      [0, 1, 1, 1],
      [1, 1, 1, 1],
    ]);
  });

  test('a line under a heading is no table, nor is a single box', () => {
    expect(findGrids({ horizontals: [across(10, 0, 100)], verticals: [] })).toEqual([]);
    const box = {
      horizontals: [across(0, 0, 50), across(50, 0, 50)],
      verticals: [across(0, 0, 50), across(50, 0, 50)],
    };
    expect(findGrids(box)).toEqual([]);
  });

  const line = (text: string, left: number, right: number, y: number): TextLine => ({
    text,
    left,
    right,
    y,
    size: 10,
    pieces: [],
  });
  test.each<[string, TextLine[], string[]]>([
    [
      'a full line goes on',
      [line('Căn cứ mục tiêu được giao cho', 0, 195, 10), line('Sở Nội vụ', 0, 50, 22)],
      ['Căn cứ mục tiêu được giao cho Sở Nội vụ'],
    ],
    ['a short line ends', [line('Một.', 0, 30, 10), line('Hai', 0, 20, 22)], ['Một.', 'Hai']],
    [
      'a list mark begins anew',
      [line('Căn cứ mục tiêu được giao cho', 0, 195, 10), line('a) Sở Nội vụ', 0, 50, 22)],
      ['Căn cứ mục tiêu được giao cho', 'a) Sở Nội vụ'],
    ],
    [
      'an indented line begins anew',
      [line('Căn cứ mục tiêu được giao.', 0, 195, 10), line('Trong đó', 20, 70, 22)],
      ['Căn cứ mục tiêu được giao.', 'Trong đó'],
    ],
    ['a broken sentence goes on', [line('Nhiệm vụ', 0, 60, 10), line('cụ thể', 0, 40, 22)], ['Nhiệm vụ cụ thể']],
  ])('%s', (_, lines, expected) => {
    const joined = joinLines(lines, { left: 0, right: 200 }).map((paragraph) =>
      paragraph.map(({ text }) => text).join(' '),
    );
    expect(joined).toEqual(expected);
  });
});
