import { documentName } from '../document-name.ts';
import { formatNumber, formatPercent, say, type Language, type Text } from '../language.ts';
import type { Light } from './lights.ts';
import type { Direction, IndicatorKind, MeasureProblem, OverBodies, OverPeriods, ReadingState, Unit } from './model.ts';
import type { PeriodKind } from './periods.ts';

/** What the screen calls things. */
export const UNIT_WORDS: Readonly<Record<Unit, Text>> = {
  percent: { vi: 'Phần trăm', en: 'Per cent' },
  count: { vi: 'Số lượng', en: 'Count' },
  days: { vi: 'Ngày', en: 'Days' },
  dong: { vi: 'Đồng', en: 'Dong' },
  score: { vi: 'Điểm', en: 'Score' },
  'yes-no': { vi: 'Có/Không', en: 'Yes/No' },
};

export const KIND_WORDS: Readonly<Record<IndicatorKind, Text>> = {
  entered: { vi: 'Nhập số liệu', en: 'Entered' },
  computed: { vi: 'Hệ thống tính', en: 'Computed by the register' },
};

export const DIRECTION_WORDS: Readonly<Record<Direction, Text>> = {
  higher: { vi: 'Càng cao càng tốt', en: 'Higher is better' },
  lower: { vi: 'Càng thấp càng tốt', en: 'Lower is better' },
};

export const OVER_BODIES_WORDS: Readonly<Record<OverBodies, Text>> = {
  sum: { vi: 'Cộng số của các cơ quan', en: 'Sum of the bodies' },
  ratio: { vi: 'Tổng tử số chia tổng mẫu số', en: 'Sum of numerators by sum of denominators' },
  average: { vi: 'Bình quân các cơ quan', en: 'Mean of the bodies' },
  none: { vi: 'Không gộp: số của tỉnh nhập riêng', en: 'Not combined: the province’s figure stands for itself' },
};

export const OVER_PERIODS_WORDS: Readonly<Record<OverPeriods, Text>> = {
  sum: { vi: 'Cộng các kỳ', en: 'Sum of the periods' },
  running: { vi: 'Lũy kế từ đầu năm', en: 'Running total since the start of the year' },
  ratio: { vi: 'Tổng tử số chia tổng mẫu số của các kỳ', en: 'Sum of numerators by sum of denominators' },
  average: { vi: 'Bình quân các kỳ', en: 'Mean of the periods' },
  latest: { vi: 'Lấy kỳ mới nhất', en: 'The latest period' },
};

export const FREQUENCY_WORDS: Readonly<Record<PeriodKind, Text>> = {
  day: { vi: 'Hằng ngày', en: 'Daily' },
  month: { vi: 'Hằng tháng', en: 'Monthly' },
  quarter: { vi: 'Hằng quý', en: 'Quarterly' },
  'half-year': { vi: '6 tháng', en: 'Half-yearly' },
  year: { vi: 'Hằng năm', en: 'Yearly' },
};

export const LIGHT_WORDS: Readonly<Record<Light, Text>> = {
  achieved: { vi: 'Đạt', en: 'Achieved' },
  'on-pace': { vi: 'Đúng tiến độ', en: 'On pace' },
  behind: { vi: 'Chậm', en: 'Behind' },
  'far-behind': { vi: 'Chậm nhiều', en: 'Far behind' },
  'no-data': { vi: 'Chưa có số liệu', en: 'No data' },
};

export const STATUS_WORDS = {
  provisional: { vi: 'Sơ bộ', en: 'Provisional' },
  confirmed: { vi: 'Đã xác nhận', en: 'Confirmed' },
} as const satisfies Record<string, Text>;

/** Why there is no figure: three different things, none of which is 0. */
export const STATE_WORDS: Readonly<Record<Exclude<ReadingState, 'measured'>, Text>> = {
  'not-applicable': { vi: 'Không áp dụng', en: 'Not applicable' },
  'not-assigned': { vi: 'Chưa giao ai báo cáo', en: 'Nobody reports it' },
  'not-assessed': { vi: 'Chưa có số liệu', en: 'No data yet' },
};

export const OUTCOME_WORDS = {
  measured: { vi: 'Có số liệu', en: 'Measured' },
  'not-applicable': STATE_WORDS['not-applicable'],
  withdrawn: { vi: 'Đã rút số liệu', en: 'Withdrawn' },
} as const satisfies Record<string, Text>;

export const PROBLEM_WORDS: Readonly<Record<MeasureProblem, string>> = {
  missing: 'Điền số.',
  'not-whole': 'Phải là số nguyên.',
  below: 'Thấp hơn mức nhỏ nhất của chỉ số.',
  above: 'Vượt mức lớn nhất của chỉ số.',
  negative: 'Không được âm.',
  'more-than-whole': 'Tử số không được lớn hơn mẫu số.',
  'parts-not-wanted': 'Chỉ số này không có tử số, mẫu số.',
  'value-not-wanted': 'Giá trị được tính từ tử số và mẫu số.',
  'not-finite': 'Không đọc được số này.',
};

export const PROVINCE: Text = { vi: 'Toàn tỉnh', en: 'The province' };
export const NOTHING_OCCURRED: Text = { vi: 'Không phát sinh', en: 'Nothing occurred' };
const YES: Text = { vi: 'Có', en: 'Yes' };
const NO: Text = { vi: 'Không', en: 'No' };

/** A figure with its unit: "41,33 %", "1.200 thủ tục", "Có". */
export function figureText(
  value: number,
  { unit, unitLabel }: { unit: Unit; unitLabel: string | null },
  language: Language,
): string {
  if (unit === 'yes-no') return say(value >= 0.5 ? YES : NO, language);
  if (unit === 'percent') return formatPercent(value, language);
  const number = formatNumber(value, language, { decimals: unit === 'dong' ? 0 : 2 });
  const label = unitLabel ?? (unit === 'count' ? '' : say(UNIT_WORDS[unit], language).toLowerCase());
  return [number, label].filter(Boolean).join('\u00a0');
}

/** The paper behind a figure in words; null when none is named. */
export function evidenceText(
  {
    documentNumber,
    documentDate,
    documentIssuer,
  }: { documentNumber: string | null; documentDate: string | null; documentIssuer: string | null },
  language: Language,
): string | null {
  const name = documentName(documentNumber, documentDate, language);
  return [name, documentIssuer].filter(Boolean).join(', ') || null;
}
