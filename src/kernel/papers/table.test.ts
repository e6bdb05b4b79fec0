import { describe, expect, it, test } from 'vitest';
import type { CellFormat, Row } from './model.ts';
import { cellAlignment, cellRuns, place, placeTable } from './table.ts';

const text = (value: string | number | null, format?: CellFormat) =>
  cellRuns({ value }, format)
    .map((run) => run.text)
    .join('');

describe('ô của bảng', () => {
  test.each([
    [1234.5, { kind: 'number', decimals: 1 }, '1.234,5'],
    [1234, { kind: 'number' }, '1.234'],
    [41.333, { kind: 'percent' }, '41,33\u00a0%'],
    [100, { kind: 'percent', decimals: 2, fixed: true }, '100,00\u00a0%'],
    [0, { kind: 'number' }, '0'],
    [null, { kind: 'number' }, ''],
    ['2025-12-31', { kind: 'date' }, '31/12/2025'],
    ['chưa rõ', { kind: 'date' }, 'chưa rõ'],
    [0.125, undefined, '0,125'],
  ] as const)('%s theo %o ghi là “%s”', (value, format, written) => {
    expect(text(value, format)).toBe(written);
  });

  it('số canh phải, ngày canh giữa, chữ canh trái, trừ khi nói khác', () => {
    expect(cellAlignment({ value: 5 }, { width: 1 })).toBe('right');
    expect(cellAlignment({ value: '2025-12-31' }, { width: 1, format: { kind: 'date' } })).toBe('center');
    expect(cellAlignment({ value: 'a' }, { width: 1 })).toBe('left');
    expect(cellAlignment({ value: 5 }, { width: 1, align: 'center' })).toBe('center');
    expect(cellAlignment({ value: 5, align: 'left' }, { width: 1, align: 'center' })).toBe('left');
  });
});

describe('ô gộp', () => {
  const columnsOf = (rows: Row[], count: number) =>
    place(rows, count).map((cells) => cells.map(({ column }) => column));

  it('đẩy các ô sau sang chỗ trống', () => {
    const rows: Row[] = [
      [
        { value: 'TT', rowSpan: 2 },
        { value: 'Hoàn thành', colSpan: 2 },
        { value: 'Tỷ lệ', rowSpan: 2 },
      ],
      ['Đúng hạn', 'Trễ hạn'],
      [1, 2, 3, 4],
    ];
    expect(columnsOf(rows, 4)).toEqual([
      [0, 1, 3],
      [1, 2],
      [0, 1, 2, 3],
    ]);
  });

  const misshapen: [string, Row[]][] = [
    ['thiếu ô', [[1, 2]]],
    ['thừa ô', [[1, 2, 3, 4]]],
    ['gộp quá cạnh phải', [[1, 2, { value: 3, colSpan: 2 }]]],
    ['gộp quá dòng cuối', [[1, 2, { value: 3, rowSpan: 2 }]]],
    ['đè lên ô gộp', [[{ value: 1, rowSpan: 2 }, 2, 3], [{ value: 4, colSpan: 3 }]]],
  ];
  test.each(misshapen)('%s thì từ chối', (_, rows) => {
    expect(() => place(rows, 3)).toThrow(expect.objectContaining({ code: 'paper.table' }));
  });

  it('đầu bảng lặp lại nên không gộp xuống phần thân', () => {
    const table = { kind: 'table', columns: [{ width: 1 }], head: [[{ value: 'a', rowSpan: 2 }]], rows: [] } as const;
    expect(() => placeTable(table)).toThrow(expect.objectContaining({ code: 'paper.table' }));
    expect(() => placeTable({ ...table, columns: [], head: [] })).toThrow();
  });
});
