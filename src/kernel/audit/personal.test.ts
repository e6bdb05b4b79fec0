import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJson } from './chain.ts';
import { ERASED, openFields, openValue, sealFields, sealValue } from './personal.ts';

const key = randomBytes(32);

describe('giá trị cá nhân', () => {
  it('mọi giá trị đọc lại đúng bằng khoá của đúng người', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        const value = toJson(given);
        expect(openValue(sealValue(value, 'p1', key), 'p1', key)).toEqual(value);
      }),
    );
  });

  it('không lộ ra trong bản niêm phong, và mỗi lần một khác', () => {
    const [a, b] = [sealValue('Trần Văn Đức', 'p1', key), sealValue('Trần Văn Đức', 'p1', key)];
    expect(a).not.toBe(b);
    expect(Buffer.from(a.slice(10), 'base64url').toString()).not.toContain('Đức');
  });

  it('không đọc được khi mất khoá; khoá khác, người khác hay bản bị sửa thì không mở ra', () => {
    const sealed = sealValue('Trần Văn Đức', 'p1', key);
    expect(openValue(sealed, 'p1', null)).toBe(ERASED);
    expect(openValue(sealValue('x', 'p1', null), 'p1', null)).toBe(ERASED);
    expect(openValue(sealed, 'p1', randomBytes(32))).toBe(sealed);
    expect(openValue(sealed, 'p2', key)).toBe(sealed);
    expect(openValue(`${sealed.slice(0, -4)}AAAA`, 'p1', key)).toBe(`${sealed.slice(0, -4)}AAAA`);
  });

  it.each(['Lê Hà', '', '$personal', '$personal:abc'])('chữ thường “%s” giữ nguyên', (text) => {
    expect(openValue(text, 'p1', key)).toBe(text);
  });

  it('chỉ những trường được khai mới niêm phong', () => {
    const value = { name: 'Lê Hà', born: { year: 1980 }, role: 'officer', phone: null };
    const sealed = sealFields(value, ['name', 'born', 'phone'], 'p1', key);
    expect(sealed).toMatchObject({ role: 'officer', phone: null, name: expect.stringMatching(/^\$personal:/) });
    expect(openFields(sealed, 'p1', key)).toEqual(value);
    expect(openFields(sealed, 'p1', null)).toEqual({ name: ERASED, born: ERASED, role: 'officer', phone: null });
  });
});
