import type { Text } from '#kernel/language.ts';
import type { FundingKind, FundingWarning } from './model.ts';

export const FUNDING_KIND_WORDS: Readonly<Record<FundingKind, Text>> = {
  estimate: { vi: 'Dự toán', en: 'Estimate' },
  allocated: { vi: 'Được cấp', en: 'Allocated' },
  spent: { vi: 'Đã chi', en: 'Spent' },
};

export const FUNDING_WARNING_WORDS: Readonly<Record<FundingWarning, Text>> = {
  'spent-over-allocated': { vi: 'Chi vượt số được cấp', en: 'More spent than allocated' },
  'spent-without-allocation': { vi: 'Đã chi khi chưa ghi số được cấp', en: 'Spent before anything was allocated' },
  'allocated-over-estimate': { vi: 'Cấp vượt dự toán', en: 'More allocated than estimated' },
};
