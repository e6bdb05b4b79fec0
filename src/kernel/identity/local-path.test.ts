import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localPath } from './local-path.ts';

describe('trang quay lại sau khi đăng nhập', () => {
  it.each([
    ['/van-phong', '/van-phong'],
    ['/', '/'],
    ['/en/ke-hoach?nam=2025#nhom-2', '/en/ke-hoach?nam=2025#nhom-2'],
    ['/ke-hoach?q=cải cách', '/ke-hoach?q=c%E1%BA%A3i%20c%C3%A1ch'],
    ['/a/../b', '/b'],
  ])('%s được giữ', (text, path) => expect(localPath(text)).toBe(path));

  it.each([
    ...[null, undefined, '', 'van-phong', 'https://evil.example/', 'javascript:alert(1)', 'data:text/html,x'],
    ...[
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      '/\t/evil.example',
      '/\n/evil.example',
      ' //evil.example',
    ],
    ...['/.//evil.example', '/a/..//evil.example', '/%2e//evil.example', '///evil.example', '/\\/evil.example'],
    ...[
      '/dang-nhap',
      '/dang-nhap?tiep=/x',
      '/dang-nhap/oidc/x',
      '/en/dang-xuat',
      '/moi?ma=x',
      '/quen-mat-khau',
      `/${'x'.repeat(2000)}`,
    ],
  ])('%j bị bỏ', (text) => expect(localPath(text)).toBeNull());

  it('không chuỗi nào dẫn ra khỏi trang này', () => {
    const nasty = fc.string({
      unit: fc.constantFrom(...'/\\.:@?#%2e5cf\t\n\r a', 'http', 'evil.example'),
      maxLength: 20,
    });
    fc.assert(
      fc.property(
        fc.oneof(nasty, fc.string(), fc.webUrl()).map((text) => `/${text}`),
        (text) => {
          const path = localPath(text);
          if (path === null) return;
          for (const base of ['https://cchc.gov.vn/dang-nhap', 'http://localhost:3000/en/dang-nhap']) {
            expect(new URL(path, base).origin).toBe(new URL(base).origin);
          }
          expect(path).toMatch(/^\/(?!\/)[\x21-\x7e]*$/);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
