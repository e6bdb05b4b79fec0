import { describe, expect, it } from 'vitest';
import { currentMark } from './page.ts';

describe('mục đang xem', () => {
  it.each([
    ['/ke-hoach', '/ke-hoach', '/', 'page'],
    ['/ke-hoach', '/ke-hoach/2025/nhiem-vu', '/', 'true'],
    ['/ke-hoach', '/ke-hoach-cu', '/', undefined],
    ['/', '/', '/', 'page'],
    ['/', '/ke-hoach', '/', undefined],
    ['/en', '/en/ke-hoach', '/en', undefined],
    ['/en/ke-hoach', '/en/ke-hoach/2025', '/en', 'true'],
  ])('%s khi ở %s', (href, path, home, mark) => {
    expect(currentMark(href, path, home)).toBe(mark);
  });
});
