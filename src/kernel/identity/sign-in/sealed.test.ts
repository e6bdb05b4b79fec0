import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupCodeHash, newBackupCodes } from './backup-codes.ts';
import { purposeKey, seal, signature, unseal } from './sealed.ts';
import { standingOf, type Begun } from './standing.ts';

const key = purposeKey('một bí mật đủ dài để kiểm thử 0123456789', 'kiểm thử');

describe('niêm phong', () => {
  it('mở ra đúng chữ đã niêm, mỗi lần niêm một khác', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, about) => {
        const [one, two] = [seal(key, text, about), seal(key, text, about)];
        expect(unseal(key, one, about)).toBe(text);
        expect(one).not.toBe(two);
      }),
    );
  });

  it('không mở cho việc khác, khóa khác, hay khi bị sửa', () => {
    const sealed = seal(key, 'khóa', 'tài khoản 1');
    expect(unseal(key, sealed, 'tài khoản 2')).toBeNull();
    expect(unseal(purposeKey('một bí mật đủ dài để kiểm thử 0123456789', 'khác'), sealed, 'tài khoản 1')).toBeNull();
    const bytes = Buffer.from(sealed, 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(unseal(key, changed.toString('base64url'), 'tài khoản 1')).toBeNull();
    }
    for (const bad of ['', 'x', sealed.slice(0, -4), 'ấ']) expect(unseal(key, bad, 'tài khoản 1')).toBeNull();
  });

  it('chữ ký gắn với khóa và với chữ', () => {
    expect(signature(key, 'a')).toBe(signature(key, 'a'));
    expect(signature(key, 'a')).not.toBe(signature(key, 'b'));
  });
});

describe('mã dự phòng', () => {
  it('tám mã, không trùng, mã nào cũng nhận ra dù viết hoa, có khoảng trống', () => {
    const codes = newBackupCodes();
    expect(new Set(codes).size).toBe(8);
    for (const code of codes) {
      expect(code).toMatch(/^(?:[2-9a-hjkmnp-z]{4}-){3}[2-9a-hjkmnp-z]{4}$/);
      expect(backupCodeHash(` ${code.toUpperCase().replaceAll('-', ' ')} `)).toBe(backupCodeHash(code));
    }
  });

  it.each(['', '123456', 'abcd-efgh-jkmn', 'abcd-efgh-jkmn-pqr0', 'abcd-efgh-jkmn-pqrs-t', 'ấấấấ-ấấấấ-ấấấấ-ấấấấ'])(
    '%j không thể là mã',
    (text) => expect(backupCodeHash(text)).toBeNull(),
  );
});

describe('một lần đăng nhập đã đến đâu', () => {
  const now = new Date('2026-01-05T01:00:00Z');
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const begun = (more: Partial<Begun>): Begun => ({
    startedAt: ago(1),
    secondFactor: null,
    demonstration: false,
    ...more,
  });

  it.each([
    ['cán bộ, chỉ mật khẩu', begun({}), ['officer'], 'whole'],
    ['cán bộ, mật khẩu đã lâu', begun({ startedAt: ago(600) }), ['officer'], 'whole'],
    ['còn thiếu mã', begun({ secondFactor: 'needed' }), ['officer'], 'code'],
    ['thiếu mã quá lâu', begun({ secondFactor: 'needed', startedAt: ago(15) }), ['officer'], 'over'],
    ['đã nhập mã', begun({ secondFactor: 'passed', startedAt: ago(600) }), ['administrator'], 'whole'],
    ['quản trị chưa thiết lập', begun({}), ['citizen', 'administrator'], 'set-up'],
    ['quản trị chưa thiết lập, đã lâu', begun({ startedAt: ago(16) }), ['administrator'], 'over'],
    ['quản trị dùng thử', begun({ demonstration: true }), ['administrator'], 'whole'],
    ['dùng thử nhưng đã thiết lập', begun({ demonstration: true, secondFactor: 'needed' }), ['administrator'], 'code'],
    ['đồng hồ lùi', begun({ startedAt: ago(-5) }), ['administrator'], 'set-up'],
  ] as const)('%s', (_, session, roles, standing) => expect(standingOf(session, roles, now)).toBe(standing));
});
