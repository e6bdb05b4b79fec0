import { describe, expect, it } from 'vitest';
import { normalise } from './normalise.ts';
import { continued } from './pdf-tables.ts';

describe('chữ đưa về một dạng', () => {
  it.each([
    ['chữ dính trong PDF', 'E-O\ufb03ce, \ufb01le', 'E-Office, file'],
    ['tổ hợp thành dựng sẵn', 'Thu\u031b\u0309', 'Thử'],
    ['dấu cách lạ, gạch nối mềm, ký tự vô hình', 'Sở\u00a0Nội\u00ad vụ\u200b', 'Sở Nội vụ'],
    ['nháy cong để yên', '“Một cửa”', '“Một cửa”'],
  ])('%s', (_name, given, expected) => {
    expect(normalise(given)).toBe(expected);
  });
});

describe('hai dòng in của một đoạn', () => {
  it.each([
    ['Nghị quyết số 1196/NQ-', 'UBTVQH15 ngày', 'Nghị quyết số 1196/NQ-UBTVQH15 ngày'],
    ['giai đoạn 2021-', '2030', 'giai đoạn 2021-2030'],
    ['Lao động -', 'Thương binh', 'Lao động - Thương binh'],
    ['các sở,', 'ban, ngành', 'các sở, ban, ngành'],
  ])('“%s” và “%s”', (above, below, expected) => {
    expect(continued(above, below)).toBe(expected);
  });
});
