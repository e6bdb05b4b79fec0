import { expect, it } from 'vitest';
import { toldError } from './log.ts';

it('lỗi của cơ sở dữ liệu vào nhật ký mà không kèm dữ liệu của dòng', () => {
  const cause = Object.assign(new Error('null value in column "email"'), {
    code: '23502',
    detail: 'Failing row contains (Nguyễn Văn A, 46d6dd).',
  });
  const text = JSON.stringify(
    toldError(Object.assign(new Error('Failed query: insert', { cause }), { params: ['Nguyễn Văn A'] })),
  );
  expect(text).toContain('23502');
  expect(text).toContain('Failed query');
  expect(text).not.toMatch(/Nguyễn|46d6dd/);
});
