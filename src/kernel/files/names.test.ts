import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentDisposition, safeName } from './names.ts';

describe('the name of a file', () => {
  it.each([
    ['Kế hoạch CCHC 2025.docx', 'Kế hoạch CCHC 2025.docx'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\an\\ke-hoach.pdf', 'ke-hoach.pdf'],
    ['.htaccess', 'htaccess'],
    ['...', 'tep'],
    ['', 'tep'],
    ['a\0b\r\nSet-Cookie: x.txt', 'abSet-Cookie x.txt'],
    ['hoadon\u202efdp.exe', 'hoadonfdp.exe'],
    ['"><script>.html', 'script.html'],
    ['Ke\u0302\u0301 hoạch.txt', 'Kế hoạch.txt'],
    ['\ud800.txt', '\ufffd.txt'],
  ])('%j becomes %j', (given, expected) => {
    expect(safeName(given)).toBe(expected);
  });

  it('keeps its extension when it is cut', () => {
    const name = safeName(`${'ế'.repeat(300)}.docx`);
    expect(name).toMatch(/^ế+\.docx$/);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
  });

  it('is never a path, never empty, and already safe the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = safeName(given);
        expect(name).toMatch(/^[^/\\\0]+$/);
        expect(['.', '..']).not.toContain(name);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
        expect(safeName(name)).toBe(name);
      }),
    );
  });

  it('travels in a header', () => {
    expect(contentDisposition('Đề án (1).pdf')).toBe(
      `attachment; filename="De an (1).pdf"; filename*=UTF-8''%C4%90%E1%BB%81%20%C3%A1n%20%281%29.pdf`,
    );
  });

  it('cannot break out of the header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        expect(contentDisposition(given)).toMatch(/^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[\w.~!%-]*$/);
      }),
    );
  });
});
