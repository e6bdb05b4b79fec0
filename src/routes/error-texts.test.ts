import { describe, expect, it } from 'vitest';
import { errorText } from './error-texts.ts';

describe('lời trên trang lỗi', () => {
  it('lời từ chối nói lời của nó, phần thiếu lấy theo trạng thái', () => {
    const refusal = { message: 'Tệp không phải kế hoạch.', code: 'plan.not-a-plan', remedy: 'Chọn tệp khác.' };
    expect(errorText(422, refusal, 'vi')).toEqual({
      what: 'Tệp không phải kế hoạch.',
      where: 'Nội dung đã gửi',
      remedy: 'Chọn tệp khác.',
    });
  });

  it('lỗi của máy chủ không mang lời bên trong ra ngoài', () => {
    const error = { message: 'ECONNREFUSED 127.0.0.1:5432', code: 'internal' };
    expect(errorText(500, error, 'vi').what).toBe('Hệ thống gặp sự cố');
    expect(JSON.stringify(errorText(503, error, 'en'))).not.toContain('ECONN');
  });

  it.each([400, 401, 403, 404, 405, 413, 418, 429, 500, 502, 503])(
    'trạng thái %i đủ ba phần, hai thứ tiếng',
    (status) => {
      const vi = errorText(status, { message: 'Not Found' }, 'vi');
      const en = errorText(status, { message: 'Not Found' }, 'en');
      for (const part of ['what', 'where', 'remedy'] as const) {
        expect(vi[part]).not.toBe('');
        expect(en[part]).not.toBe(vi[part]);
      }
    },
  );
});
