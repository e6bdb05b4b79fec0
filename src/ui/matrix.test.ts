import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, matrixOf, shadeOf } from './matrix.ts';

const line = (key: string) => ({ key, label: key });
const ROWS = ['so-noi-vu', 'so-tu-phap', 'cong-an'].map(line);
const COLUMNS = ['the-che', 'thu-tuc'].map(line);

describe('ma trận', () => {
  it('đặt từng ô vào chỗ, cộng hàng, cột, tất cả; ô trống khác 0', () => {
    const matrix = matrixOf(ROWS, COLUMNS, [
      { row: 'so-noi-vu', column: 'the-che', value: 3 },
      { row: 'so-noi-vu', column: 'thu-tuc', value: 0 },
      { row: 'so-tu-phap', column: 'thu-tuc', value: 5 },
      { row: 'so-tu-phap', column: 'the-che', value: null },
    ]);
    expect(matrix.rows.map(({ cells }) => cells.map((cell) => cell?.value))).toEqual([
      [3, 0],
      [null, 5],
      [undefined, undefined],
    ]);
    expect(matrix.rows.map(({ total }) => total)).toEqual([3, 5, 0]);
    expect([matrix.totals, matrix.total]).toEqual([[3, 5], 8]);
  });

  it('ô không thuộc hàng hay cột nào là lỗi, không bị bỏ lặng lẽ', () => {
    expect(() => matrixOf(ROWS, COLUMNS, [{ row: 'so-la', column: 'the-che', value: 1 }])).toThrow(RangeError);
    expect(() => matrixOf(ROWS, COLUMNS, [{ row: 'cong-an', column: 'la', value: 1 }])).toThrow(RangeError);
  });
});

describe('bậc đậm nhạt', () => {
  it.each([
    [[0, 0], []],
    [[1], [1]],
    [
      [2, 1],
      [1, 2],
    ],
    [
      [3, 1, 40],
      [10, 20, 30, 40],
    ],
    [
      [7, 2],
      [2, 4, 6, 7],
    ],
  ])('%j chia tại %j', (values, bounds) => {
    expect(boundsOf(values)).toEqual(bounds);
  });

  it('0 và ô trống không tô; số lớn nhất luôn đậm nhất; số lớn hơn không nhạt hơn', () => {
    expect([shadeOf(0, [1]), shadeOf(null, [1]), shadeOf(3, [])]).toEqual([0, 0, 0]);
    fc.assert(
      fc.property(fc.array(fc.nat(500), { minLength: 1, maxLength: 20 }), (values) => {
        const bounds = boundsOf(values);
        const sorted = [...values].sort((a, b) => a - b);
        const shades = sorted.map((value) => shadeOf(value, bounds));
        expect([...shades].sort((a, b) => a - b)).toEqual(shades);
        expect(shades.at(-1)).toBe(sorted.at(-1) === 0 ? 0 : 4);
      }),
    );
  });
});
