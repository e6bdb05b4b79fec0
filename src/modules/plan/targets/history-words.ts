import type { HistoryWords } from '#kernel/audit/words.ts';

/** Words for what is done with targets. */
export const TARGET_HISTORY: HistoryWords = {
  subjects: { 'plan-target': { name: { vi: 'Chỉ tiêu', en: 'Target' } } },
  sentences: {
    'plan-target.bind': {
      title: { vi: 'Gắn chỉ tiêu với chỉ số', en: 'Target bound to an indicator' },
      tone: 'good',
      lines: ({ after }) => [
        [{ vi: 'Chỉ tiêu', en: 'Target' }, after.target ?? null],
        [{ vi: 'Chỉ số', en: 'Indicator' }, after.indicatorKey ?? null],
      ],
    },
    'plan-target.unbind': { title: { vi: 'Bỏ gắn chỉ số', en: 'Indicator of a target taken away' }, tone: 'warn' },
  },
  fields: {
    target: { vi: 'Chỉ tiêu', en: 'Target' },
    indicatorKey: { vi: 'Chỉ số', en: 'Indicator' },
    organisationKey: { vi: 'Phạm vi', en: 'Scope' },
    baseline: { vi: 'Mức nền', en: 'Baseline' },
    baselineNote: { vi: 'Nguồn mức nền', en: 'Source of the baseline' },
  },
};
