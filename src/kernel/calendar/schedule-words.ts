import type { Recurrence } from './schedule-model.ts';

/** Years that a plan can sensibly name; anything else in four figures is not a year. */
export const YEARS = { first: 1990, last: 2099 };

const NUMBERS: Record<string, number> = {
  một: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  tư: 4,
  sáu: 6,
  bảy: 7,
  bẩy: 7,
  tám: 8,
  chín: 9,
  mười: 10,
  'mười một': 11,
  'mười hai': 12,
};

/** A number up to 99 in figures or in words ("năm" is left out: it also means year). */
export const NUMBER = `\\d{1,2}|${Object.keys(NUMBERS)
  .sort((a, b) => b.length - a.length)
  .join('|')}`;

/** The number, or null when the text is none. */
export function numberOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  return NUMBERS[text] ?? (/^\d+$/.test(text) ? Number(text) : null);
}

export const WEEKDAYS: Record<string, number> = {
  'thứ hai': 1,
  'thứ 2': 1,
  'thứ ba': 2,
  'thứ 3': 2,
  'thứ tư': 3,
  'thứ 4': 3,
  'thứ năm': 4,
  'thứ 5': 4,
  'thứ sáu': 5,
  'thứ 6': 5,
  'thứ bảy': 6,
  'thứ 7': 6,
  'chủ nhật': 7,
};

type Rhythm = Pick<Recurrence, 'every' | 'months'>;

/** How often: "hằng …". "9 tháng" is the report once a year over its first nine months. */
export const UNITS: Record<string, Rhythm> = {
  ngày: { every: 'day', months: null },
  tuần: { every: 'week', months: null },
  tháng: { every: 'month', months: null },
  quý: { every: 'quarter', months: null },
  năm: { every: 'year', months: null },
  '01 năm': { every: 'year', months: null },
  '1 năm': { every: 'year', months: null },
  'một năm': { every: 'year', months: null },
  'cả năm': { every: 'year', months: null },
  '01 tháng': { every: 'month', months: null },
  '1 tháng': { every: 'month', months: null },
  '3 tháng': { every: 'quarter', months: null },
  '03 tháng': { every: 'quarter', months: null },
  'ba tháng': { every: 'quarter', months: null },
  '6 tháng': { every: 'half-year', months: null },
  '06 tháng': { every: 'half-year', months: null },
  'sáu tháng': { every: 'half-year', months: null },
  'nửa năm': { every: 'half-year', months: null },
  '9 tháng': { every: 'year', months: [9] },
  '09 tháng': { every: 'year', months: [9] },
  'chín tháng': { every: 'year', months: [9] },
};

/** The name of a unit, whatever follows it. */
export const UNIT_NAME = `(?:${Object.keys(UNITS)
  .sort((a, b) => b.length - a.length)
  .join('|')})`;

/** A unit that is not the beginning of something longer ("năm 2025", "quý I", "6 tháng đầu năm", "năm học"). */
export const UNIT = `${UNIT_NAME}(?! \\d| [ivx]+(?: |$)| (?:đầu|cuối|học|nay|này|sau|tới|trước|tiếp|kế|(?:một|hai|ba|bốn|tư|sáu)(?! lần)|làm))`;

/** Goes on without end. */
export const CONTINUOUS = 'thường xuyên(?: (?:,|và|-|/))? liên tục|thường xuyên|liên tục|quanh năm';

/** What opens an event, pace or guidance waited for; longest first. */
export const EVENT_OPENERS = [
  '(?:ngay )?sau khi',
  'ngay sau',
  'sau',
  '(?:ngay |đến |cho đến |tới )?khi',
  'nếu',
  '(?:kể|tính) từ',
  'theo',
  'trên cơ sở',
  'căn cứ',
  'tùy',
  'phụ thuộc',
  'đột xuất',
  'trước',
  'trong (?:vòng|thời hạn|thời gian|quá trình)',
  '(?:tại |trong |trước )?(?:kỳ|phiên) họp',
  '(?:đúng|bảo đảm|đảm bảo|phù hợp)(?: với)? (?:tiến độ|thời hạn|thời gian|lộ trình|kế hoạch|yêu cầu)',
  '(?:cùng|đồng thời) với',
  'lồng ghép',
  'gắn với',
  '(?:nhân )?dịp',
].join('|');

/** A length of time that runs from an event: "trong vòng 30 ngày kể từ ngày …", "chậm nhất 15 ngày làm việc sau khi …". */
export const DURATION = `(?:(?:chậm|muộn) nhất(?: là| sau)? |không quá |trong(?: vòng| thời hạn| thời gian)? |sau |tối đa )*(?:\\d{1,4}|${NUMBER})(?: \\( [^()]{1,12} \\))? (?:ngày(?: làm việc)?|tuần|tháng|năm|giờ(?: làm việc)?)`;
/** What makes a bare length of time one that waits for an event. */
export const DURATION_FROM = '(?:,|tính|kể từ|từ khi|từ ngày|từ lúc|sau|trước khi|làm việc)';

/** Words that may stand between a separator and a date without belonging to either. */
export const LEAD_IN =
  'nhưng|và|hoặc|hoàn thành|thực hiện|triển khai|báo cáo|trình|gửi|ban hành|dự kiến|xong|phải|là|vào|trong|đến|tới|hết|ngày|chậm nhất|muộn nhất|không quá|không muộn hơn|không chậm hơn';
