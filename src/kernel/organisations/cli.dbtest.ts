import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '#test/database/fresh.ts';
import { siteOf } from '../site.ts';
import { readProvince } from './exchange/province-file.ts';

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

  it('xuất, nhập lại không đổi gì; tệp sai bị từ chối; mẫu ghi ra được', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cchc-cli-'));
    try {
      const [book, json, template] = ['danh-muc.xlsx', 'danh-muc.json', 'mau.xlsx'].map((name) => join(folder, name)) as [string, string, string]; // prettier-ignore
      expect(cchc('export', book).code).toBe(0);
      expect(cchc('export', json).code).toBe(0);
      expect(readProvince(json).organisations).toEqual(readProvince(book).organisations);
      expect(cchc('import', book, '--confirm')).toMatchObject({ code: 0, said: expect.stringMatching(/Mới: 0; sửa: 0;[^]*Đã nhập/) }); // prettier-ignore
      expect(cchc('template', template).code).toBe(0);
      expect(cchc('import', template)).toMatchObject({ code: 0, said: expect.stringContaining('Chưa đổi gì') });
      expect(cchc('import', json)).toMatchObject({ code: 2, said: expect.stringContaining('Cách xử lý') });
      const merging = join(folder, 'hop-nhat.json');
      writeFileSync(merging, JSON.stringify({ province: 'Thử', prefix: 'tinh-ban', effectiveOn: '2026-01-01', document: { title: 'Thử', source: 'Thử' } })); // prettier-ignore
      expect(cchc('merge-registry', json, merging)).toMatchObject({ code: 0, said: expect.stringContaining('Chưa đổi gì') }); // prettier-ignore
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);
});
