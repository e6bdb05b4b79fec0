import { describe, expect, it } from 'vitest';
import { etagOf, holds, RecentAnswers } from './answer.ts';

describe('dấu của câu trả lời', () => {
  it.each([
    [undefined, false],
    ['', false],
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['"b" , W/"a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
    ['"A"', false],
  ])('If-None-Match %s', (sent, held) => {
    expect(holds(sent, '"a"')).toBe(held);
  });

  it('các phần không lẫn vào nhau', () => {
    expect(etagOf('a', 'bc')).not.toBe(etagOf('ab', 'c'));
    expect(etagOf('a', null)).not.toBe(etagOf('a', 'null'));
  });
});

describe('những câu trả lời gần đây', () => {
  const of = (length: number) => ({ text: 'x'.repeat(length), links: [] });

  it('quá chỗ thì bỏ cái lâu không dùng', () => {
    const recent = new RecentAnswers(100);
    for (let at = 0; at < 10; at += 1) recent.put(`"${at}"`, of(10));
    expect(recent.get('"0"')).toEqual(of(10));
    recent.put('"10"', of(10));
    expect(recent.get('"1"')).toBeUndefined();
    expect(recent.get('"0"')).toEqual(of(10));
  });

  it('một câu quá dài không đẩy hết những câu khác', () => {
    const recent = new RecentAnswers(100);
    recent.put('"a"', of(10));
    recent.put('"b"', of(11));
    expect([recent.get('"a"'), recent.get('"b"')]).toEqual([of(10), undefined]);
  });
});
