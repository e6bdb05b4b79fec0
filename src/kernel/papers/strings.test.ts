import { describe, expect, it, test } from 'vitest';
import { isoDate } from '../calendar/dates.ts';
import { isNumbered, kindRow, PAPER_KINDS } from './kinds.ts';
import type { Signature } from './model.ts';
import {
  addresseeLines,
  annexLabel,
  annexOf,
  baseLines,
  citedNumber,
  closed,
  dateWords,
  numberLine,
  placeDate,
  recipientLines,
  roman,
  signatureLines,
  symbolOf,
} from './strings.ts';

const ROOM = '\u00a0'.repeat(6);

describe('tên loại văn bản (Đ.7)', () => {
  it('29 loại, 27 có chữ viết tắt, không chữ nào trùng', () => {
    const abbreviations = Object.values(PAPER_KINDS).map(({ abbreviation }) => abbreviation);
    expect(abbreviations).toHaveLength(29);
    const used = abbreviations.filter((each) => each !== null);
    expect(used).toHaveLength(27);
    expect(new Set(used).size).toBe(27);
    expect(kindRow('cong-van').abbreviation).toBeNull();
    expect(kindRow('thu-cong').abbreviation).toBeNull();
  });

  it('sổ in ra không có số, ký hiệu', () => {
    expect(isNumbered('so-theo-doi')).toBe(false);
    expect(numberLine('so-theo-doi', 5, 'X')).toBeNull();
  });
});

describe('số và ký hiệu', () => {
  test.each([
    ['bao-cao', 5, 'BC-SNV', 'Số: 05/BC-SNV'],
    ['bao-cao', 10, 'BC-SNV', 'Số: 10/BC-SNV'],
    ['quyet-dinh', 3487, 'QĐ-UBND', 'Số: 3487/QĐ-UBND'],
    ['quyet-dinh', undefined, 'QĐ-UBND', `Số: ${ROOM}/QĐ-UBND`],
    ['thong-bao', undefined, undefined, `Số: ${ROOM}`],
  ] as const)('%s %s %s → %s', (kind, number, symbol, line) => {
    expect(numberLine(kind, number, symbol)).toBe(line);
  });

  test.each([
    ['bao-cao', 'SNV', undefined, 'BC-SNV'],
    ['bao-cao', 'SNV', 'VP', 'BC-SNV'],
    ['cong-van', 'SNV', 'CCHC', 'SNV-CCHC'],
    ['cong-van', 'SNV', undefined, 'SNV'],
    ['to-trinh', 'UBND', undefined, 'TTr-UBND'],
  ] as const)('ký hiệu %s của %s, %s → %s', (kind, issuer, unit, symbol) => {
    expect(symbolOf(kind, issuer, unit)).toBe(symbol);
  });

  it('văn bản chưa có số thì không viện dẫn được', () => {
    expect(citedNumber(undefined, 'BC-SNV')).toBeNull();
    expect(citedNumber(7, 'BC-SNV')).toBe('07/BC-SNV');
  });
});

describe('địa danh và thời gian', () => {
  test.each([
    ['2026-01-05', 'ngày 05 tháng 01 năm 2026'],
    ['2026-02-28', 'ngày 28 tháng 02 năm 2026'],
    ['2026-03-09', 'ngày 09 tháng 3 năm 2026'],
    ['2026-07-10', 'ngày 10 tháng 7 năm 2026'],
    ['2026-12-31', 'ngày 31 tháng 12 năm 2026'],
  ])('%s → %s', (date, words) => {
    expect(dateWords(isoDate(date))).toBe(words);
  });

  it('sau địa danh có dấu phẩy; chưa ký thì để chỗ', () => {
    expect(placeDate('Khánh Hòa', isoDate('2026-01-05'))).toBe('Khánh Hòa, ngày 05 tháng 01 năm 2026');
    expect(placeDate('Khánh Hòa')).toBe(`Khánh Hòa, ngày${ROOM}tháng${ROOM}năm${ROOM}`);
  });
});

describe('căn cứ, kính gửi, nơi nhận', () => {
  it('căn cứ: dấu chấm phẩy cuối mỗi dòng, dòng cuối dấu chấm, dù người soạn đã gõ dấu nào', () => {
    expect(baseLines(['Căn cứ Luật A', 'Căn cứ Luật B;', 'Theo đề nghị của C,'])).toEqual([
      'Căn cứ Luật A;',
      'Căn cứ Luật B;',
      'Theo đề nghị của C.',
    ]);
  });

  it('một nơi nhận ghi cùng dòng, nhiều nơi mỗi nơi một dòng', () => {
    expect(addresseeLines(['Bộ Nội vụ'])).toEqual(['Kính gửi: Bộ Nội vụ.']);
    expect(addresseeLines(['Bộ Nội vụ', 'Bộ Tài chính'])).toEqual(['Kính gửi:', '- Bộ Nội vụ;', '- Bộ Tài chính.']);
    expect(addresseeLines([])).toEqual([]);
  });

  it('nơi nhận: dòng cuối là Lưu', () => {
    expect(recipientLines(['Như trên;', '- UBND tỉnh (b/c)'], 'VT, CCHC')).toEqual([
      '- Như trên;',
      '- UBND tỉnh (b/c);',
      '- Lưu: VT, CCHC.',
    ]);
    expect(recipientLines(['Như trên'])).toEqual(['- Như trên.']);
    expect(recipientLines([])).toEqual([]);
  });
});

describe('thẩm quyền ký (Đ.13)', () => {
  const cases: [string, Signature, string[]][] = [
    ['người đứng đầu', { position: 'Giám đốc' }, ['GIÁM ĐỐC']],
    ['quyền', { acting: true, position: 'Giám đốc' }, ['Q. GIÁM ĐỐC']],
    [
      'ký thay',
      { authority: [{ mark: 'KT.', of: 'Giám đốc' }], position: 'Phó Giám đốc' },
      ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
    ],
    [
      'thay mặt tập thể',
      { authority: [{ mark: 'TM.', of: 'Ủy ban nhân dân' }], position: 'Chủ tịch' },
      ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
    ],
    [
      'cấp phó ký thay mặt tập thể',
      {
        authority: [
          { mark: 'TM.', of: 'Ủy ban nhân dân' },
          { mark: 'KT.', of: 'Chủ tịch' },
        ],
        position: 'Phó Chủ tịch',
      },
      ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
    ],
    [
      'thừa lệnh',
      { authority: [{ mark: 'TL.', of: 'Chủ tịch' }], position: 'Chánh Văn phòng' },
      ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'],
    ],
    [
      'thừa lệnh, giao lại cho cấp phó',
      {
        authority: [
          { mark: 'TL.', of: 'Chủ tịch' },
          { mark: 'KT.', of: 'Chánh Văn phòng' },
        ],
        position: 'Phó Chánh Văn phòng',
      },
      ['TL. CHỦ TỊCH', 'KT. CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG'],
    ],
    [
      'thừa ủy quyền',
      { authority: [{ mark: 'TUQ.', of: 'Chủ tịch' }], position: 'Giám đốc Sở Nội vụ' },
      ['TUQ. CHỦ TỊCH', 'GIÁM ĐỐC SỞ NỘI VỤ'],
    ],
  ];
  test.each(cases)('%s', (_, signature, lines) => {
    expect(signatureLines(signature)).toEqual(lines);
  });

  it('thừa ủy quyền không được giao lại, và thứ tự không đảo', () => {
    for (const marks of [
      ['TUQ.', 'KT.'],
      ['KT.', 'TM.'],
      ['TM.', 'TM.'],
      ['TUQ.', 'TUQ.'],
    ] as const) {
      const authority = marks.map((mark) => ({ mark, of: 'Chủ tịch' }));
      expect(() => signatureLines({ authority, position: 'X' })).toThrow(
        expect.objectContaining({ code: 'paper.authority' }),
      );
    }
  });
});

describe('kết thúc và phụ lục', () => {
  test.each([
    ['Hết', 'Hết./.'],
    ['Hết.', 'Hết./.'],
    ['Hết ./.', 'Hết./.'],
    ['Hết;  ', 'Hết./.'],
  ])('%s → %s', (text, end) => {
    expect(closed(text)).toBe(end);
  });

  it('một phụ lục không đánh số, nhiều phụ lục đánh số La Mã', () => {
    expect(annexLabel(0, 1)).toBe('Phụ lục');
    expect([0, 3, 8].map((index) => annexLabel(index, 9))).toEqual(['Phụ lục I', 'Phụ lục IV', 'Phụ lục IX']);
  });

  it('phụ lục nêu văn bản mà nó kèm theo', () => {
    expect(annexOf('bao-cao', 'Sở Nội vụ', 5, 'BC-SNV', isoDate('2026-01-05'))).toBe(
      '(Kèm theo Báo cáo số 05/BC-SNV ngày 05 tháng 01 năm 2026 của Sở Nội vụ)',
    );
    expect(annexOf('ke-hoach', 'Sở Nội vụ', undefined, 'KH-SNV')).toContain(`số ${ROOM}/KH-SNV ngày${ROOM}`);
  });

  it.each([
    [1, 'I'],
    [4, 'IV'],
    [9, 'IX'],
    [14, 'XIV'],
    [40, 'XL'],
    [1999, 'MCMXCIX'],
  ])('%s là %s', (value, letters) => {
    expect(roman(value)).toBe(letters);
  });
});
