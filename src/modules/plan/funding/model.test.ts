import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dongText, readDong, spentShare, warningsOf } from './model.ts';

const money = (estimate: bigint, allocated: bigint, spent: bigint) => ({ estimate, allocated, spent });

describe('đồng', () => {
  it.each([
    ['1.500.000', 1_500_000n],
    ['1 500 000 đồng', 1_500_000n],
    ['1500000đ', 1_500_000n],
    ['-200.000', -200_000n],
    ['−5', -5n],
    ['0', 0n],
    ['9.007.199.254.740.993', 9_007_199_254_740_993n],
    ['', null],
    ['  ', null],
    ['1,5', 'unreadable'],
    ['1.5', 'unreadable'],
    ['1.500,5', 'unreadable'],
    ['1.50.000', 'unreadable'],
    ['2 tỷ', 'unreadable'],
    ['1e9', 'unreadable'],
    ['đồng', 'unreadable'],
    ['1'.repeat(30), 'unreadable'],
  ] as const)('%j → %s', (typed, amount) => {
    expect(readDong(typed)).toBe(amount);
  });

  it('viết ra đọc lại không mất đồng nào, kể cả ngoài tầm số thực', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
        (amount) => readDong(dongText(amount, 'vi')) === amount,
      ),
    );
  });
});

describe('cân đối', () => {
  it.each([
    ['trong dự toán', money(100n, 80n, 60n), []],
    ['chi đúng bằng cấp', money(100n, 100n, 100n), []],
    ['chi vượt cấp một đồng', money(100n, 80n, 81n), ['spent-over-allocated']],
    ['chi khi chưa được cấp', money(100n, 0n, 1n), ['spent-without-allocation']],
    ['cấp vượt dự toán', money(100n, 101n, 0n), ['allocated-over-estimate']],
    ['không có dự toán', money(0n, 50n, 10n), []],
    ['cả hai', money(100n, 200n, 300n), ['spent-over-allocated', 'allocated-over-estimate']],
    ['chưa có gì', money(0n, 0n, 0n), []],
  ])('%s', (_what, each, warnings) => {
    expect(warningsOf(each)).toEqual(warnings);
  });

  it.each([
    [money(0n, 300n, 100n), 33.33],
    [money(0n, 100n, 150n), 150],
    [money(0n, 0n, 100n), null],
    [money(0n, 3_000_000_000_000_000n, 1_000_000_000_000_001n), 33.33],
  ])('tỷ lệ giải ngân %#', (each, share) => {
    expect(spentShare(each)).toBe(share);
  });
});
