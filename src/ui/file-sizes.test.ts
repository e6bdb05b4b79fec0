import { describe, expect, it } from 'vitest';
import { endingsInWords, formatBytes } from './file-sizes.ts';

describe('cỡ tệp', () => {
  it.each([
    [0, '0 B'],
    [-5, '0 B'],
    [Number.NaN, '0 B'],
    [1023, '1.023 B'],
    [1024, '1 KB'],
    [1536, '1,5 KB'],
    [300 * 1024, '300 KB'],
    [1024 * 1024 - 1, '1 MB'],
    [20 * 1024 * 1024, '20 MB'],
    [5.25 * 1024 ** 3, '5,3 GB'],
    [9000 * 1024 ** 4, '9.000 TB'],
  ])('%d byte là %s', (bytes, text) => {
    expect(formatBytes(bytes, 'vi').replace('\u00a0', ' ')).toBe(text);
  });

  it('các loại tệp', () => {
    expect(endingsInWords(['.docx', '.pdf', '.txt'], 'vi')).toBe('.docx, .pdf hoặc .txt');
    expect(endingsInWords(['.pdf'], 'en')).toBe('.pdf');
    expect(endingsInWords([], 'vi')).toBe('');
  });
});
