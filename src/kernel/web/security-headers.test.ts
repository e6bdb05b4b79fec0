import { describe, expect, it } from 'vitest';
import { withHeaders, withSecurityHeaders } from './security-headers.ts';

describe('tiêu đề bảo mật', () => {
  it('có trên mọi câu trả lời', () => {
    const { headers } = withSecurityHeaders(new Response('x'), { https: false });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=()');
  });

  it('chỉ buộc HTTPS khi người xem đang dùng HTTPS', () => {
    expect(withSecurityHeaders(new Response(), { https: false }).headers.has('strict-transport-security')).toBe(false);
    expect(withSecurityHeaders(new Response(), { https: true }).headers.get('strict-transport-security')).toMatch(
      /^max-age=\d{8}/,
    );
  });

  it('câu trả lời không có chính sách riêng thì không chạy được gì; chính sách riêng được giữ', () => {
    const still = withSecurityHeaders(new Response('{}'), { https: true }).headers.get('content-security-policy');
    expect(still).toContain("default-src 'none'");
    const own = new Response('', { headers: { 'content-security-policy': "script-src 'nonce-abc'" } });
    expect(withSecurityHeaders(own, { https: true }).headers.get('content-security-policy')).toBe(
      "script-src 'nonce-abc'",
    );
  });

  it('chuyển hướng có tiêu đề khóa vẫn nhận được', () => {
    const redirect = withHeaders(Response.redirect('http://localhost/x', 303), [['x-request-id', 'abc']]);
    expect(redirect.status).toBe(303);
    expect(redirect.headers.get('location')).toBe('http://localhost/x');
    expect(redirect.headers.get('x-request-id')).toBe('abc');
  });
});
