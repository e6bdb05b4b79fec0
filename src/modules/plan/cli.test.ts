import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { pdfOf } from '#kernel/documents/test-documents.ts';
import { SEED_FILE } from './testing/sample-plan.ts';

/** The command line as others use it: one process per command, no database. */
const folder = mkdtempSync(join(tmpdir(), 'cchc-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function cchc(...args: string[]) {
  const done = spawnSync(process.execPath, ['src/cli.ts', ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, DATABASE_URL: '' },
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

function file(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const text = (value: string) => new TextEncoder().encode(value);
const wordFile = (members: Record<string, Uint8Array>) =>
  zipSync({ '[Content_Types].xml': text('<Types/>'), ...members }, { level: 9 });

describe('cchc plan parse', () => {
  it('in JSON theo đúng dạng đã hứa, mã thoát 0', () => {
    const { code, out, err } = cchc('plan', 'parse', SEED_FILE, '--json');
    expect([code, err]).toEqual([0, '']);
    const plan = JSON.parse(out);
    expect(Object.keys(plan).sort()).toEqual(['decision', 'diagnostics', 'groups', 'objectives', 'year']);
    expect(plan.decision).toMatchObject({ number: '3487/QĐ-UBND', date: '2024-12-31', bases: expect.any(Array) });
    expect(plan.groups[0]).toMatchObject({ ordinal: 1, code: 'I', inferred: true });
    expect(plan.groups[0].tasks[0]).toMatchObject({ ordinal: 1, number: '1' });
    expect(plan.groups[0].tasks[0].products[0]).toMatchObject({
      schedule: {
        text: 'Tháng 01/2025',
        kind: 'deadline',
        due: '2025-01-31',
        precision: 'month',
        recurrence: null,
        event: null,
      },
      assignment: {
        roles: [
          { role: 'lead', name: 'Sở Tư pháp', collective: false },
          { role: 'coordinating', collective: true },
        ],
      },
    });
    expect(plan.objectives[1].items[0].targets[0]).toMatchObject({ operator: '>=', value: 20, unit: '%' });
    expect(Object.keys(plan.diagnostics[0]).sort()).toEqual(['code', 'line', 'message', 'severity']);
  });

  it('không có --json: tóm tắt cho người đọc', () => {
    const { code, out } = cchc('plan', 'parse', SEED_FILE);
    expect(code).toBe(0);
    expect(out).toContain('62 nhiệm vụ');
  });

  it.each<[string, () => string, RegExp]>([
    ['tệp rỗng', () => file('rong.txt', ''), /không có nội dung/],
    [
      'không phải kế hoạch',
      () => file('thu.txt', 'Kính gửi các sở, ban, ngành. Trân trọng.'),
      /Không tìm thấy bảng nhiệm vụ/,
    ],
    ['bản quét không có chữ', () => file('quet.pdf', pdfOf([''])), /bản quét/],
    [
      'PDF có mật khẩu',
      () =>
        file(
          'khoa.pdf',
          pdfOf(['BT (x) Tj ET'], { trailer: '/Encrypt << /Filter /Standard /V 1 /R 2 /O () /U () /P -4 >>' }),
        ),
      /mật khẩu|hỏng/,
    ],
    ['PDF bị cắt', () => file('cat.pdf', pdfOf(['BT ET']).slice(0, 200)), /hỏng/],
    [
      'bom nén',
      () => file('bom.docx', wordFile({ 'word/document.xml': new Uint8Array(400_000_000) })),
      /giải nén phình to/,
    ],
    ['100 MB chữ', () => file('lon.txt', Buffer.alloc(100_000_000, 'nhiệm vụ ')), /dung lượng/],
    [
      'byte ngẫu nhiên',
      () =>
        file(
          'rac.bin',
          Uint8Array.from({ length: 50_000 }, (_, index) => (index * index * 31 + 7) % 256),
        ),
      /không phải văn bản/,
    ],
    ['không có tệp', () => join(folder, 'khong-co.txt'), /Không có tệp/],
  ])('%s: một lời rõ bằng tiếng Việt, mã thoát 2, không in gì khác', (_name, path, message) => {
    const { code, out, err } = cchc('plan', 'parse', path(), '--json');
    expect(err).toMatch(message);
    expect(err).not.toMatch(/at .*\.ts:\d+/);
    expect([code, out]).toEqual([2, '']);
  });

  it.each([
    [['plan', 'parse']],
    [['plan', 'parse', 'a', 'b']],
    [['plan', 'parse', '--la']],
    [['plan', 'bay']],
    [['khong-co']],
  ])('gọi sai %j: cách dùng, mã thoát 2', (args) => {
    const { code, err } = cchc(...args);
    expect(code).toBe(2);
    expect(err).toMatch(/plan parse|Cách dùng/);
  });
});
