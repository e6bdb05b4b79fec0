import { describe, expect, it } from 'vitest';
import { sniffMedia } from './sniff.ts';

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('what a file is', () => {
  it.each([
    ['application/pdf', latin1('%PDF-1.7\n%\xe2\xe3')],
    ['image/png', latin1('\x89PNG\r\n\x1a\n\0\0')],
    ['image/jpeg', latin1('\xff\xd8\xff\xe0')],
    ['application/x-ole-storage', latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0')],
    ['application/zip', latin1('PK\x03\x04\x14\0\0\0readme.txt')],
    ['application/zip', latin1('PK\x05\x06\0\0')],
    [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      latin1('PK\x03\x04\0[Content_Types].xml\0word/document.xml'),
    ],
    [
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      latin1('PK\x03\x04\0[Content_Types].xml\0xl/workbook.xml'),
    ],
    ['text/html', Buffer.from('\ufeff <!DOCTYPE html><title>Kế hoạch</title>')],
    ['text/html', latin1('<table border=1>')],
    ['text/html', latin1('<svg xmlns="http://www.w3.org/2000/svg" onload="x()">')],
    ['text/html', Buffer.from('\ufeff<html>', 'utf16le')],
    ['text/plain', Buffer.from('QUYẾT ĐỊNH\r\nVề việc ban hành Kế hoạch\t|')],
    ['text/plain', latin1('K\xd5 ho\xb9ch (TCVN3)')],
    ['text/plain', latin1('')],
    ['text/plain', latin1('a < b and c > d')],
    ['application/octet-stream', latin1('\x7fELF\x02\x01\0')],
    ['application/octet-stream', latin1('MZ\x90\0')],
  ])('is %s (%#)', (type, bytes) => {
    expect(sniffMedia(bytes)).toBe(type);
  });
});
