import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIsoDate } from './dates.ts';
import { describeSchedule } from './describe-schedule.ts';
import { cleanText } from './schedule-text.ts';
import { parseSchedule } from './schedule.ts';

const words = [
  ...'tháng quý năm ngày trước đến hết trong hằng mỗi định kỳ và , ; - / . ( ) : I II iv 6 12 31 02 2025 29/02/2025 15/12'.split(
    ' ',
  ),
  ...['6 tháng', 'cuối quý', 'thường xuyên', 'liên tục', 'sau khi', 'theo', 'kể từ', 'lần', 'đầu', 'cuối', 'âm lịch'],
  ...[
    'năm sau',
    'hằng năm',
    'ngày làm việc',
    'thứ Sáu',
    'tuần',
    '3487/QĐ-UBND',
    'giai đoạn',
    '\u00a0',
    '“',
    '…',
    'T6',
    'Q.II',
  ],
];
/** Vietnamese-looking nonsense finds more than random letters do. */
const nonsense = fc.array(fc.constantFrom(...words), { maxLength: 25 }).map((list) => list.join(' '));
const anyText = fc.oneof(nonsense, fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme' }));
const anyYear = fc.oneof(fc.constant(null), fc.integer({ min: 2015, max: 2035 }), fc.double());

describe('mọi chuỗi ký tự', () => {
  it('đọc được, giữ nguyên chữ, có ít nhất một phần, hạn luôn là ngày có thật', () => {
    fc.assert(
      fc.property(anyText, anyYear, (text, year) => {
        const schedule = parseSchedule(text, { year });
        expect(schedule.text).toBe(text);
        expect(schedule.parts.length).toBeGreaterThan(0);
        expect(schedule.parts.map((part) => part.kind)).toContain(schedule.kind);
        for (const part of [schedule, ...schedule.parts]) {
          if (part.due !== null) expect(isIsoDate(part.due)).toBe(true);
          expect((part.kind === 'deadline') === (part.precision !== null)).toBe(true);
          expect(part.due === null || part.kind === 'deadline').toBe(true);
          expect(part.recurrence === null || part.kind === 'recurring').toBe(true);
        }
        if (!schedule.understood)
          expect(schedule).toMatchObject({ kind: 'conditional', event: cleanText(text) || null });
        expect(describeSchedule(schedule, 'vi')).not.toMatch(/undefined|null/);
        expect(describeSchedule(schedule, 'en')).not.toMatch(/undefined|null/);
      }),
      { numRuns: 500 },
    );
  });

  it('đọc lại chữ đã giữ cho cùng kết quả', () => {
    fc.assert(
      fc.property(anyText, anyYear, (text, year) => {
        const once = parseSchedule(text, { year });
        expect(parseSchedule(once.text, { year })).toEqual(once);
      }),
    );
  });

  it('không làm rơi chữ nào: mọi từ của biểu thức còn trong một phần', () => {
    fc.assert(
      fc.property(nonsense, (text) => {
        const kept = parseSchedule(text, { year: 2025 })
          .parts.map((part) => part.text)
          .join(' ');
        const bag = kept.match(/[\p{L}\d]+/gu) ?? [];
        // "và" between two statements is what separates them.
        for (const word of cleanText(text).match(/[\p{L}\d]+/gu) ?? []) {
          if (word !== 'và') expect(bag).toContain(word);
        }
      }),
    );
  });
});

describe('chữ dài', () => {
  it.each([
    ['lặp từ', 'trước ngày '],
    ['lặp số', '12/'],
    ['lặp dấu', '(('],
    ['lặp sự kiện', 'theo, và sau khi ('],
    ['lặp tháng', 'tháng 6, '],
    ['lặp dấu cách', ' \u00a0'],
    ['một từ', 'a'],
  ])('%s một triệu ký tự: dưới nửa giây, giữ nguyên chữ', (_, piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const start = performance.now();
    expect(parseSchedule(text, { year: 2025 }).text).toBe(text);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
