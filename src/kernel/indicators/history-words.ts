import type { HistoryWords, ToldEntry } from '../audit/words.ts';
import type { Language, Text } from '../language.ts';
import { periodText, readPeriod } from './periods.ts';
import {
  DIRECTION_WORDS,
  FREQUENCY_WORDS,
  KIND_WORDS,
  OVER_BODIES_WORDS,
  OVER_PERIODS_WORDS,
  UNIT_WORDS,
} from './words.ts';

const PERIOD: Text = { vi: 'Kỳ', en: 'Period' };
const NAME: Text = { vi: 'Tên', en: 'Name' };
const FROM: Text = { vi: 'Áp dụng từ', en: 'In force from' };
const DOCUMENT: Text = { vi: 'Văn bản', en: 'Document' };

const figures = ({ after }: ToldEntry, language: Language) => {
  const period = readPeriod(after.period ?? '');
  return [
    [PERIOD, period && periodText(period, language)],
    [DOCUMENT, after.documentNumber ?? null],
  ] as const;
};

/** Words for what is done with indicators. */
export const INDICATOR_HISTORY: HistoryWords = {
  subjects: {
    indicator: { name: { vi: 'Chỉ số', en: 'Indicator' }, other: { vi: 'Cập nhật chỉ số', en: 'Indicator updated' } },
  },
  sentences: {
    'indicator.define': {
      title: { vi: 'Định nghĩa chỉ số', en: 'Indicator defined' },
      tone: 'good',
      lines: ({ after }) => [[NAME, after.name ?? null]],
    },
    'indicator.revise': {
      title: { vi: 'Đổi định nghĩa chỉ số', en: 'Definition changed' },
      tone: 'warn',
      lines: ({ after }) => [
        [NAME, after.name ?? null],
        [FROM, after.from ?? null],
      ],
    },
    'indicator.assign-reporters': {
      title: { vi: 'Giao cơ quan báo cáo chỉ số', en: 'Reporters assigned' },
      lines: ({ after }) => [[FROM, after.from ?? null]],
    },
    'indicator.enter': { title: { vi: 'Nhập số liệu', en: 'Figures entered' }, tone: 'active', lines: figures },
    'indicator.confirm': { title: { vi: 'Xác nhận số liệu', en: 'Figures confirmed' }, tone: 'good', lines: figures },
  },
  fields: {
    period: PERIOD,
    figures: { vi: 'Số liệu', en: 'Figures' },
    reporters: { vi: 'Cơ quan báo cáo', en: 'Reporters' },
    from: FROM,
    name: NAME,
    nameEn: { vi: 'Tên tiếng Anh', en: 'English name' },
    aliases: { vi: 'Tên gọi khác', en: 'Other names' },
    kind: { vi: 'Cách có số liệu', en: 'Kind' },
    computation: { vi: 'Phép tính', en: 'Computation' },
    isPublic: { vi: 'Công khai', en: 'Public' },
    unit: { vi: 'Đơn vị tính', en: 'Unit' },
    unitLabel: { vi: 'Tên đơn vị tính', en: 'Name of the unit' },
    direction: { vi: 'Chiều tốt', en: 'Direction' },
    overBodies: { vi: 'Gộp các cơ quan', en: 'Over bodies' },
    overPeriods: { vi: 'Gộp các kỳ', en: 'Over periods' },
    frequency: { vi: 'Kỳ số liệu', en: 'Frequency' },
    minimum: { vi: 'Mức nhỏ nhất', en: 'Minimum' },
    maximum: { vi: 'Mức lớn nhất', en: 'Maximum' },
    partOfWhole: { vi: 'Là phần của tổng', en: 'Part of a whole' },
    onPace: { vi: 'Ngưỡng đúng tiến độ', en: 'On-pace threshold' },
    behind: { vi: 'Ngưỡng chậm', en: 'Behind threshold' },
    source: { vi: 'Nguồn', en: 'Source' },
    method: { vi: 'Cách tính', en: 'Method' },
    link: { vi: 'Đường dẫn', en: 'Link' },
    documentNumber: DOCUMENT,
    documentIssuer: { vi: 'Cơ quan ban hành', en: 'Issued by' },
  },
  values: {
    unit: UNIT_WORDS,
    direction: DIRECTION_WORDS,
    overBodies: OVER_BODIES_WORDS,
    overPeriods: OVER_PERIODS_WORDS,
    frequency: FREQUENCY_WORDS,
    kind: KIND_WORDS,
  },
};
