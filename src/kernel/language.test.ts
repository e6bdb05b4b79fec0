import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatDate,
  formatInstant,
  formatNumber,
  formatPercent,
  languageOf,
  pathIn,
  plural,
  say,
  type Language,
} from './language.ts';

describe('địa chỉ theo ngôn ngữ', () => {
  it.each<[Language, string, string]>([
    ['en', '/', '/en'],
    ['en', '/ke-hoach/2025', '/en/ke-hoach/2025'],
    ['en', '/en/ke-hoach', '/en/ke-hoach'],
    ['vi', '/en', '/'],
    ['vi', '/en/ke-hoach', '/ke-hoach'],
    ['vi', '/energy', '/energy'],
    ['en', '/energy', '/en/energy'],
  ])('%s của %s là %s', (language, path, expected) => {
    expect(pathIn(language, path)).toBe(expected);
  });

  it('đi sang tiếng Anh rồi về thì đúng trang cũ', () => {
    const segment = fc.stringMatching(/^[a-z0-9-]{1,8}$/).filter((text) => text !== 'en');
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 4 }), (segments) => {
        const path = `/${segments.join('/')}`;
        expect(languageOf(pathIn('en', path))).toBe('en');
        expect(pathIn('vi', pathIn('en', path))).toBe(path);
      }),
    );
  });
});

describe('cách viết', () => {
  it('ngày: 31/12/2024 trong tiếng Việt, 31 December 2024 trong tiếng Anh', () => {
    expect(formatDate('2024-12-31', 'vi')).toBe('31/12/2024');
    expect(formatDate('2024-12-31', 'en')).toBe('31 December 2024');
    expect(formatDate('2025-03-05', 'vi')).toBe('05/03/2025');
    expect(formatDate('2025-03-05', 'en')).toBe('5 March 2025');
  });

  it('chữ không phải ngày giữ nguyên, kể cả ngày không có trên lịch', () => {
    expect(formatDate('Quý IV/2025', 'vi')).toBe('Quý IV/2025');
    expect(formatDate('2025-02-30', 'en')).toBe('2025-02-30');
  });

  it('thời điểm theo giờ Việt Nam, sang ngày hôm sau khi cần', () => {
    const instant = new Date('2024-12-31T17:05:00Z');
    expect(formatInstant(instant, 'vi')).toBe('00:05 01/01/2025');
    expect(formatInstant(instant, 'en')).toBe('00:05, 1 January 2025');
  });

  it.each<[number, Language, object, string]>([
    [1234567, 'vi', {}, '1.234.567'],
    [1234567, 'en', {}, '1,234,567'],
    [41.333, 'vi', { decimals: 2 }, '41,33'],
    [41.3, 'vi', { decimals: 2 }, '41,3'],
    [41.3, 'vi', { decimals: 2, fixed: true }, '41,30'],
    [-0.5, 'en', { decimals: 1 }, '-0.5'],
  ])('số %s (%s %o) viết %s', (value, language, options, expected) => {
    expect(formatNumber(value, language, options)).toBe(expected);
  });

  it('phần trăm cách một khoảng không ngắt dòng trong tiếng Việt', () => {
    expect(formatPercent(41.333, 'vi')).toBe('41,33\u00a0%');
    expect(formatPercent(41.333, 'en')).toBe('41.33%');
    expect(formatPercent(100, 'vi')).toBe('100\u00a0%');
  });

  it('số nhiều chỉ tiếng Anh cần', () => {
    expect([0, 1, 2].map((count) => plural(count, 'task'))).toEqual(['0 tasks', '1 task', '2 tasks']);
    expect(plural(2, 'agency', 'agencies')).toBe('2 agencies');
    expect(say({ vi: 'nhiệm vụ', en: 'task' }, 'vi')).toBe('nhiệm vụ');
  });
});
