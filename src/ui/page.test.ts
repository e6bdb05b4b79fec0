import { describe, expect, it } from 'vitest';
import { currentPlace, groupsOf } from './page.ts';

describe('mục đang xem', () => {
  const places = [
    { href: '/' },
    { href: '/ke-hoach' },
    { href: '/nhiem-vu', also: ['/ke-hoach/*/nhiem-vu'] },
    { href: '/bang', also: ['/lich', '/cham'] },
  ];
  it.each([
    ['/ke-hoach', '/ke-hoach', 'page'],
    ['/ke-hoach/2025/van-ban', '/ke-hoach', 'true'],
    ['/ke-hoach/2025/nhiem-vu', '/nhiem-vu', 'true'],
    ['/ke-hoach/2025/nhiem-vu/I.1', '/nhiem-vu', 'true'],
    ['/ke-hoach-cu', null, undefined],
    ['/lich', '/bang', 'true'],
    ['/lich/2025', '/bang', 'true'],
    ['/', '/', 'page'],
    ['/tai-khoan', null, undefined],
  ])('ở %s: %s', (path, href, mark) => {
    const found = currentPlace(places, path, '/');
    expect(found?.href ?? null).toBe(href);
    expect(found?.mark).toBe(mark);
  });

  it('trang đầu của tiếng Anh không phải là mục trên của mọi trang', () => {
    expect(currentPlace([{ href: '/en' }], '/en/ke-hoach', '/en')).toBeNull();
    expect(currentPlace([{ href: '/en' }, { href: '/en/ke-hoach' }], '/en/ke-hoach/2025', '/en')?.href).toBe(
      '/en/ke-hoach',
    );
  });
});

describe('nhóm mục', () => {
  it('mục cùng nhóm đứng cùng nhau, theo thứ tự nhóm gặp trước', () => {
    const place = (text: string, group?: string) => ({ text, href: `/${text}`, group });
    expect(
      groupsOf([place('a'), place('b', 'Một'), place('c', 'Hai'), place('d', 'Một')]).map(({ group, places }) => [
        group,
        places.map(({ text }) => text).join(),
      ]),
    ).toEqual([
      [null, 'a'],
      ['Một', 'b,d'],
      ['Hai', 'c'],
    ]);
  });
});
