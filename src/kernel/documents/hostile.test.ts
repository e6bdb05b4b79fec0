import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { type DocumentLimits, readDocument } from './index.ts';
import { docxOf, pdfOf, print, utf8, wp } from './test-documents.ts';

const refusalOf = async (bytes: Uint8Array, limits: Partial<DocumentLimits> = {}): Promise<string> => {
  try {
    await readDocument(bytes, 'a.txt', limits);
    return 'read';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.message).toMatch(/\S/);
    expect(error.remedy).toMatch(/\S/);
    return error.code;
  }
};

const OLE = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const docx = docxOf(wp('Một'));
const pdf = pdfOf([print([50, 500, 'Mot'])]);
const image =
  '<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\nx\nendstream';

/** A stream of zeroes, packed as often as asked. */
function bombStream(megabytes: number, layers: number): string {
  let data: Buffer = Buffer.alloc(megabytes * 1024 * 1024);
  for (let layer = 0; layer < layers; layer++) data = deflateSync(data);
  const filter = '/FlateDecode '.repeat(layers);
  return `<< /Length ${data.length} /Filter [${filter}] >>\nstream\n${data.toString('latin1')}\nendstream`;
}

/** A member whose directory entry lies about its size. */
function lyingZip(): Uint8Array {
  const bytes = zipSync({ 'word/document.xml': new Uint8Array(40 * 1024 * 1024) });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = bytes.length - 22; at > 0; at--) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
  }
  return bytes;
}

const CASES: [what: string, code: string, make: () => Uint8Array, limits?: Partial<DocumentLimits>][] = [
  ['an empty file', 'empty', () => new Uint8Array(0)],
  ['blanks only', 'empty', () => utf8(' \n\u200b\n')],
  ['an empty page', 'empty', () => utf8('<html><body><script>x</script></body></html>')],
  ['an empty Word file', 'empty', () => docxOf('')],
  ['a file over the limit set', 'too-large', () => utf8('dài quá'), { bytes: 3 }],
  ['extracted text over the limit set', 'too-large', () => docxOf(wp('dài quá')), { textLength: 3 }],
  ['more cells than the limit set', 'too-large', () => utf8('<table>' + '<td>'.repeat(60)), { pieces: 50 }],
  ['more lines than the limit set', 'too-large', () => utf8('x\n'.repeat(60)), { pieces: 50 }],
  ['PDF text over the limit set', 'too-large', () => pdf, { textLength: 2 }],
  ['too many pages', 'too-many-pages', () => pdfOf(['', '', '']), { pages: 2 }],
  ['a PDF that takes too long', 'too-long', () => pdf, { pdfMilliseconds: 1 }],
  ['a PDF with pictures only', 'scan', () => pdfOf(['/X Do'], { objects: [image] })],
  ['a picture', 'scan', () => utf8('\x89PNG').map((_, at) => [0x89, 0x50, 0x4e, 0x47, 0][at]!)],
  [
    'an encrypted PDF',
    'encrypted',
    () => pdfOf(['BT ET'], { trailer: '/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >>' }),
  ],
  [
    'an encrypted Office file',
    'encrypted',
    () => joined(OLE, new Uint8Array(512), new Uint8Array(Buffer.from('EncryptedPackage', 'utf16le'))),
  ],
  ['an old .doc', 'unsupported', () => joined(OLE, new Uint8Array(2048))],
  ['a ZIP of something else', 'unsupported', () => zipSync({ 'xl/workbook.xml': strToU8('<x/>') })],
  ['macros', 'macros', () => zipSync({ 'word/document.xml': strToU8('<x/>'), 'word/vbaProject.bin': OLE })],
  ['a Word file cut short', 'broken', () => docx.subarray(0, docx.length - 30)],
  ['a Word file with damaged data', 'broken', () => docx.map((byte, at) => (at > 60 && at < 120 ? byte ^ 0x55 : byte))],
  ['a PDF that is no PDF inside', 'broken', () => utf8('%PDF-1.7\nxref\ntrailer')],
  ['a ZIP bomb', 'bomb', () => zipSync({ 'word/document.xml': new Uint8Array(40 * 1024 * 1024) })],
  ['a ZIP bomb that lies about its size', 'bomb', lyingZip],
  ['a ZIP that declares too much', 'bomb', () => docx, { zipDeclaredBytes: 10 }],
  [
    'a ZIP of too many members',
    'bomb',
    () => zipSync(Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`${at}`, OLE]))),
    { zipEntries: 20 },
  ],
  ['a member that unpacks to more than allowed', 'bomb', () => docx, { zipEntryBytes: 50 }],
  ['a PDF bomb', 'bomb', () => pdfOf([''], { objects: [bombStream(70, 1)] })],
  ['a PDF bomb in two layers', 'bomb', () => pdfOf([''], { objects: [bombStream(70, 2)] })],
  [
    'entities in Word XML',
    'bomb',
    () => zipSync({ 'word/document.xml': strToU8('<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>') }),
  ],
  [
    'entities in XHTML',
    'bomb',
    () => utf8('<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaa">]><html><p>&a;</p></html>'),
  ],
  ['HTML nested 100,000 deep', 'broken', () => utf8('<div>'.repeat(100_000) + 'x')],
  ['Word XML nested 100,000 deep', 'broken', () => docxOf('<w:sdt>'.repeat(100_000))],
];

describe('tệp hỏng, lạ hoặc ác ý', () => {
  test.each(CASES)('%s → document.%s', async (_, code, make, limits) => {
    expect(await refusalOf(make(), limits)).toBe(`document.${code}`);
  });

  test('100 MB of text are refused without being looked at', async () => {
    const bytes = new Uint8Array(100 * 1024 * 1024);
    const start = performance.now();
    expect(await refusalOf(bytes)).toBe('document.too-large');
    expect(performance.now() - start).toBeLessThan(50);
  });

  test('tables 20,000 deep, elements left open and long runs of blanks are read in a moment', async () => {
    const start = performance.now();
    const tables = await readDocument(utf8('<table><tr><td>x'.repeat(900)), 'a.html');
    expect(tables.lines.length).toBe(900);
    const open = await readDocument(utf8('<p><b><font>a<i>b'.repeat(20_000)), 'a.html');
    expect(open.blocks.length).toBe(20_000);
    const blanks = await readDocument(
      utf8(`<p>a${'<b> </b>'.repeat(100_000)}b<br>${' \n'.repeat(100_000)}c`),
      'a.html',
    );
    expect(blanks.lines.map(({ text }) => text)).toEqual(['a b', 'c']);
    const signs = await readDocument(utf8(`a${'·'.repeat(300_000)}b ${'\u00e1'.repeat(300_000)}`), 'a.txt');
    expect(signs.lines.length).toBe(1);
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  test('random bytes beyond a few are refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 600, maxLength: 2_000 }), async (bytes) => {
        // Random, not merely of some size: the shrinker's rows of zeroes are refused all the same.
        expect(await refusalOf(bytes)).toMatch(/^document\.(unreadable|empty|broken|unsupported|scan)$/);
      }),
      { numRuns: 100 },
    );
  });

  test('any bytes are either read into sound lines or refused', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.string({ unit: 'binary', maxLength: 200 }).map(utf8),
      fc
        .array(
          fc.constantFrom(
            '<table>',
            '<tr>',
            '<td colspan=2>',
            '</table>',
            '<p>',
            '</td>',
            '<ol>',
            '<li>',
            'ạ',
            '&nbsp;',
            '<br>',
            '</ol>',
          ),
          { maxLength: 60 },
        )
        .map((parts) => utf8(`<p>x</p>${parts.join('')}`)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (file) => {
        const document = await readDocument(file, 'a').catch((error: unknown) => {
          if (error instanceof Refusal) return null;
          throw error;
        });
        if (!document) return;
        let next = 1;
        for (const block of document.blocks) {
          expect(block.line).toBeGreaterThanOrEqual(next);
          expect(block.endLine).toBeGreaterThanOrEqual(block.line);
          next = block.endLine + 1;
        }
        expect(next - 1).toBeLessThanOrEqual(document.lines.length);
        for (const { text } of document.lines) expect(text).toBe(text.normalize('NFC'));
      }),
    );
  });

  test('files cut or changed anywhere are read or refused, never an accident', async () => {
    const files = fc.constantFrom(docx, docxOf(wp('Hai') + '<w:tbl><w:tr><w:tc>' + wp('a') + '</w:tc></w:tr></w:tbl>'));
    await fc.assert(
      fc.asyncProperty(files, fc.nat(), fc.nat(255), fc.boolean(), async (file, at, byte, cut) => {
        const place = at % file.length;
        await refusalOf(cut ? file.subarray(0, place) : file.map((own, index) => (index === place ? byte : own)));
      }),
    );
  });

  test.each([0.3, 0.6, 0.9])('a PDF cut at %d is read or refused', async (share) => {
    expect(await refusalOf(pdf.subarray(0, Math.floor(pdf.length * share)))).toMatch(
      /^(read|document\.(broken|scan))$/,
    );
  });
});
