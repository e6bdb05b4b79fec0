import { describe, expect, it } from 'vitest';
import { activeFilters, carriedAlong, withoutFilters, type FilterField } from './filters.ts';

const at = (path: string) => new URL(path, 'http://localhost');

const FIELDS: FilterField[] = [
  { kind: 'search', name: 'q', label: 'Tìm' },
  { kind: 'one', name: 'state', label: 'Tình trạng', options: [{ value: 'late', label: 'Quá hạn' }] },
  {
    kind: 'many',
    name: 'group',
    label: 'Lĩnh vực',
    options: [
      { value: 'institutions', label: 'Thể chế' },
      { value: 'procedures', label: 'Thủ tục hành chính' },
    ],
  },
  { kind: 'dates', label: 'Hạn', from: 'due-from', to: 'due-to' },
];

describe('bộ lọc đang dùng', () => {
  it('mỗi giá trị một thẻ, bỏ được từng thẻ, các thẻ khác còn nguyên', () => {
    const url = at('/nv?group=institutions&group=procedures&due-to=2025-03-31&sort=-due&page=2');
    expect(activeFilters(FIELDS, url, 'vi')).toEqual([
      { text: 'Lĩnh vực: Thể chế', remove: '/nv?due-to=2025-03-31&sort=-due&group=procedures' },
      { text: 'Lĩnh vực: Thủ tục hành chính', remove: '/nv?due-to=2025-03-31&sort=-due&group=institutions' },
      { text: 'Hạn đến 31/03/2025', remove: '/nv?group=institutions&group=procedures&sort=-due' },
    ]);
  });

  it('giá trị lạ vẫn hiện, ô trống thì không', () => {
    const url = at('/nv?q=+&state=unknown');
    expect(activeFilters(FIELDS, url, 'vi').map((filter) => filter.text)).toEqual(['Tình trạng: unknown']);
  });

  it('chữ tìm kiếm trong ngoặc kép, không thành mã HTML hay địa chỉ khác', () => {
    const [filter] = activeFilters(FIELDS, at('/nv?q=%26sort%3Dx'), 'en');
    expect(filter).toEqual({ text: 'Tìm: “&sort=x”', remove: '/nv' });
  });

  it('xóa hết chỉ xóa bộ lọc, giữ cách sắp xếp', () => {
    expect(withoutFilters(FIELDS, at('/nv?q=a&group=x&due-from=2025-01-01&sort=due&after=z'))).toBe('/nv?sort=due');
  });

  it('biểu mẫu mang theo tham số không phải của nó, trừ vị trí trang', () => {
    expect(carriedAlong(FIELDS, at('/nv?q=a&sort=due&view=agency&page=3'))).toEqual([
      ['sort', 'due'],
      ['view', 'agency'],
    ]);
  });
});
