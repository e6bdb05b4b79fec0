import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocument } from './index.ts';
import { normalise, tidySpaces } from './normalise.ts';
import { codes, outline, utf8 } from './test-documents.ts';

const VIETNAMESE = 'Quyết định về việc ban hành Kế hoạch\nỦy ban nhân dân tỉnh\n';
const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

describe('tệp văn bản', () => {
  test('each line of the file is a source line, blank ones too; a paragraph per line that says something', async () => {
    const document = await readDocument(utf8('  Một |\r\n\r\nHai\tba\u2028Bốn\n'), 'a.txt');
    expect(document.lines).toEqual(['  Một |', '', 'Hai\tba', 'Bốn'].map((text) => ({ text, page: null })));
    expect(document.blocks).toEqual([
      { kind: 'paragraph', text: 'Một |', line: 1, endLine: 1 },
      { kind: 'paragraph', text: 'Hai ba', line: 3, endLine: 3 },
      { kind: 'paragraph', text: 'Bốn', line: 4, endLine: 4 },
    ]);
    expect(document.diagnostics).toEqual([]);
  });

  test.each([
    ['UTF-8', utf8(VIETNAMESE)],
    ['UTF-8 with mark', utf8(`\ufeff${VIETNAMESE}`)],
    ['UTF-16 LE', Uint8Array.from(Buffer.from(`\ufeff${VIETNAMESE}`, 'utf16le'))],
    ['UTF-16 BE', Uint8Array.from(Buffer.from(`\ufeff${VIETNAMESE}`, 'utf16le').swap16())],
    // windows-1258: Quyê + acute 0xEC, đ 0xF0, dot below 0xF2, hook above 0xD2.
    [
      'windows-1258',
      latin1(
        'Quy\xea\xect \xf0\xean\xf2h'.replace('\xean\xf2h', 'i\xf2nh') +
          ' v\xea\xcc vi\xea\xf2c ban h\xe0nh K\xea\xec hoa\xf2ch\nU\xd2y ban nh\xe2n d\xe2n ti\xd2nh\n',
      ),
    ],
  ])('%s is read', async (_, bytes) => {
    const document = await readDocument(bytes, 'a.txt');
    expect(document.lines.map(({ text }) => text).join('\n')).toBe(VIETNAMESE.trim());
  });

  test.each([
    ['TCVN3', 'Céng hßa x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do'],
    ['VNI', 'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nÑoäc laäp - Töï do'],
  ])('%s is recognised in bytes and in UTF-8', async (name, written) => {
    for (const bytes of [latin1(written), utf8(written)]) {
      const document = await readDocument(bytes, 'a.txt');
      expect(outline(document)).toEqual(['Cộng hòa xã hội chủ nghĩa Việt Nam', 'Độc lập - Tự do']);
      expect(codes(document)).toEqual(['legacy-encoding']);
      expect(document.diagnostics[0]!.message).toContain(name);
    }
  });

  test('Western text in single bytes stays Western', async () => {
    const document = await readDocument(latin1("Réforme de l'administration, à l'étranger, très tôt\n"), 'a.txt');
    expect(outline(document)).toEqual(["Réforme de l'administration, à l'étranger, très tôt"]);
    expect(codes(document)).toEqual([]);
  });

  test('UTF-8 with a lost byte is told, not taken for another encoding', async () => {
    const whole = utf8(VIETNAMESE.repeat(5));
    const document = await readDocument(
      whole.filter((_, at) => at !== 4),
      'a.txt',
    );
    expect(codes(document)).toEqual(['bytes-damaged']);
    expect(document.lines[1]!.text).toBe('Ủy ban nhân dân tỉnh');
  });

  test('decomposed letters are composed, and this is said once', async () => {
    const document = await readDocument(utf8(VIETNAMESE.normalize('NFD')), 'a.txt');
    expect(document.lines[0]!.text).toBe('Quyết định về việc ban hành Kế hoạch');
    expect(codes(document)).toEqual(['text-normalised']);
  });

  test('the name is only compared', async () => {
    expect(codes(await readDocument(utf8('Một'), 'a.pdf'))).toEqual(['type-differs-from-name']);
    expect(codes(await readDocument(utf8('<p>Một</p>'), 'a.HTM'))).toEqual([]);
    expect(codes(await readDocument(utf8('Thẻ <p> là thẻ HTML'), 'khong-duoi'))).toEqual([]);
  });
});

describe('chuẩn hóa ký tự', () => {
  test.each([
    ['a\u00a0b\u2003c\u202fd', 'a b c d'],
    ['cải\u00ad cách\u200b\ufeff', 'cải cách'],
    ['a\r\nb\rc\u2028d\u0085e', 'a\nb\nc\nd\ne'],
    ['a\u0007b\u009fc\0', 'abc'],
    ['“kế hoạch” – ‘x’…', '“kế hoạch” – ‘x’…'],
    ['ê\u0301', 'ế'],
  ])('%j → %j', (written, kept) => {
    expect(normalise(written)).toBe(kept);
  });

  test('doing it twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = tidySpaces(normalise(text));
        expect(tidySpaces(normalise(once))).toBe(once);
      }),
    );
  });
});
