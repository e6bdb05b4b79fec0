import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authenticatorAddress, codeAt, newSecret, stepAt, stepOfCode } from './totp.ts';

/** "12345678901234567890" in base 32: the key of the examples in RFC 4226 and RFC 6238. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

describe('RFC 6238, phụ lục B (sáu chữ số cuối)', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('giây %i: %s', (seconds, code) => {
    expect(codeAt(SECRET, stepAt(at(seconds)))).toBe(code);
    expect(stepOfCode(SECRET, code, at(seconds))).toBe(stepAt(at(seconds)));
  });
});

describe('RFC 4226, phụ lục D', () => {
  it.each(['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'].map((code, count) => [count, code] as const))(
    'lần %i: %s',
    (count, code) => expect(codeAt(SECRET, count)).toBe(code),
  ); // prettier-ignore
});

describe('mã gần lúc này', () => {
  it.each([
    [-60, null],
    [-30, -1],
    [0, 0],
    [30, 1],
    [60, null],
  ])('lệch %i giây: %s', (seconds, step) => {
    const now = at(1_764_000_000);
    const code = codeAt(SECRET, stepAt(at(1_764_000_000 + seconds)));
    expect(stepOfCode(SECRET, code, now)).toBe(step === null ? null : stepAt(now) + step);
  });

  it.each(['', '12345', '1234567', '12345a', '１２３４５６', ' 287082', '-87082', '28.082', 'ấấấấấấ'])('%j không là mã', (text) =>
    expect(stepOfCode(SECRET, text, at(59))).toBeNull(),
  ); // prettier-ignore

  it('khóa nào, lúc nào cũng ra sáu chữ số, và chính nó nhận lại', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 2 ** 40 }), (seconds) => {
        const secret = newSecret();
        const code = codeAt(secret, stepAt(at(seconds)));
        expect(code).toMatch(/^\d{6}$/);
        expect(stepOfCode(secret, code, at(seconds))).not.toBeNull();
      }),
    );
  });
});

it('địa chỉ cho ứng dụng: tên có dấu được viết đúng, khóa 160 bit', () => {
  const secret = newSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  const address = new URL(authenticatorAddress(secret, 'hoa & co@x.vn', 'CCHC Khánh Hòa'));
  expect([address.protocol, address.host]).toEqual(['otpauth:', 'totp']);
  expect(decodeURIComponent(address.pathname)).toBe('/CCHC Khánh Hòa:hoa & co@x.vn');
  expect(Object.fromEntries(address.searchParams)).toEqual({ secret, issuer: 'CCHC Khánh Hòa' });
});
