import { describe, expect, it } from 'vitest';
import { hotName } from './hot.ts';

describe('câu lệnh hay dùng', () => {
  it('được đặt tên từ lần thứ ba, và luôn cùng một tên', () => {
    const text = '/*hot*/ select 1';
    expect([hotName(text), hotName(text)]).toEqual([undefined, undefined]);
    const name = hotName(text);
    expect(name).toMatch(/^hot_[0-9a-f]{40}$/);
    expect(hotName(text)).toBe(name);
    expect(Buffer.byteLength(name!)).toBeLessThan(64);
  });

  it('không có dấu thì không', () => {
    for (let time = 0; time < 5; time += 1) expect(hotName('select 1 /*hot*/')).toBeUndefined();
  });

  it('nhiều câu khác nhau đến đâu cũng chỉ giữ một số', () => {
    const named = Array.from({ length: 2_000 }, (_, at) => {
      const text = `/*hot*/ select ${at}`;
      return [hotName(text), hotName(text), hotName(text)][2];
    }).filter(Boolean);
    expect(named.length).toBeLessThanOrEqual(200);
    expect(named.length).toBeGreaterThan(100);
  });
});
