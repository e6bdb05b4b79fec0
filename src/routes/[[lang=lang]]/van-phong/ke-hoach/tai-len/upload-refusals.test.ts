import { describe, expect, it } from 'vitest';
import { megabytes } from './size.ts';
import { bodyTooLarge, tooLarge } from './upload-refusals.ts';

const headers = (length?: string) => new Headers(length ? { 'content-length': length } : {});

describe('tệp quá lớn', () => {
  it('được nhận ra dù lỗi của máy chủ bị bọc trong lỗi khác', () => {
    const inner = Object.assign(new Error('Payload Too Large'), { status: 413 });
    expect(bodyTooLarge(inner, headers(), 10)).toBe(true);
    expect(bodyTooLarge(new TypeError('Failed to parse', { cause: inner }), headers(), 10)).toBe(true);
    expect(bodyTooLarge(new TypeError('Failed to parse'), headers('11'), 10)).toBe(true);
  });

  it('không lẫn với lỗi khác', () => {
    expect(bodyTooLarge(new TypeError('Failed to parse'), headers('10'), 10)).toBe(false);
    expect(bodyTooLarge(new Error('x'), headers(), 10)).toBe(false);
    expect(bodyTooLarge(null, headers(), 10)).toBe(false);
  });

  it('nói rõ tối đa bao nhiêu', () => {
    expect(tooLarge(20 * 1024 * 1024)).toMatchObject({ status: 413, where: expect.stringContaining('20 MB') });
  });
});

it.each([
  [0, '0 MB'],
  [1, 'dưới 0,1 MB'],
  [3_250_586, '3,1 MB'],
  [20 * 1024 * 1024, '20 MB'],
])('%i byte là %s', (bytes, words) => expect(megabytes(bytes)).toBe(words));
