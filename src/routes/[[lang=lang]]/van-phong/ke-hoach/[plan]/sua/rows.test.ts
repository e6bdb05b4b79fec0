import { describe, expect, it } from 'vitest';
import { anchorAfter, changeRows, countRows, rowsIn, withRows } from './rows.ts';

const blank = { products: { id: '', text: '', 'roles.0.role': '', 'roles.0.name': '' }, roles: { role: '', name: '' } };
const typed = {
  title: 'Rà soát',
  'products.0.id': 'a',
  'products.0.text': 'Báo cáo',
  'products.0.roles.0.role': 'lead',
  'products.0.roles.0.name': 'Sở Nội vụ',
  'products.0.roles.1.role': 'coordinating',
  'products.0.roles.1.name': 'UBND cấp xã',
  'products.1.id': '',
  'products.1.text': 'Kế hoạch',
};

describe('thêm, bớt dòng trong biểu mẫu', () => {
  it('đếm và đọc dòng, kể cả dòng trong dòng', () => {
    expect(countRows(typed, 'products')).toBe(2);
    expect(countRows(typed, 'products.0.roles')).toBe(2);
    expect(countRows(typed, 'products.1.roles')).toBe(0);
    expect(rowsIn(typed, 'products.0.roles')[1]).toEqual({ role: 'coordinating', name: 'UBND cấp xã' });
  });

  it('viết lại đúng những gì đã đọc', () =>
    expect(withRows(typed, 'products', rowsIn(typed, 'products'))).toEqual(typed));

  it('thêm một sản phẩm có sẵn một dòng phân công', () => {
    expect(changeRows(typed, 'add:products', blank)).toMatchObject({
      ...typed,
      'products.2.text': '',
      'products.2.roles.0.role': '',
    });
  });

  it('thêm một dòng phân công, giữ mọi thứ đã gõ', () => {
    expect(changeRows(typed, 'add:products.1.roles', blank)).toEqual({
      ...typed,
      'products.1.roles.0.role': '',
      'products.1.roles.0.name': '',
    });
  });

  it('bớt sản phẩm đầu thì sản phẩm sau lên thay', () => {
    expect(changeRows(typed, 'remove:products.0', blank)).toEqual({
      title: 'Rà soát',
      'products.0.id': '',
      'products.0.text': 'Kế hoạch',
    });
  });

  it.each([
    ['add', 2, 0, '#field-products.2.text'],
    ['add', 0, 0, '#field-products.0.text'],
    ['remove', 3, 1, '#field-products.1.text'],
    ['remove', 3, 2, '#field-products.1.text'],
    ['remove', 1, 0, '#field-add:products'],
  ] as const)('%s khi có %i dòng, ở dòng %i: con trỏ về %s', (act, rows, place, anchor) =>
    expect(anchorAfter(act, 'products', rows, place, 'text')).toBe(anchor),
  );

  it.each([
    undefined,
    '',
    'save',
    'add:strangers',
    'remove:products',
    'remove:products.9',
    'add:constructor',
    'add:products.0',
  ])('không làm gì với %s', (wish) => expect(changeRows(typed, wish, blank)).toBeNull());
});
