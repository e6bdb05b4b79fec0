import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldOf, readEntries } from './entry-form.ts';

describe('bảng nhập nhiều cơ quan', () => {
  it.each([
    [
      'gõ số là có số liệu',
      { 'seen-a': '0', 'value-a': '5' },
      [{ organisation: 'a', seen: '0', outcome: 'measured', value: '5' }],
    ],
    ['bỏ trống khi chưa có gì thì không gửi', { 'seen-a': '0', 'value-a': ' ', 'outcome-a': '' }, []],
    [
      'xóa số đã có là rút số',
      { 'seen-a': '2', 'value-a': '', 'outcome-a': '' },
      [{ organisation: 'a', seen: '2', outcome: 'withdrawn' }],
    ],
    [
      'xóa số mà vẫn để “có số liệu” cũng là rút',
      { 'seen-a': '2', 'value-a': '', 'outcome-a': 'measured' },
      [{ outcome: 'withdrawn' }],
    ],
    [
      'không áp dụng thì bỏ số',
      { 'seen-a': '0', 'value-a': '7', 'outcome-a': 'not-applicable' },
      [{ outcome: 'not-applicable', value: '' }],
    ],
    ['toàn tỉnh', { 'seen-toan-tinh': '0', 'value-toan-tinh': '1' }, [{ organisation: null }]],
    ['trường khác không lẫn vào', { note: 'x', ky: '2025', 'value-': '3' }, []],
  ])('%s', (_what, values, entries) => {
    expect(readEntries(values)).toMatchObject(entries);
    expect(readEntries(values)).toHaveLength(entries.length);
  });

  it('lỗi của ô nào chỉ về đúng ô ấy', () => {
    const body = fc.stringMatching(/^[a-z][a-z0-9-]{1,20}$/).filter((key) => key !== 'toan-tinh');
    fc.assert(
      fc.property(fc.uniqueArray(body, { minLength: 1, maxLength: 10 }), (bodies) => {
        const entries = readEntries(
          Object.fromEntries(
            bodies.flatMap((key) => [
              [`seen-${key}`, '0'],
              [`value-${key}`, '1'],
            ]),
          ),
        );
        for (const [at, { organisation }] of entries.entries())
          expect(fieldOf(`entries.${at}.value`, entries)).toBe(`value-${organisation}`);
        expect(entries).toHaveLength(bodies.length);
      }),
    );
    expect(fieldOf('note', [])).toBe('note');
    expect(fieldOf('period', [])).toBe('ky');
  });
});
