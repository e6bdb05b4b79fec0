import type { HistoryWords, Sentence } from '#kernel/audit/words.ts';
import { documentName } from '#kernel/document-name.ts';
import type { Text } from '#kernel/language.ts';
import { dongText } from './model.ts';
import { FUNDING_KIND_WORDS } from './words.ts';

const AMOUNT: Text = { vi: 'Số tiền (đồng)', en: 'Amount (đồng)' };
const DOCUMENT: Text = { vi: 'Văn bản', en: 'Document' };

const money = (title: Text): Sentence => ({
  title,
  tone: 'active',
  lines: ({ after }, language) => [
    [AMOUNT, after.amount && /^-?\d+$/.test(after.amount) ? dongText(BigInt(after.amount), language) : null],
    [DOCUMENT, documentName(after.document ?? null, null, language) || null],
  ],
});

/** Words for what is done with money of tasks. */
export const FUNDING_HISTORY: HistoryWords = {
  subjects: { 'funding-source': { name: { vi: 'Nguồn kinh phí', en: 'Source of funding' } } },
  sentences: {
    'plan-task.fund-estimate': money({ vi: 'Ghi dự toán', en: 'Estimate entered' }),
    'plan-task.fund-allocated': money({ vi: 'Ghi kinh phí được cấp', en: 'Allocation entered' }),
    'plan-task.fund-spent': money({ vi: 'Ghi kinh phí đã chi', en: 'Spending entered' }),
    'plan-task.cancel-funding': {
      title: { vi: 'Hủy một khoản kinh phí', en: 'Entry of money taken back' },
      tone: 'warn',
    },
    'plan-task.move-funding': money({ vi: 'Chuyển kinh phí chưa chi sang cơ quan khác', en: 'Money not spent went to another body' }), // prettier-ignore
    'funding-source.add': { title: { vi: 'Thêm nguồn kinh phí', en: 'Source of funding added' } },
  },
  fields: {
    amount: AMOUNT,
    fundingKind: { vi: 'Loại', en: 'Kind' },
    sourceKey: { vi: 'Nguồn', en: 'Source' },
    onDate: { vi: 'Ngày', en: 'Date' },
  },
  values: { fundingKind: FUNDING_KIND_WORDS },
};
