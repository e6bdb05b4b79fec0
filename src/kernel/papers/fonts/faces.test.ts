import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it, test } from 'vitest';
import { drawable, faces, textWidth, type FaceStyle } from './faces.ts';
import { advancesOf, charactersOf, mergeSubsets } from './merge.ts';
import { readWoff, writeSfnt } from './woff.ts';

const require = createRequire(import.meta.url);
const subset = (name: string) => readWoff(readFileSync(require.resolve(`@fontsource/tinos/files/tinos-${name}.woff`)));

/** Every letter that Vietnamese writes, in both cases. */
const LETTERS = [...'aăâeêioôơuưy'].flatMap((vowel) =>
  ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((tone) => (vowel + tone).normalize('NFC')),
);
const VIETNAMESE = [...LETTERS, 'đ', ...LETTERS.map((letter) => letter.toUpperCase()), 'Đ'];

describe('phông chữ in', () => {
  test.each(['regular', 'italic', 'bold', 'boldItalic'] satisfies FaceStyle[])(
    'kiểu %s có đủ chữ tiếng Việt',
    (style) => {
      const { advances } = faces()[style];
      expect(VIETNAMESE.filter((letter) => !advances.has(letter.codePointAt(0)!))).toEqual([]);
    },
  );

  it('ghép các phần giữ nguyên bề rộng từng chữ', () => {
    const parts = [subset('latin-400-normal'), subset('vietnamese-400-normal')];
    const merged = mergeSubsets(parts, 'Thử', 'Regular');
    const widths = advancesOf(merged);
    const places = charactersOf(merged);
    for (const part of parts) {
      const own = advancesOf(part);
      for (const [code, glyph] of charactersOf(part)) {
        const found = widths[places.get(code)!];
        // A character in both parts keeps the first part's glyph.
        if (part === parts[0] || !charactersOf(parts[0]!).has(code)) expect(found).toBe(own[glyph]);
      }
    }
  });

  it('tệp phông ghép đúng cấu trúc: bảng xếp theo tên, tổng kiểm đúng, loca khớp glyf', () => {
    const merged = mergeSubsets([subset('latin-700-normal'), subset('vietnamese-700-normal')], 'Thử', 'Bold');
    const file = writeSfnt(merged);
    const tags = Array.from({ length: file.readUInt16BE(4) }, (_, index) =>
      file.toString('latin1', 12 + 16 * index, 16 + 16 * index),
    );
    expect(tags).toEqual([...tags].sort());
    const loca = merged.get('loca')!;
    expect(loca.readUInt32BE(loca.length - 4)).toBe(merged.get('glyf')!.length);
    expect(loca.length / 4 - 1).toBe(merged.get('maxp')!.readUInt16BE(4));
  });

  it('đo chữ: bằng bề rộng của Times New Roman', () => {
    // Widths of Times New Roman in units of 1/2048: S 1139, o 1024; bold H 1593.
    expect(textWidth('So', 2048, 'regular')).toBeCloseTo(1139 + 1024, 0);
    expect(textWidth('H', 2048, 'bold')).toBeCloseTo(1593, 0);
  });

  it('chữ không phông nào vẽ được thành ô vuông', () => {
    expect(drawable('≥ 90% ☑ Đạt 😀 漢\n₫ “ạ”…')).toBe('≥ 90% ☑ Đạt □ □\n₫ “ạ”…');
  });

  it('tệp không phải WOFF thì báo lỗi', () => {
    expect(() => readWoff(Buffer.from('wOF2 gì đó'))).toThrow('not a WOFF');
  });
});
