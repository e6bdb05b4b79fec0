import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { keepAttachment } from './attachment.ts';

const MEGABYTE = 1024 * 1024;
const word = (parts: Record<string, string> = {}) =>
  zipSync({ 'word/document.xml': strToU8('<w:document/>'), ...Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])) }, { level: 0 }); // prettier-ignore
const PDF = strToU8('%PDF-1.7\n%âãÏÓ');

beforeAll(() => {
  process.env.CCHC_VAR = mkdtempSync(join(tmpdir(), 'cchc-attachments-'));
});

describe('tệp gửi làm tài liệu kiểm chứng', () => {
  it.each<[string, Uint8Array]>([
    ['quyet-dinh.pdf', PDF],
    ['Báo cáo.DOCX', word()],
    ['anh.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['ghi-chu.txt', strToU8('Đã họp ngày 5/3')],
  ])('%s: nhận', async (name, bytes) => {
    await expect(keepAttachment({ name, bytes }, MEGABYTE)).resolves.toMatchObject({ size: bytes.byteLength });
  });

  it.each<[string, string, Uint8Array, string]>([
    ['có macro, tên nói ra', 'bao-cao.docm', word(), 'file.macros'],
    ['có macro, đổi tên thành .docx', 'bao-cao.docx', word({ 'word/vbaProject.bin': 'x' }), 'file.macros'],
    ['điều khiển ActiveX', 'bao-cao.docx', word({ 'word/activeX/activeX1.xml': 'x' }), 'file.macros'],
    ['tệp Office cũ', 'bao-cao.doc', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'file.macros'],
    ['tên nói PDF, bên trong là trang web', 'quyet-dinh.pdf', strToU8('<html><script>1</script>'), 'file.type-lies'],
    ['tên nói ảnh, bên trong là PDF', 'anh.png', PDF, 'file.type-lies'],
    ['chương trình', 'cai-dat.exe', strToU8('MZ'), 'file.type-not-accepted'],
    ['hai đuôi', 'quyet-dinh.pdf.exe', PDF, 'file.type-not-accepted'],
    ['đuôi giấu sau dấu đổi chiều chữ', 'anh\u202egnp.exe', PDF, 'file.type-not-accepted'],
    ['không đuôi', 'quyetdinh', PDF, 'file.type-not-accepted'],
    ['trang web', 'trang.html', strToU8('<html>'), 'file.type-not-accepted'],
    ['quá lớn', 'to.pdf', new Uint8Array(MEGABYTE + 1), 'file.too-large'],
    ['tệp nén hỏng', 'hong.docx', strToU8('PK\u0003\u0004word/ hỏng'), 'document.broken'],
  ])('%s: từ chối', async (_name, name, bytes, code) => {
    await expect(keepAttachment({ name, bytes }, MEGABYTE)).rejects.toMatchObject({ code });
  });
});
