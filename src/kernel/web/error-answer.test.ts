import { describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { answerToThrown } from './error-answer.ts';

describe('nói với người xem về lỗi', () => {
  it('lời từ chối giữ nguyên ba phần, mã và trạng thái', () => {
    const refusal = new Refusal('plan.not-a-plan', 'Tệp không phải kế hoạch.', {
      status: 422,
      where: 'Tệp a.txt',
      remedy: 'Chọn tệp khác.',
    });
    expect(answerToThrown(refusal, 'r-1')).toEqual({
      status: 422,
      message: 'Tệp không phải kế hoạch.',
      code: 'plan.not-a-plan',
      where: 'Tệp a.txt',
      remedy: 'Chọn tệp khác.',
      requestId: 'r-1',
    });
  });

  it('biểu mẫu hỏng là lỗi của người gửi, không phải của hệ thống', async () => {
    const body = new Response('x', { headers: { 'content-type': 'multipart/form-data; boundary=b' } });
    const thrown: unknown = await body.formData().catch((error: unknown) => error);
    expect(answerToThrown(thrown, 'r-3')).toMatchObject({ status: 400, code: 'bad-form' });
  });

  it.each([
    new Error('relation "account" does not exist at /srv/db.ts:12'),
    'postgres://user:pw@host',
    null,
    undefined,
  ])('lỗi khác không lộ bên trong: %s', (thrown) => {
    const answer = answerToThrown(thrown, 'r-2');
    expect(answer).toEqual({ status: 500, code: 'internal', requestId: 'r-2', message: expect.any(String) });
    expect(answer.message).toContain('r-2');
    expect(answer.message).not.toMatch(/relation|srv|postgres:/);
  });
});
