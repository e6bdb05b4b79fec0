import { describe, expect, it } from 'vitest';
import { requestIdOf } from './request-id.ts';

const asked = (id?: string) =>
  requestIdOf(new Request('http://localhost', { headers: id === undefined ? {} : { 'x-request-id': id } }));

describe('mã yêu cầu', () => {
  it('giữ mã của máy chủ phía trước', () => {
    expect(asked('edge-0001_abc')).toBe('edge-0001_abc');
  });

  it.each(['ngắn', 'a b c d e f', '<script>alert(1)</script>', 'x'.repeat(65), ''])('không tin mã lạ: %s', (id) => {
    expect(asked(encodeURI(id))).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('mỗi yêu cầu một mã', () => {
    expect(asked()).not.toBe(asked());
  });
});
