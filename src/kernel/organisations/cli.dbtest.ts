import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '#test/database/fresh.ts';
import { siteOf } from '../site.ts';

describe('cchc organisations', () => {
  const fresh = useDatabase();
  const cchc = (...args: string[]) => {
    const env = { ...process.env, DATABASE_URL: fresh.url, CCHC_SECRET: 'x'.repeat(32) };
    const done = spawnSync(process.execPath, ['src/cli.ts', 'organisations', ...args], { encoding: 'utf8', env });
    return { code: done.status, said: done.stdout + done.stderr };
  };
  const names = ['--name', 'Tỉnh Thử', '--name-en', 'Trial Province'];

  it('kiểm tra một thư mục đúng và một thư mục không có', () => {
    expect(cchc('check', 'data/khanh-hoa')).toMatchObject({ code: 0, said: expect.stringContaining('Danh mục đúng') });
    expect(cchc('check', 'data/khong-co')).toMatchObject({ code: 2, said: expect.stringContaining('Không đọc được') });
  });

  it('nạp danh mục và tên tỉnh một lần; lần sau từ chối, không đổi gì', async () => {
    expect(cchc('load', 'data/khanh-hoa')).toMatchObject({ code: 2, said: expect.stringContaining('--name') });
    expect(cchc('load', 'data/khanh-hoa', ...names)).toMatchObject({
      code: 0,
      said: expect.stringContaining('Đã nạp'),
    });
    expect((await siteOf(fresh.db)).province).toEqual({ vi: 'Tỉnh Thử', en: 'Trial Province' });
    expect(cchc('load', 'data/khanh-hoa', ...names)).toMatchObject({
      code: 2,
      said: expect.stringContaining('không nạp đè'),
    });
  });
});
