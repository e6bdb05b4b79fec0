import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, percentInTime, type MeritFacts, type MeritVerdict, type ThresholdValues } from './merit.ts';
import type { MeritSide } from './kinds.ts';

const FACTS: MeritFacts = {
  due: 8,
  awaiting: 0,
  doneInTime: 7,
  doneLate: 1,
  openLate: 0,
  extensions: 2,
  findingsOpen: 0,
};

describe('đề xuất từ số liệu', () => {
  it.each<[string, Partial<MeritFacts>, ThresholdValues, MeritSide, MeritVerdict]>([
    ['chưa đặt ngưỡng nào thì không đề xuất ai', {}, {}, 'reward', 'unset'],
    ['ngưỡng đã bỏ cũng là chưa đặt', {}, { 'reward-percent': null }, 'reward', 'unset'],
    ['ngưỡng của bên kia không tính', {}, { 'reproach-late': 1 }, 'reward', 'unset'],
    ['đạt mọi ngưỡng đã đặt', {}, { 'reward-percent': 87.5, 'reward-late': 1 }, 'reward', 'proposed'],
    ['thiếu một ngưỡng', {}, { 'reward-percent': 87.5, 'reward-late': 0 }, 'reward', 'not-proposed'],
    ['vừa đúng mức thì đạt', {}, { 'reward-extensions': 2 }, 'reward', 'proposed'],
    ['không có việc đến hạn: không phải 0 %, mà là không có số liệu', { due: 0, doneInTime: 0, doneLate: 0 }, { 'reward-late': 5 }, 'reward', 'no-data'], // prettier-ignore
    ['phạm một ngưỡng là đủ để nhắc nhở', { openLate: 3 }, { 'reproach-late': 4, 'reproach-percent': 10 }, 'reproach', 'proposed'], // prettier-ignore
    ['không phạm ngưỡng nào', {}, { 'reproach-late': 4 }, 'reproach', 'not-proposed'],
    ['không có việc thì không bị tỷ lệ 0 % làm cho bị nhắc', { due: 0, doneInTime: 0, doneLate: 0 }, { 'reproach-percent': 50 }, 'reproach', 'no-data'], // prettier-ignore
    ['phát hiện không khắc phục bị nhắc dù không có việc nào khác', { due: 0, doneInTime: 0, doneLate: 0, findingsOpen: 2 }, { 'reproach-percent': 50, 'reproach-findings': 1 }, 'reproach', 'proposed'], // prettier-ignore
  ])('%s', (_name, facts, thresholds, side, verdict) => {
    expect(judge({ ...FACTS, ...facts }, thresholds, side).verdict).toBe(verdict);
  });

  it('31 trên 75 là 41,33 %', () => {
    expect(percentInTime({ due: 75, doneInTime: 31 })).toBe(41.33);
    expect(percentInTime({ due: 0, doneInTime: 0 })).toBeNull();
  });

  it('đặt thêm ngưỡng không bao giờ làm thêm cơ quan được đề xuất khen', () => {
    const count = fc.nat(20);
    const facts = fc.record({ due: fc.integer({ min: 1, max: 20 }), awaiting: count, doneInTime: count, doneLate: count, openLate: count, extensions: count, findingsOpen: count }); // prettier-ignore
    fc.assert(
      fc.property(facts, count, count, (each, late, extensions) => {
        const one = judge(each, { 'reward-late': late }, 'reward').verdict;
        const two = judge(each, { 'reward-late': late, 'reward-extensions': extensions }, 'reward').verdict;
        return two !== 'proposed' || one === 'proposed';
      }),
    );
  });
});
