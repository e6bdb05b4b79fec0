import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pagesAround, sortLink, sortOf, withoutEmpty, withoutValue, withQuery } from './address.ts';

const at = (path: string) => new URL(path, 'http://localhost');

describe('đổi một phần địa chỉ, giữ phần còn lại', () => {
  it('thay, thêm, bỏ và lặp tên', () => {
    const url = at('/nhiem-vu?q=m%E1%BB%99t&page=3&state=late');
    expect(withQuery(url, { page: 4 })).toBe('/nhiem-vu?q=m%E1%BB%99t&state=late&page=4');
    expect(withQuery(url, { q: null, page: null, state: ['late', 'done'] })).toBe('/nhiem-vu?state=late&state=done');
    expect(withQuery(at('/nhiem-vu?q=a'), { q: null })).toBe('/nhiem-vu');
  });

  it('bỏ một giá trị trong nhiều giá trị cùng tên thì về trang đầu', () => {
    expect(withoutValue(at('/nv?group=1&group=2&after=abc'), 'group', '1')).toBe('/nv?group=2');
  });

  it('ô trống của biểu mẫu không ở lại trong địa chỉ', () => {
    expect(withoutEmpty(at('/nv?q=&state=late&from=+'))).toBe('/nv?state=late');
    expect(withoutEmpty(at('/nv?state=late'))).toBeNull();
    expect(withoutEmpty(at('/nv'))).toBeNull();
  });
});

describe('sắp xếp', () => {
  it('bấm lần đầu tăng dần, bấm nữa giảm dần, rồi lại tăng; trang về đầu', () => {
    expect(sortLink(at('/nv?page=2'), 'due')).toBe('/nv?sort=due');
    expect(sortLink(at('/nv?sort=due'), 'due')).toBe('/nv?sort=-due');
    expect(sortLink(at('/nv?sort=-due'), 'due')).toBe('/nv?sort=due');
    expect(sortLink(at('/nv?sort=-due'), 'title')).toBe('/nv?sort=title');
  });

  it('đọc chiều sắp xếp từ địa chỉ', () => {
    expect(sortOf(at('/nv?sort=due'), 'due')).toBe('ascending');
    expect(sortOf(at('/nv?sort=-due'), 'due')).toBe('descending');
    expect(sortOf(at('/nv?sort=title'), 'due')).toBeNull();
  });
});

describe('số trang', () => {
  it.each([
    [1, 1, [1]],
    [1, 3, [1, 2, 3]],
    [3, 5, [1, 2, 3, 4, 5]],
    [5, 9, [1, null, 4, 5, 6, null, 9]],
    [1, 9, [1, 2, null, 9]],
    [9, 9, [1, null, 8, 9]],
  ])('trang %i trên %i', (current, last, expected) => {
    expect(pagesAround(current, last)).toEqual(expected);
  });

  it('luôn có trang đầu, trang hiện tại, trang cuối; không quá bảy ô; khoảng trống không che đúng một trang', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(499), (last, offset) => {
        const current = (offset % last) + 1;
        const pages = pagesAround(current, last);
        expect(pages).toEqual(expect.arrayContaining([1, current, last]));
        expect(pages.length).toBeLessThanOrEqual(7);
        pages.forEach((page, index) => {
          if (page === null) expect(pages[index + 1]! - pages[index - 1]!).toBeGreaterThan(2);
        });
      }),
    );
  });
});
