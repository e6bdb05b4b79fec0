import type { Text } from '#kernel/language.ts';
import type { MeritSide } from './kinds.ts';

/** What the register knows of a body's work in a period. Counts of obligations; `percent` is null where nothing was due. */
export interface MeritFacts {
  /** Due in the period, without what was called off, stands still, waits, or was submitted and not yet judged. */
  due: number;
  /** Due in the period, submitted, and not yet confirmed or returned: a slow confirmation is not the body's fault. */
  awaiting: number;
  /** Of these: done, and submitted by the last day. */
  doneInTime: number;
  doneLate: number;
  /** Of these: neither done nor submitted, with the last day passed. */
  openLate: number;
  /** Extensions granted in the period. */
  extensions: number;
  /** Findings of inspections whose day has passed without their being mended, whenever it was. */
  findingsOpen: number;
}
export type MeritFact = 'due' | 'percent' | 'late' | 'extensions' | 'findingsOpen';

export const MERIT_FACT_WORDS: Readonly<Record<keyof MeritFacts | 'percent' | 'late', Text>> = {
  due: { vi: 'Việc đến hạn trong kỳ', en: 'Due in the period' },
  awaiting: { vi: 'Đã gửi kết quả, chờ xác nhận', en: 'Submitted, not yet confirmed' },
  doneInTime: { vi: 'Hoàn thành đúng hạn', en: 'Done in time' },
  doneLate: { vi: 'Hoàn thành muộn', en: 'Done late' },
  openLate: { vi: 'Quá hạn chưa xong', en: 'Overdue' },
  extensions: { vi: 'Lần được gia hạn', en: 'Extensions' },
  findingsOpen: { vi: 'Phát hiện kiểm tra quá hạn khắc phục', en: 'Findings not mended' },
  percent: { vi: 'Tỷ lệ đúng hạn (%)', en: 'In time (%)' },
  late: { vi: 'Việc muộn (đã xong hoặc chưa)', en: 'Late, done or not' },
};

interface Threshold {
  side: MeritSide;
  fact: MeritFact;
  compare: 'at-least' | 'at-most';
  name: Text;
}

/** The thresholds there can be. Their values are the owner's to set, with the document that says them; none is set beforehand. */
export const THRESHOLDS = {
  'reward-due': { side: 'reward', fact: 'due', compare: 'at-least', name: { vi: 'Số việc đến hạn ít nhất', en: 'Least number due' } }, // prettier-ignore
  'reward-percent': { side: 'reward', fact: 'percent', compare: 'at-least', name: { vi: 'Tỷ lệ đúng hạn ít nhất (%)', en: 'Least share in time (%)' } }, // prettier-ignore
  'reward-late': { side: 'reward', fact: 'late', compare: 'at-most', name: { vi: 'Số việc muộn nhiều nhất', en: 'Most late' } }, // prettier-ignore
  'reward-extensions': { side: 'reward', fact: 'extensions', compare: 'at-most', name: { vi: 'Số lần gia hạn nhiều nhất', en: 'Most extensions' } }, // prettier-ignore
  'reward-findings': { side: 'reward', fact: 'findingsOpen', compare: 'at-most', name: { vi: 'Phát hiện quá hạn khắc phục nhiều nhất', en: 'Most findings not mended' } }, // prettier-ignore
  'reproach-percent': { side: 'reproach', fact: 'percent', compare: 'at-most', name: { vi: 'Tỷ lệ đúng hạn từ mức này trở xuống (%)', en: 'Share in time of at most (%)' } }, // prettier-ignore
  'reproach-late': { side: 'reproach', fact: 'late', compare: 'at-least', name: { vi: 'Số việc muộn từ mức này trở lên', en: 'Late, from' } }, // prettier-ignore
  'reproach-findings': { side: 'reproach', fact: 'findingsOpen', compare: 'at-least', name: { vi: 'Phát hiện quá hạn khắc phục từ mức này trở lên', en: 'Findings not mended, from' } }, // prettier-ignore
} as const satisfies Record<string, Threshold>;
export type ThresholdKey = keyof typeof THRESHOLDS;
export const THRESHOLD_KEYS = Object.keys(THRESHOLDS) as ThresholdKey[];

/** Values by threshold; absent or null: not set. */
export type ThresholdValues = Readonly<Partial<Record<ThresholdKey, number | null>>>;

export interface Check {
  key: ThresholdKey;
  value: number | null;
  /** null: not set, or nothing to measure. */
  met: boolean | null;
}

/** `unset`: the owner has set no threshold of this side; `no-data`: nothing was due, so nothing can be said. */
export type MeritVerdict = 'proposed' | 'not-proposed' | 'unset' | 'no-data';

/** Share done in time of what was due, in per cent with two decimals; null where nothing was due. */
export function percentInTime({ due, doneInTime }: Pick<MeritFacts, 'due' | 'doneInTime'>): number | null {
  return due === 0 ? null : Math.round((doneInTime / due) * 10_000) / 100;
}

const measured = (facts: MeritFacts, fact: MeritFact): number | null => {
  if (fact === 'percent') return percentInTime(facts);
  return fact === 'late' ? facts.doneLate + facts.openLate : facts[fact];
};

/**
 * What the facts say for one side: a reward is proposed when every threshold that was set is met, a reproach when one of them is. A
 * person picks and proposes; this only lists.
 */
export function judge(
  facts: MeritFacts,
  thresholds: ThresholdValues,
  side: MeritSide,
): { verdict: MeritVerdict; checks: Check[] } {
  // prettier-ignore
  const checks = THRESHOLD_KEYS.filter((key) => THRESHOLDS[key].side === side).map((key): Check => {
    const value = thresholds[key] ?? null;
    const { fact, compare } = THRESHOLDS[key];
    const is = measured(facts, fact);
    if (value === null || is === null) return { key, value, met: null };
    return { key, value, met: compare === 'at-least' ? is >= value : is <= value };
  });
  return { verdict: verdictOf(checks, facts, side), checks };
}

function verdictOf(checks: readonly Check[], facts: MeritFacts, side: MeritSide): MeritVerdict {
  const set = checks.filter(({ value }) => value !== null);
  if (set.length === 0) return 'unset';
  if (side === 'reproach') {
    if (set.some(({ met }) => met === true)) return 'proposed';
    return set.some(({ met }) => met !== null) ? 'not-proposed' : 'no-data';
  }
  if (facts.due === 0) return 'no-data';
  return set.every(({ met }) => met === true) ? 'proposed' : 'not-proposed';
}
