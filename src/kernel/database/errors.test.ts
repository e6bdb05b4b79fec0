import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { unreachable } from './errors.ts';
import { prepareDatabase } from './prepare.ts';

describe('cơ sở dữ liệu không vào được', () => {
  it('nói rõ ở đâu và cách xử lý, không lộ mật khẩu', async () => {
    const refusal = await prepareDatabase('postgresql://an:hunter2@127.0.0.1:1/so').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'database.unreachable', status: 503, where: '127.0.0.1:1/so' });
    expect(`${(refusal as Error).message}${(refusal as { remedy: string }).remedy}`).not.toContain('hunter2');
  });

  it.each([
    ['28P01', 'mật khẩu'],
    ['3D000', 'không có cơ sở dữ liệu'],
    ['ENOTFOUND', 'không có máy chủ tên này'],
  ])('%s', (code, words) => {
    const error = Object.assign(new pg.DatabaseError('no', 2, 'error'), { code });
    expect(unreachable(error, 'postgresql://db/so')?.message).toContain(words);
    expect(unreachable(new AggregateError([error]), 'postgresql://db/so')?.message).toContain(words);
  });

  it('lỗi khác không phải chuyện này', () => {
    expect(unreachable(new Error('x'), 'postgresql://db/so')).toBeNull();
    expect(unreachable(null, 'postgresql://db/so')).toBeNull();
  });
});
