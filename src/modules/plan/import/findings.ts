import type { Diagnostic, Severity } from '#kernel/diagnostic.ts';
import { toVietnamese, type IsoDate } from '#kernel/calendar/dates.ts';

/**
 * What the importer may report, one row each: how grave, and what it says to the reviewer.
 * The wording names the thing concerned, so that a list of findings reads by itself.
 */
const FINDINGS = {
  'decision-number-missing': ['warning', () => 'Không tìm thấy số, ký hiệu của quyết định.'],
  'decision-date-missing': ['warning', () => 'Không tìm thấy ngày ban hành của quyết định.'],
  'decision-issuer-missing': ['warning', () => 'Không tìm thấy cơ quan ban hành.'],
  'decision-signer-missing': ['warning', () => 'Không tìm thấy người ký.'],
  'decision-subject-missing': ['warning', () => 'Không tìm thấy trích yếu của quyết định.'],
  'decision-figures-differ': [
    'warning',
    (what: string, first: string, second: string) =>
      `${what} ghi không thống nhất trong văn bản: “${first}” và “${second}”.`,
  ],
  'year-missing': ['warning', () => 'Không xác định được năm của kế hoạch; các mốc không ghi năm sẽ không có hạn.'],
  'front-matter-repeated': [
    'info',
    (firstLine: number) => `Phần mở đầu của quyết định lặp lại (lần đầu ở dòng ${firstLine}); chỉ lấy một lần.`,
  ],
  'front-matter-differs': ['warning', (text: string) => `Hai lần mở đầu khác nhau ở đoạn: “${excerpt(text)}”.`],
  'objectives-missing': ['info', () => 'Không tìm thấy mục tiêu của kế hoạch.'],
  'objective-number-missing': [
    'warning',
    (missing: string, before: string, after: string) =>
      `Mục tiêu nhảy từ số ${before} đến số ${after}: thiếu số ${missing}.`,
  ],
  'objective-number-repeated': ['warning', (number: string) => `Mục tiêu số ${number} được đánh số hai lần.`],
  'group-inferred': [
    'warning',
    (code: string, title: string) => `Tiêu đề nhóm ${code} không có trong văn bản; suy ra là “${title}”.`,
  ],
  'group-empty': ['warning', (title: string) => `Nhóm “${title}” không có nhiệm vụ nào.`],
  'task-number-missing': [
    'warning',
    (group: string, missing: string) => `Nhóm ${group}: thiếu nhiệm vụ số ${missing}.`,
  ],
  'task-number-repeated': [
    'warning',
    (group: string, number: string) => `Nhóm ${group}: nhiệm vụ số ${number} lặp lại.`,
  ],
  'task-number-inferred': [
    'info',
    (number: string, title: string) => `Nhiệm vụ “${excerpt(title)}” không đánh số; được đặt số ${number}.`,
  ],
  'task-title-missing': ['error', (number: string) => `Nhiệm vụ số ${number} không có nội dung.`],
  'product-missing': ['warning', (task: string) => `Nhiệm vụ ${task}: không ghi kết quả, sản phẩm.`],
  'schedule-missing': ['warning', (task: string) => `Nhiệm vụ ${task}: không ghi tiến độ.`],
  'schedule-not-understood': [
    'warning',
    (task: string, text: string) =>
      `Nhiệm vụ ${task}: chưa hiểu tiến độ “${excerpt(text)}”; tạm coi là theo điều kiện.`,
  ],
  'due-before-plan-year': [
    'warning',
    (task: string, due: IsoDate, year: number) =>
      `Nhiệm vụ ${task}: hạn ${toVietnamese(due)} trước năm kế hoạch ${year}.`,
  ],
  'due-after-plan-year': [
    'info',
    (task: string, due: IsoDate, year: number) =>
      `Nhiệm vụ ${task}: hạn ${toVietnamese(due)} sau năm kế hoạch ${year}.`,
  ],
  'assignment-missing': ['warning', (task: string) => `Nhiệm vụ ${task}: không ghi cơ quan thực hiện.`],
  'lead-missing': ['warning', (task: string) => `Nhiệm vụ ${task}: không có cơ quan chủ trì.`],
  'several-leads': ['info', (task: string, names: string) => `Nhiệm vụ ${task}: nhiều cơ quan chủ trì (${names}).`],
  'unknown-organisation': [
    'warning',
    (task: string, name: string) => `Nhiệm vụ ${task}: chưa có “${excerpt(name)}” trong danh mục cơ quan.`,
  ],
  'body-without-role': [
    'info',
    (task: string, name: string) => `Nhiệm vụ ${task}: “${excerpt(name)}” được nhắc đến nhưng không được giao việc.`,
  ],
  'assignment-unread': [
    'warning',
    (task: string, words: string) => `Nhiệm vụ ${task}: phần phân công chưa hiểu: “${excerpt(words)}”.`,
  ],
  'column-missing': ['warning', (column: string) => `Bảng nhiệm vụ không có cột ${column}.`],
  'column-not-used': [
    'info',
    (heading: string) => `Cột “${excerpt(heading)}” không có chỗ trong kế hoạch; nội dung được giữ ở ghi chú.`,
  ],
  'cell-not-used': ['warning', (text: string) => `Ô chưa đưa vào kế hoạch: “${excerpt(text)}”.`],
  'row-not-understood': ['error', (text: string) => `Dòng của bảng chưa hiểu: “${excerpt(text)}”.`],
  'row-empty': ['info', () => 'Một dòng trống trong bảng (có thể là tiêu đề nhóm bị mất).'],
} satisfies Record<string, [Severity, (...values: never[]) => string]>;

export type FindingCode = keyof typeof FINDINGS;
type Values<Code extends FindingCode> = Parameters<(typeof FINDINGS)[Code][1]>;

/** Builds one diagnostic of the importer. */
export function finding<Code extends FindingCode>(
  code: Code,
  line: number | null,
  ...values: Values<Code>
): Diagnostic {
  const [severity, say] = FINDINGS[code] as unknown as [Severity, (...values: unknown[]) => string];
  return { code, severity, message: say(...values), line };
}

function excerpt(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ').trim();
  return oneLine.length <= 120 ? oneLine : `${oneLine.slice(0, 119)}…`;
}
