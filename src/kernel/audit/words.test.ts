import { describe, expect, it } from 'vitest';
import { differencesOf } from './differences.ts';
import {
  describeEntry,
  fieldName,
  joinWords,
  subjectName,
  valueText,
  type HistoryWords,
  type Sentence,
  type ToldEntry,
} from './words.ts';

const words: HistoryWords = joinWords(
  {
    subjects: { task: { name: { vi: 'Nhiệm vụ', en: 'Task' } } },
    sentences: {
      'task.extend': {
        title: { vi: 'Gia hạn', en: 'Extended' },
        tone: 'warn',
        lines: ({ before, after }) => [
          [{ vi: 'Hạn mới', en: 'New due date' }, after.due ?? null],
          [{ vi: 'Hạn cũ', en: 'Former due date' }, before.due ?? null],
        ],
      },
    },
    fields: { due: { vi: 'Hạn', en: 'Due' }, products: { vi: 'Kết quả', en: 'Product' } },
  },
  { subjects: {}, sentences: {}, values: { role: { officer: { vi: 'Cán bộ', en: 'Officer' } } } },
);
const entry = {
  subjectType: 'task',
  action: 'extend',
  before: { due: '01/10/2025' },
  after: { due: '15/12/2025' },
  reason: 'Chờ ý kiến',
};

describe('kể lại một mục', () => {
  it('bằng câu của module: việc gì, đến khi nào, vì sao', () => {
    expect(describeEntry(entry, words, 'vi')).toEqual({
      title: 'Gia hạn',
      tone: 'warn',
      details: ['Hạn mới: 15/12/2025', 'Hạn cũ: 01/10/2025', 'Lý do, ghi chú: Chờ ý kiến'],
    });
  });

  it.each([
    [{ ...entry, action: 'fold' }, 'Cập nhật nhiệm vụ (fold)'],
    [{ ...entry, subjectType: 'unknown' }, 'Cập nhật (extend)'],
    [{ ...entry, action: 'constructor', subjectType: '__proto__' }, 'Cập nhật (constructor)'],
  ])('việc chưa có câu riêng vẫn được kể: %o', (told, title) => {
    expect(describeEntry(told, words, 'vi').title).toBe(title);
  });

  it('bằng câu chung cho việc làm trên mọi thứ, khi thứ ấy không có câu riêng', () => {
    const decided: Sentence = { title: { vi: 'Quyết định nơi nhận', en: 'Decided' } };
    const all = joinWords(words, { subjects: {}, sentences: {}, acts: { decide: decided, extend: decided } });
    expect(describeEntry({ ...entry, action: 'decide' }, all, 'vi').title).toBe('Quyết định nơi nhận');
    expect(describeEntry(entry, all, 'vi').title).toBe('Gia hạn');
  });

  it('câu đọc được cả phần lồng bên trong, và danh sách dài bao nhiêu', () => {
    let told: ToldEntry['after'] = {};
    const sentence: Sentence = { title: { vi: 'x', en: 'x' }, lines: ({ after }) => ((told = after), []) };
    const after = { document: { title: 'Nghị quyết', number: null }, steps: [{}, {}], a: { b: { c: 1, d: { e: 2 } } } };
    describeEntry({ ...entry, after }, { subjects: {}, sentences: { 'task.extend': sentence } }, 'vi');
    expect(told).toEqual({ 'document.title': 'Nghị quyết', 'steps.length': '2', 'a.b.c': '1' });
  });

  it.each([null, 'hỏng', 7, [1], { due: { nested: 1 } }])('nội dung lạ %o không làm hỏng trang', (after) => {
    expect(describeEntry({ ...entry, before: null, after, reason: null }, words, 'vi').details).toEqual([]);
  });

  it('trường và giá trị có tên đọc được', () => {
    expect(fieldName(words, ['products', '2', 'due'], 'vi')).toBe('Kết quả › 3 › Hạn');
    expect(fieldName(words, ['toString'], 'vi')).toBe('toString');
    expect(subjectName(words, 'task', 'en')).toBe('Task');
    expect(subjectName(words, 'lạ', 'vi')).toBe('lạ');
    expect(valueText(words, 'role', 'officer', 'vi')).toBe('Cán bộ');
    expect(valueText(words, 'due', '2025-12-15', 'vi')).toBe('15/12/2025');
    expect(valueText(words, 'x', true, 'vi')).toBe('có');
    expect(valueText(words, 'x', null, 'vi')).toBe('');
    expect(valueText(words, 'x', { a: 1 }, 'vi')).toBe('{"a":1}');
  });
});

describe('khác biệt trước và sau', () => {
  const paths = (before: Parameters<typeof differencesOf>[0], after: Parameters<typeof differencesOf>[0]) =>
    differencesOf(before, after).differences.map((each) => [each.path.join('.'), each.before, each.after]);

  it.each([
    ['một trường đổi', { a: 1, b: 2 }, { a: 1, b: 3 }, [['b', 2, 3]]],
    [
      'mới tạo',
      null,
      { a: 1, b: null },
      [
        ['a', undefined, 1],
        ['b', undefined, null],
      ],
    ],
    ['bị bỏ', { a: 1 }, null, [['a', 1, undefined]]],
    ['bên trong danh sách', { p: [{ t: 'x' }, { t: 'y' }] }, { p: [{ t: 'x' }, { t: 'z' }] }, [['p.1.t', 'y', 'z']]],
    ['danh sách dài thêm', { p: ['x'] }, { p: ['x', 'y'] }, [['p.1', undefined, 'y']]],
    ['giá trị thành cấu trúc', { p: 1 }, { p: { q: 1 } }, [['p', 1, { q: 1 }]]],
    ['không gì đổi, chỉ khác thứ tự', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['giá trị trần', 'x', 'y', [['', 'x', 'y']]],
  ])('%s', (_what, before, after, expected) => {
    expect(paths(before, after)).toEqual(expected);
  });

  it('rất nhiều khác biệt thì cắt bớt và nói rõ', () => {
    const { differences, cut } = differencesOf(
      null,
      Object.fromEntries(Array.from({ length: 900 }, (_, n) => [`f${n}`, n])),
    );
    expect([differences.length, cut]).toEqual([500, true]);
  });
});
