import { describe, expect, it, test } from 'vitest';
import { clean, holdPlace, runsOf, upper } from './rich-text.ts';

describe('chữ để in', () => {
  test.each([
    ['Nghi\u0323\u0302', 'Nghị\u0302'],
    ['a\u0000b\u0007c\u001bd', 'abcd'],
    ['một\r\nhai\rba\tbốn', 'một\nhai\nba bốn'],
    ['gnp.\u202Eexe\u202C', 'gnp.exe'],
    ['ẩn\u200b\ufeff', 'ẩn'],
    ['\ud800x', '\ufffdx'],
  ])('%j → %j', (text, fit) => {
    expect(clean(text)).toBe(fit);
  });

  it('viết hoa tiếng Việt', () => {
    expect(upper('Ủy ban nhân dân tỉnh Đắk Lắk ươ')).toBe('ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK ƯƠ');
  });

  it('giữ tên địa phương trên một dòng', () => {
    expect(holdPlace('ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA')).toBe('ỦY BAN NHÂN DÂN TỈNH\u00a0KHÁNH\u00a0HÒA');
    expect(holdPlace('SỞ NỘI VỤ')).toBe('SỞ NỘI VỤ');
  });

  test.each([
    ['https://a.vn/b?c=1', 'https://a.vn/b?c=1'],
    ['mailto:a@b.vn', 'mailto:a@b.vn'],
    ['javascript:alert(1)', undefined],
    ['file:///etc/passwd', undefined],
    ['/noi-bo', undefined],
  ])('liên kết %s → %s', (link, kept) => {
    expect(runsOf([{ text: 'x', link }])[0]!.link).toBe(kept);
  });
});
