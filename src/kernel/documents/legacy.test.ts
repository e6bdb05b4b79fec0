import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeLegacy, LEGACY_TABLES, type LegacyEncoding } from './legacy-encodings.ts';
import { convertLegacyPassages } from './legacy-text.ts';
import { isVietnameseSyllable } from './syllables.ts';

const convert = (...texts: string[]) => convertLegacyPassages(texts);

const SENTENCES: [encoding: LegacyEncoding, written: string, meant: string][] = [
  ['tcvn3', 'Céng hßa x· héi chñ nghÜa ViÖt Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'],
  ['vni', 'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'],
  ['tcvn3', '§éc lËp - Tù do - H¹nh phóc', 'Độc lập - Tự do - Hạnh phúc'],
  ['vni', 'Ñoäc laäp - Töï do - Haïnh phuùc', 'Độc lập - Tự do - Hạnh phúc'],
  ['vni', 'COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
  ['tcvn3', 'ñy ban nh©n d©n tØnh Kh¸nh Hßa', 'ủy ban nhân dân tỉnh Khánh Hòa'],
  ['vni', 'UÛy ban nhaân daân tænh Khaùnh Hoøa', 'Ủy ban nhân dân tỉnh Khánh Hòa'],
  ['tcvn3', 'Së Néi vô chñ tr×, phèi hîp víi c¸c së, ban, ngµnh', 'Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành'],
  [
    'vni',
    'Sôû Noäi vuï chuû trì, phoái hôïp vôùi caùc sôû, ban, ngaønh',
    'Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành',
  ],
  ['tcvn3', '\u00adu tiªn ®Çu t\u00ad, \u00aeæi míi ch\u00ad¬ng tr×nh', 'ưu tiên đầu tư, đổi mới chương trình'],
  ['tcvn3', 'CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
];

describe('bảng mã cũ', () => {
  test.each(SENTENCES)('%s: %s', (encoding, written, meant) => {
    expect(convert(written)).toEqual({ found: [encoding], passages: [meant] });
  });

  test.each(['tcvn3', 'vni'] as const)('%s: every letter comes back from its written form', (encoding) => {
    for (const [written, letter] of LEGACY_TABLES[encoding]) {
      expect(decodeLegacy(written, encoding)).toBe(letter);
      expect(letter).toBe(letter.normalize('NFC'));
    }
  });

  test('the sets are complete: 134 letters in VNI; in TCVN3 all small ones and the capitals without tone', () => {
    const all = [...'aăâeêioôơuưy'].flatMap((vowel) =>
      ['', '\u0301', '\u0300', '\u0309', '\u0303', '\u0323'].map((tone) => (vowel + tone).normalize('NFC')),
    );
    const marked = [...all, 'đ'].filter((letter) => !/[a-z]/.test(letter));
    const small = new Set(LEGACY_TABLES.tcvn3.values());
    const vni = new Set(LEGACY_TABLES.vni.values());
    expect(marked.filter((letter) => !small.has(letter))).toEqual([]);
    expect([...'ĂÂÊÔƠƯĐ'].filter((letter) => !small.has(letter))).toEqual([]);
    expect(marked.flatMap((one) => [one, one.toUpperCase()]).filter((letter) => !vni.has(letter))).toEqual([]);
    expect(LEGACY_TABLES.tcvn3.size).toBe(74);
  });

  test.each(['tcvn3', 'vni'] as const)('%s: Vietnamese words written in it and read back are the same', (encoding) => {
    const inverse = new Map([...LEGACY_TABLES[encoding]].map(([written, letter]) => [letter, written]));
    const words =
      'rà soát thủ tục hành chính nhiệm vụ kế hoạch đổi mới chương trình phường xã quyết định nghĩa uống ướt'.split(
        ' ',
      );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 30 }), (picked) => {
        const meant = picked.join(' ');
        const written = [...meant].map((letter) => inverse.get(letter) ?? letter).join('');
        expect(decodeLegacy(written, encoding)).toBe(meant);
      }),
    );
  });

  test('a document that mixes fonts: each passage by itself, doubtful ones like their neighbours', () => {
    const { passages } = convert(
      'Cộng hòa xã hội',
      'hoạt động có hiệu quả',
      'Céng hßa x· héi chñ nghÜa',
      'cã',
      'ViÖt Nam',
      'có',
      'Báo cáo',
    );
    expect(passages).toEqual([
      'Cộng hòa xã hội',
      'hoạt động có hiệu quả',
      'Cộng hòa xã hội chủ nghĩa',
      'có',
      'Việt Nam',
      'có',
      'Báo cáo',
    ]);
  });

  test.each([
    'Quyết định của Ủy ban nhân dân tỉnh Khánh Hòa: hoà, thoả, xoá, khoẻ, uỷ ban; đồng chí Hoàng Oánh ở Đắk Lắk, Krông Pắc.',
    'Bão số 3, cá, má, nhà, có, bò, đó, ý, kỹ, tá, là, và, cũ, thú, hè, mê, tê, cô, bô.',
    'Toà án, toàn bộ, hoá đơn, loá mắt, xoà, toả, oán, oà',
    "Réforme de l'administration : où va l'État ? Août, goût, dû, sûr, là-bas, été, élève, forêt, naïve, Noël.",
    'où dû où',
    'The café’s naïve façade — résumé © 2025, ® and ™; § 5, «quoted» text, 20 °C, ½.',
    'Müller, Größe, Übung, schön; señor, año, niño, mañana; São Paulo, coração, ações',
    'ca ra ma ta · § © ® ª «» ¬ ¸ ¹',
  ])('is left alone: %s', (text) => {
    expect(convert(text)).toEqual({ found: [], passages: [text] });
  });

  test('one line of French per passage is left alone too', () => {
    const lines = 'où|dû|août|goût|été|là|à|très|forêt|même|élève|côté|hôtel|île|noël|reçu'.split('|');
    expect(convert(...lines).passages).toEqual(lines);
  });
});

describe('âm tiết tiếng Việt', () => {
  test.each('nghiêng quyết gì giếng khuỷu uống ướt yêu thuở quốc tuýp'.split(' '))('%s could be one', (word) => {
    expect(isVietnameseSyllable(word)).toBe(true);
  });
  test.each('céng hßa ngiêng gế kà café mát́ tàc strông'.split(' '))('%s could not', (word) => {
    expect(isVietnameseSyllable(word)).toBe(false);
  });
});
